"""What accounts do: each deed changes the world and tells the webhooks. REST, GraphQL and the pages all come here."""

from __future__ import annotations

from bot.localhub.deeds.queues import QueueDeeds
from bot.localhub.deeds.refusal import RefusalError

__all__ = ["Deeds", "RefusalError"]


class Deeds(QueueDeeds):
    """All writes. Callers hold the world's lock."""
