"""Reads the links of an entry, with the places of their labels and addresses."""

import re
from collections.abc import Sequence
from itertools import islice

from bot.catalogue.identity.address_rules import ARXIV_ID
from bot.catalogue.identity.authors import NAME_BREAK
from bot.catalogue.identity.identifiers import address, identify
from bot.catalogue.paper import Link
from bot.lists.dates import DIGIT, YEAR, find_stamp
from bot.lists.inline import (
    LABELS,
    NUMBER_LABEL,
    Span,
    Token,
    has_words,
    is_address,
    is_label,
    is_titled,
    link_kind,
    plain,
    scan,
    words,
)
from bot.lists.people import is_authors, is_name
from bot.lists.phrases import PREPRINT
from bot.lists.reading.entry.bearing import count_label
from bot.lists.reading.entry.citation import find_attribution, find_lone_attribution, find_signed
from bot.lists.reading.entry.parts import BOLD, GLUE, KEYED, Reading, is_fact, strip_span, trim
from bot.lists.reading.entry.title.finding import note_citation
from bot.lists.reading.entry.title.runs import BOXED, follows_title, title_runs
from bot.lists.reading.entry.title.trimming import END_OF_NAMES, NO_ENDS, trim_title
from bot.lists.reading.entry.words.clauses import classify
from bot.lists.reading.entry.words.volumes import cites_journal
from bot.patterns import rare

#: A link that leads nowhere is a title if it has so many words, as one behind names or a venue, or in two brackets is.
FEWEST_WORDS = 3
#: What a link says in brackets behind a title, with a year in it, has no more words.
LONGEST_LABEL = 9
#: A link's text of more characters says more than when and where.
LONGEST_STAMP = 60
#: What parts a title in bold from what follows it in the same link.
FOLLOWING = rare(r"\s*(?:<br ?/?>|[(,*_–—-])")
#: What is left of a link behind its text, and other links.
LINKS = rare(r"!?\[[^\[\]\n]*\]+\([^()\s]*\)|^[\]*_]*\([^()\s]*\)")
#: The address of a picture that counts how often a paper is cited: it leads to the list of these, not to the paper.
COUNTING = rare(r"\b(?:cite[ds]|citations?)\b|cited_by", re.I)
#: What stands behind what a paper is called for short, and the rest of the line.
BEFORE_REFERENCE = rare(r"\.\s+([^\n]+)")
#: One of the words in brackets before a title.
TAG = rare(r"[\[【][^\[\]【】]+[\]】]")
#: No person has so many names; of those who link to their pages there are so many at least.
MOST_NAMES, FEWEST_NAMES = 5, 2
#: The people before these who have no page.
NAMES_BEFORE = rare(r"[^\s,*_.:()\[\]][^*_.:()\[\]\n]*,\s+$")
#: "DOI: 10.1000/xyz", "arXiv:2401.00001" or "abs/2401.00001", a paper's number without an address.
NUMBERED = rare(rf"\b(?:doi:?\s*`?10\.\d{{4,9}}/[^\s<>\"\[\]|`]+|(?:arxiv:\s?|(?<![./])abs/){ARXIV_ID})", re.I)
#: Without one of these there is none; what nearly all addresses of preprints have is no sign.
SIGNS_OF_NUMBER, IN_ADDRESS = ("10.", "iv:", "IV:", "abs/"), "/abs/"
#: No more are looked at: a long text is about many papers.
MOST_NUMBERS = 9
#: What may stand around a link alone, by the last character before it.
AROUND = {"[": ("[", "]"), "(": ("(", ")"), "*": ("**", "**"), "`": ("`", "`")}
#: Behind other words, "Paper: " before a link: a word or two that say what it leads to; and what parts it from them.
KEY = rare(r"(?<=[^\w\n])((?:[^\W\d_]+ )?[^\W\d_]+)[:：] ?$")
COLONS, BEFORE_KEY = (":", ": ", "："), tuple(".,;|()[]-–—>/?!")
LONGEST_KEY = 30


def read_links(reading: Reading, start: int, end: int, *, titled: bool, quoted: Span | None = None) -> None:
    """Find the links; where no title is known yet and `titled`, the first link that is no label is the title.

    `quoted`: the title, which may stand within a link's text; then the other words of that text are facts.
    """
    tokens = [token for token in find_tokens(reading, start, end) if start <= token.start and token.end <= end]
    first, last = note_linked_names(reading, tokens) or (end, end)
    for token in tokens:
        if not (first <= token.start < last or reading.known(token.url)):
            read_link(reading, token, start, titled=titled, quoted=quoted)


def find_tokens(reading: Reading, start: int, end: int) -> Sequence[Token]:
    """Return the links and images around a stretch, or in it.

    The reader has asked for those of the whole text already; a cell is scanned alone, for a bracket ends in it.
    """
    if not start or 2 * (end - start) > len(reading.text):
        return scan(reading.text[:end], reading.references)
    return [
        Token(
            token.kind, token.start + start, token.end + start,
            (token.label[0] + start, token.label[1] + start), (token.url[0] + start, token.url[1] + start),
            token.address, token.source,
        )
        for token in scan(reading.text[start:end], reading.references)
    ]  # fmt: skip


def read_link(reading: Reading, token: Token, start: int, *, titled: bool, quoted: Span | None) -> None:
    """Note what one link or image says."""
    cited = False
    said = reading.text[slice(*token.label)]
    quoted = quoted or bold_within(reading.text, token.label)
    if token.kind == "image":
        reading.add("badge", *token.url)
    elif not token.address.startswith(("http://", "https://", "//")):
        note_beside(reading, token, titled=titled and is_linked_title(reading, start, token))
    elif token.kind == "badge":
        if not COUNTING.search(token.source):
            add_link(reading, token, plain_badge(said))
        source = reading.text.index(token.source, *token.label)
        reading.add("badge", source, source + len(token.source))
    elif quoted and token.label[0] <= quoted[0] and quoted[1] <= token.label[1] and not reading.has("title"):
        reading.add("title", *quoted)
        add_link(reading, token, "title")
    elif titled and not reading.has("title") and is_linked_title(reading, start, token):
        cited = note_citation(reading, *token.label, led=not has_words(reading.text[start : token.start]))
        if not cited:
            note_linked_title(reading, *token.label)
        add_link(reading, token, "title")
    else:
        add_link(reading, token, said.strip() or announced(reading.text, token.start))
    # A row says in its other cells where and when.
    hide_link(reading, token, whole=cited and reading.row)


def hide_link(reading: Reading, token: Token, *, whole: bool) -> None:
    """Pass over a link; unless `whole`, what stands beside a title in its text is read as if there were no link."""
    title, (first, last) = reading.find("title"), token.label
    if title and first <= title.start < last and not whole:
        reading.hide(token.start, first)
        reading.hide(last, token.end)
    else:
        reading.hide(token.start, token.end)


def bold_within(text: str, label: Span) -> Span | None:
    """Return the title in bold with which a link's text begins, where names, a year or the like follow in it."""
    found = BOLD.match(text, *label) if text.startswith(("**", "__"), label[0]) else None
    behind = text[found.end() : label[1]] if found else ""
    titled = found and FOLLOWING.match(behind) and len(words(found[1])) >= FEWEST_WORDS and found[1][-1] != ":"
    return found.span(1) if found and titled else None


def note_linked_names(reading: Reading, links: Sequence[Token]) -> Span | None:
    """Note the authors whose names link to their own pages, one behind the other; return where.

    These links are not the paper's.
    """
    run: list[Token] = []
    for link in links if not reading.has("authors") else ():
        if not names_person(reading.text[slice(*link.label)], link.address):
            if run:
                break
        elif run and not joins_names(reading.text[run[-1].end : link.start]):
            break
        else:
            run.append(link)
    if len(run) < FEWEST_NAMES:
        return None
    led = NAMES_BEFORE.search(reading.text, 0, run[0].start)
    first = led.start() if led and joins_names(f", {led[0]}") else run[0].start
    reading.add("authors", first, run[-1].end)
    return first, run[-1].end


def joins_names(text: str) -> bool:
    """Tell whether nothing but what divides names stands between two of them, or names without links."""
    between = plain(text)
    others = filter(None, NAME_BREAK.split(between.strip(" ,")))
    return NAME_BREAK.search(f"{between} ") is not None and all(map(is_name, others))


def names_person(label: str, address: str) -> bool:
    """Tell whether a link's text is a person's name, and its address no paper's."""
    named = 0 < label.count(" ") < MOST_NAMES and not is_label(label) and is_name(plain(label))
    return named and identify(address) is None and link_kind("", address) != "code"


def note_linked_title(reading: Reading, start: int, end: int) -> None:
    """Note the title that a link's text is; what stands before and behind it is read as if there were no link.

    Names are looked for where no words follow the link, which could be these.
    """
    if BOXED.fullmatch(reading.text, start, end):
        start, end = start + 1, end - 1
    followed = reading.row or has_words(LINKS.sub("", reading.text[end:]))
    reading.add("title", *trim_title(reading, start, end, without=END_OF_NAMES if followed else NO_ENDS))


def note_beside(reading: Reading, token: Token, *, titled: bool) -> None:
    """Note a link that leads to no page of the web: a title all the same if it leads nowhere or has a title's words."""
    long = reading.row or not token.address or len(words(plain(reading.text[slice(*token.label)]))) >= FEWEST_WORDS
    if titled and not reading.has("title") and long:
        note_linked_title(reading, *token.label)
    elif token.address and not token.address.startswith("#") and not dated_label(reading, token.label):
        reading.add("extra", *widen(reading.text, token.start, token.end))


def is_linked_title(reading: Reading, start: int, token: Token) -> bool:
    """Tell whether a link's text is a title: it names no target, and no title stands before it."""
    text = reading.text[slice(*token.label)]
    pair = reading.text[max(0, token.start - 1) : token.start] + reading.text[token.end :].lstrip("\\")[:1]
    boxed = pair in ("[]", "()") or text.startswith("[")
    said = is_label(text, boxed=boxed) or names_host(text, token.address)
    said = said or find_attribution(text, reading.phrases) is not None or cites_journal(reading, start, token)
    said = said or is_nickname(reading, token) or leads_reference(reading, token)
    most = LONGEST_LABEL if boxed and YEAR.search(text) else FEWEST_WORDS
    return bool(text) and not said and not follows_title(reading, start, token.start, text, most)


def is_nickname(reading: Reading, token: Token) -> bool:
    """Tell whether a link of a word leads to no paper, and a later one, of a title's words, does."""
    if " " in reading.text[slice(*token.label)] or identify(token.address):
        return False
    return any(
        other.start > token.end and identify(other.address) and is_titled(reading.text, other)
        and count_label(reading.text, other) > FEWEST_WORDS
        for other in scan(reading.text, reading.references)
    )  # fmt: skip


def leads_reference(reading: Reading, token: Token) -> bool:
    """Tell whether a link of few words stands before a paper's title, names and venue, as "[SSD](u). A title, One"."""
    stop = BEFORE_REFERENCE.match(reading.text, token.end) if count_label(reading.text, token) <= FEWEST_WORDS else None
    return stop is not None and find_signed(stop[1], reading.phrases) is not None


def names_host(text: str, address: str) -> bool:
    """Tell whether a link's text only says where its address is, as "dl.acm" or "dl.acm.org (PDF)" does."""
    name = text.casefold().partition(" (")[0]
    place = address.casefold().partition("://")[2]
    return "." in name and " " not in name and (name in place.split("/")[0] or ("/" in name and name in place))


def promote_link(reading: Reading, start: int, end: int) -> None:
    """Make a first link of two words the title though one names a kind of target, as in "[Consistency models](u)".

    Nothing but names or a venue stands before it, and nothing else can be a title.
    """
    link = reading.find("link")
    label = next((part for part in reading.parts if link and part.kind == "label" and part.group == link.group), None)
    if link is None or label is None or (opening := reading.text[link.start : label.start]) not in ("[", "[["):
        return
    before = reading.open(start, link.start).strip(GLUE + "()[]")
    text = plain(reading.text[label.start : label.end])
    named = [word for word in words(text) if word.casefold() not in LABELS]
    fewest = FEWEST_WORDS if opening == "[[" or has_words(before) else 2
    if len(words(text)) < fewest or not named or re.search(r"\d|\[", text):
        return
    if has_words(before) and not is_fact(reading, before) and not is_authors(before):
        return
    others = (reading.text[slice(*run)].lstrip(GLUE) for run in title_runs(reading, start, end))
    # Words that begin small describe what is linked: "[Tidy data](u) - a paper about tables".
    if any(len(words(other)) >= 3 and not other[:1].islower() for other in others):
        return
    reading.keep([part for part in reading.parts if part not in (link, label)])
    reading.add("title", *trim(reading.text, label.start, label.end))
    reading.links[link.group] = Link("title", reading.links[link.group].url)


def announced(text: str, place: int) -> str:
    """Return what a line says an address at a place leads to, as in "Code: https://...", empty for nothing."""
    line = text[text.rfind("\n", 0, place) + 1 : place]
    found = KEYED.match(line)
    return found[1] if found and found.end() >= len(line.rstrip()) else ""


def number_links(reading: Reading) -> list[Link]:
    """Return the link that an entry's text means by a paper's number, unless it has a link to one of that kind.

    It stands nowhere, so that nothing is changed in it. A text with several numbers tells of other papers, too.
    """
    if not any(map(reading.text.replace(IN_ADDRESS, " ").__contains__, SIGNS_OF_NUMBER)):
        return []
    said = {
        found: part
        for part in islice(NUMBERED.finditer(reading.text), MOST_NUMBERS)
        if not any(
            other.kind in ("url", "badge") and other.start <= part.start() < other.end for other in reading.parts
        )
        and (found := identify(part[0].replace("`", "")))
    }
    known = {found.kind for link in reading.links if (found := identify(link.url))}
    written = [address(found) for found in said if found.kind not in known] if len(said) == 1 else []
    return [Link("paper", url) for url in written if url]


def plain_badge(label: str) -> str:
    """Return the alternative text of a badge that is a link."""
    found = re.search(r"!\[([^\[\]]*)\]", label) or re.search(r"alt=[\"']([^\"']*)", label)
    return found[1] if found else ""


def widen(text: str, start: int, end: int) -> Span:
    """Return the place of a link with the brackets and the stars that stand around it alone."""
    while (
        (pair := AROUND.get(text[start - 1 : start]))
        and text.endswith(pair[0], 0, start)
        and text.startswith(pair[1], end)
    ):
        start, end = start - len(pair[0]), end + len(pair[1])
    return start, end


def start_of_key(text: str, link: int) -> int:
    """Return where what says in the middle of a line what a link leads to begins, the link's own place for nothing."""
    if not text.endswith(COLONS, 0, link):
        return link
    found = KEY.search(text, max(0, link - LONGEST_KEY), link)
    before = text[text.rfind("\n", 0, link) + 1 : found.start()].rstrip(" *_") if found else ""
    return found.start() if found and before.endswith(BEFORE_KEY) and has_words(before) and is_label(found[1]) else link


def add_link(reading: Reading, token: Token, label: str) -> None:
    """Note a link: the whole, its label's place unless the title is the label, and its address's."""
    group, span = reading.groups, token.label
    reading.groups += 1
    if label != "title":
        start, end = widen(reading.text, token.start, token.end)
        led = start_of_key(reading.text, start)
        reading.note("link", led, end, group)
        inner = reading.text[slice(*span)]
        if inner[:1] + inner[-1:] in ("[]", "()") and inner.count(inner[0]) == 1:
            span = (span[0] + 1, span[1] - 1)
        elif inner.startswith("\\[") and inner.endswith("\\]"):
            span = (span[0] + 2, span[1] - 2)
        pictured = inner.lstrip().startswith(("!", "<img"))
        if not pictured and dated_label(reading, span):
            label = "paper"
        elif not pictured:
            label = "" if is_address(inner) else reading.text[slice(*span)].strip() or label
            reading.note("label", *span, group)
        reading.hide(led, start)
    reading.note("url", *token.url, group)
    reading.links.append(Link(label, token.address))


def dated_label(reading: Reading, span: Span) -> bool:
    """Note the facts that a link's text says, like "arXiv 2024.10" or "(One and Two, 2024)"; tell whether it does."""
    inner, title = reading.text[slice(*span)], reading.find("title")
    numbered = DIGIT.search(inner) is not None
    told = find_attribution(inner, reading.phrases) if numbered else None
    told = told or (find_lone_attribution(inner, reading.phrases) if numbered else None)
    if told:
        # Behind other words than the title it is somebody else's paper.
        own = title is None or not has_words(reading.open(title.end, span[0]))
        for kind, part in zip(told._fields, told, strict=True) if own else ():
            reading.add_first(kind, part and (span[0] + part[0], span[0] + part[1]))
        return own
    if not reading.has("title"):
        leads = PREPRINT.fullmatch(plain(inner)) and not has_words(reading.open(0, span[0]))
        if leads or reading.phrases.names_venue(inner):
            reading.add("venue", *strip_span(reading.text, *span, "`"))
            return True
    if not numbered or NUMBER_LABEL.fullmatch(plain(inner)):
        return False
    name = inner.partition(" ")[0]
    if name != inner and reading.phrases.glued_year(name):
        # "[CVPR19 GSPN](u)": the label goes on with what the paper is called.
        classify(reading, span[0], span[0] + len(name))
        return False
    if len(inner) > LONGEST_STAMP or not (any(find_stamp(inner)) or reading.phrases.glued_year(inner)):
        return False
    return classify(reading, *span, marked=True)
