"""Lines of a page as the tests write them, and what `paperclerk check` says of them."""

from bot import resources
from bot.catalogue.data.records import VENUES, read_content, read_venues
from bot.lists.marked.importing import import_list
from bot.review.audit import Listing, audit_items
from bot.review.rules.finding import Finding

KNOWN = read_venues(read_content(VENUES, resources.read(f"data/{VENUES}")))
PAPER, CODE = "https://arxiv.org/abs/2301.00001", "https://github.com/o/n"
LONG = f"[Deep aggregation of features in networks for many tasks]({PAPER})"
#: What a row of the tests' tables does not name is sound.
OPENING = "# L\n\n{}\n\n## S\n\n"


def line(tag: str = "ICML'23", paper: str = PAPER, code: str = CODE, title: str = "A title of some length") -> str:
    return f"- {title}. *[{tag}]* [[Paper]]({paper}) [[Code]]({code})"


def check(*lines: str, opening: str = "") -> list[Finding]:
    text = OPENING.format(opening) + "\n".join(lines) + "\n"
    return audit_items(Listing("L.md", import_list(text, KNOWN)).items)


def kinds(*lines: str, opening: str = "") -> list[str]:
    return [finding.rule for finding in check(*lines, opening=opening)]
