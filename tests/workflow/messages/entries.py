"""Entries of every disposition: what the list makes of some proposals."""

from bot.intake.submission import Proposal
from tests.review.builders import FLEXGEN, review

LONGFORMER = "https://arxiv.org/abs/2004.05150"
DUPLICATE = review(Proposal(title=FLEXGEN, urls=("https://arxiv.org/abs/2303.06865",), section="Serving"))
SIMILAR = review(
    Proposal(
        title="Longformer in speech: The long-document transformer",
        urls=("https://openreview.net/forum?id=H4DqfPSibmx",),
        section="Attention",
    )
)
CROSS_LISTED = review(Proposal(urls=("https://arxiv.org/abs/1706.03762",), section="Serving"))
NO_LINK = review(Proposal(title="A paper without a link", section="Serving"))
NO_SECTION = review(
    Proposal(title="A paper of no section", urls=("https://arxiv.org/abs/2407.08611",), venue="ICLR 2025")
)
BAD_LINK = review(
    Proposal(title="A paper behind a script", urls=("javascript:alert(1)",), section="Serving", venue="ICLR 2025")
)
UPDATE = review(
    Proposal(
        operation="update",
        title="Longformer",
        urls=(LONGFORMER,),
        venue="ACL 2021",
        section="Attention",
        replaces=Proposal(urls=(LONGFORMER,)),
    )
)
REMOVAL = review(Proposal(operation="remove", title="Longformer: The long-document transformer", urls=(LONGFORMER,)))
