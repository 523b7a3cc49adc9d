"""Benchmarks: every figure stands next to a baseline that was measured in the same run."""
