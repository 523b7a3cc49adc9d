"""Proposals, and what a review makes of them on the small list."""

from functools import cache

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.records import read_catalogue
from bot.catalogue.matching import Index, Record
from bot.intake.submission import Proposal, Submission
from bot.review.context import ReviewContext
from bot.review.entry import Entry
from bot.review.review import review_submission
from tests.stage import small_files

LINK = "https://arxiv.org/abs/2407.08608"
ACL = "https://aclanthology.org/2021.acl-long.1"
GOOD = Proposal(title="A new paper on attention", urls=(LINK,), section="Attention", venue="ICLR 2025")
FLEXGEN = "FlexGen: High-Throughput Generative Inference of Large Language Models with a Single GPU"


@cache
def catalogue() -> Catalogue:
    files = {path.removeprefix("data/"): text.decode() for path, text in small_files().items()}
    policy = 'policy:\n  minimum_year: 2020\n  venues: "csrankings"\n  extra_venues: ["arXiv"]\n'
    text = files["catalogue.yaml"]
    return read_catalogue({**files, "catalogue.yaml": text[: text.index("policy:")] + policy})


def review(proposal: Proposal, known: Catalogue | None = None) -> Entry:
    known = known or catalogue()
    index = Index((paper.id, Record.from_paper(paper)) for paper in known.papers.values())
    context = ReviewContext(known, index, Index(), added="2026-11-22")
    (entry,) = review_submission(Submission("add", (proposal,)), context).entries
    return entry
