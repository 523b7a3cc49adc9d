"""The world -> GitHub's JSON. One function for each kind of object; addresses are built on the request's own base."""

from __future__ import annotations

from bot.localhub.shapes.deliveries import DeliveryShapes
from bot.localhub.shapes.names import Json, node_id, time

__all__ = ["Json", "Shapes", "node_id", "time"]


class Shapes(DeliveryShapes):
    """All objects; `api` and `web` are the roots of the addresses."""
