"""Entries -> the texts of the files that hold them."""

from __future__ import annotations
