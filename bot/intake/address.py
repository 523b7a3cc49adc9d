"""What an address in a text is: the paper's, its code's, a project page, or none of these."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalogue.identifiers import identify

REPOSITORY = re.compile(r"https?://(?:www\.)?(?:github|gitlab)\.com/[\w.-]+/[\w.-]+/?(?:#.*)?(?:\?.*)?$", re.I)
#: Addresses that are no paper and no code: badges, profiles, data, other threads, other lists.
DECOY = re.compile(
    r"shields\.io|/(?:pull|issues|blob|wiki|stargazers)/?|huggingface\.co/(?!papers)|scholar\.google\.\w+/(?!citations\?view_op)"
    r"|linkedin|twitter\.com|//x\.com|youtube|bilibili|colab\.|/Conferences/|awesome|neurips\.cc/virtual|dblp\.[\w.-]+/search",
    re.I,
)
LINK_WORDS = re.compile(
    r"\W*(?:paper|pdf|arxiv|link|paper link|here|this|url|doi|openreview|arxiv:[\d.v]+|\d+|project.*|website|链接"
    r"|论文)\W*",
    re.I,
)
CODE_WORDS = re.compile(r"\W*(?:code|github|repo|repository|github repository|code link|official code|代码)\W*", re.I)
PAGE_WORDS = re.compile(r"project|web|page|demo", re.I)


def read_address(text: str, address: str, *, named: bool) -> Iterator[tuple[str, str]]:
    """Yield what a link with this text is, as (field, address); `named` says that it stands for the paper's title."""
    if REPOSITORY.match(address) and not DECOY.search(address):
        yield "code", address
    elif identify(address) or (text and LINK_WORDS.fullmatch(text) and not PAGE_WORDS.search(text)):
        yield "link", address
    elif CODE_WORDS.fullmatch(text):
        yield "code", address
    elif address.lower().endswith(".pdf"):
        yield "link", address
    elif DECOY.search(address) or not address.startswith("http"):
        return
    elif named:
        yield "link", address
    else:
        yield "page", address
