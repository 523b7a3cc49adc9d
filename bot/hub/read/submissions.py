"""When a list's submissions were opened and closed, to show whether anybody handles them."""

from datetime import datetime

from bot.hub.gateway import Gateway
from bot.workflow.labels import LABELS, verdict_label

#: The labels that mark a thread as a submission.
KNOWN = LABELS.keys() - {verdict_label("not-a-submission")}
#: As many threads as REST lists in one answer.
AT_ONCE = 100


def read_submissions(gateway: Gateway) -> tuple[tuple[datetime, datetime | None], ...]:
    """Return when submissions were opened and closed: of up to a hundred open threads and the last hundred of all."""
    found = {}
    for state in ("open", "all"):
        for thread in gateway.rest("GET", f"/issues?state={state}&per_page={AT_ONCE}"):
            if KNOWN & {label["name"] for label in thread["labels"]}:
                closed = thread["closed_at"]
                opened = datetime.fromisoformat(thread["created_at"])
                found[thread["number"]] = (opened, datetime.fromisoformat(closed) if closed else None)
    return tuple(found.values())
