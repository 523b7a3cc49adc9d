"""Tables: the cells of a row, and what each column holds, known by its head and its content."""

import itertools
import re
from collections.abc import Callable, Mapping, Sequence

from bot.catalogue.identity.authors import ET_AL, NAME_BREAK
from bot.catalogue.identity.identifiers import identify
from bot.lists.dates import DATE, YEAR
from bot.lists.inline import is_label, is_titled, labelled_kind, plain, scan, words
from bot.lists.people import is_authors
from bot.lists.phrases import Phrases
from bot.patterns import rare

#: Heads of columns that have links and call no paper by a name.
LINKS = r"links?|resources?|materials?|code.*|git.*|repo.*|pdf|url|链接|代码|코드|링크"
#: A column's role by its head, the first that fits; "any" where the content must tell.
HEADS = (
    (
        "authors",
        r"((first|main|lead|key|all) )?authors?(\(s\))?( ?(/|&|and|\() ?(years?|institutions?|affiliations?)\)?)?"
        r"|author s|authors and .{0,20}"
        r"|writers?|作者|著者|저자|autor(en|es)?|auteurs?|autori",
    ),
    (
        "year",
        r"((pub(lication|lish(ed)?)?|release) )?years?( of publication)?|年份?|年度|発[行表]年|[연년]도"
        r"|jahr|année|año|anno|ano",
    ),
    (
        "date",
        r"(pub(lication|lish(ed)?)?\.? |release |submission |arxiv |upload )?(date|time|month)|years?\W{1,3}months?"
        r"|released?|published on|submitted( on)?|日期"
        r"|时间|時間|发布时间|公開日|発表日|날짜|(발행|출판|게재) ?(연월|일자?)|datum|fecha|data",
    ),
    (
        "venue",
        r"(pub(lication)?|publish(er)?|published in|accepted( at| by| in)?|appeared( in)?)\b.*"
        r"|venues?( ?[/&] ?(years?|年份?))?"
        r"|years? ?[/&] ?venues?|conf(erence)?s?(\W.*)?|journal(\W.*)?|proceedings|where|booktitle|source"
        r"|来源|会议|會議|期刊|出处|收录.*|录用.*|发表.*|学会|会議名?|論文誌|ジャーナル|掲載.*|학회|학술지|저널|발표처|게재처"
        r"|konferenz|conférence|conferencia|revue|revista",
    ),
    (
        "title",
        r"((paper|article|work|publication) )?titles?( .{0,30})?|titel|titre|título|titolo|论文标题|論文名?|标题|標題"
        r"|题目|題目|題名|(論文)?タイトル|제목|논문( ?제목|명)?",
    ),
    (
        "any",
        r"papers?( .{0,30})?|name|名[字称稱前]|works?|published|论文|文章|publications?|articles?|methods?|models?"
        r"|systems?|algorithms?|approach(es)?|stud(y|ies)|算法|系统"
        rf"|方法|模型|introduction|artikel|{LINKS}",
    ),
)
HEAD = rare("|".join(f"(?P<{role}>{pattern})" for role, pattern in HEADS))
FACTS = frozenset({"authors", "venue", "year", "date"})
TIMES = frozenset({"year", "date"})
#: How a column of papers, or a line with one, is called.
PAPERS = frozenset({"paper", "papers", "title", "article", "publication", "论文", "文章", "标题", "题目"})
#: What people list beside papers.
OTHERS = (
    r"(?:tool(?:s|box(?:es)?|kits?)?|softwares?|librar(?:y|ies)|frameworks?|repositor(?:y|ies)|repos|projects?"
    r"|implementations?|codebases?|datasets?|databases?|corpora|benchmarks?|challenges?|competitions?|websites?|sites"
    r"|blogs?|blog ?posts?|videos?|talks?|lectures?|courses?|tutorials?|workshops?|books?|demos?|resources?|links?"
    r"|collections?|lists|researchers|communities|metrics?|simulators?|数据集|工具|课程|博客|教程)"
)
#: A column of titles has more words than this in most cells.
FEW_WORDS = 3
#: No paper that is cited for short, by who wrote it, where and when, has more.
LONGEST_CITED = 8
CELL = re.compile(r"<t[dh]\b[^<>]*>", re.I)
#: How many rows or columns a cell takes, no more than any table has.
ROWSPAN, COLSPAN = (re.compile(rf"\b{side}span\s*=\s*[\"']?(\d{{1,2}})\b", re.I) for side in ("row", "col"))


def split_cells(text: str) -> list[tuple[int, int]]:
    """Return the places of the cells of one pipe row; an escaped bar, or one in code, divides nothing."""
    bars = []
    code = False
    for found in re.finditer(r"\\.|`|\|", text):
        if found[0] == "`":
            code = not code and "`" in text[found.end() :]
        elif found[0] == "|" and not code:
            bars.append(found.start())
    edges = [*bars]
    if not bars or text[: bars[0]].strip(" \t>"):
        edges.insert(0, -1)
    if not bars or text[bars[-1] + 1 :].strip():
        edges.append(len(text))
    return [(left + 1, right) for left, right in itertools.pairwise(edges)]


def split_html_cells(text: str) -> list[tuple[int, int]]:
    """Return the places of the cells of one row of an HTML table."""
    starts = [found.span() for found in CELL.finditer(text)]
    cells = []
    for number, (_, begin) in enumerate(starts):
        upto = starts[number + 1][0] if number + 1 < len(starts) else len(text)
        close = re.search(r"</t[dhr]>", text[begin:upto], re.I)
        cells.append((begin, begin + close.start() if close else upto))
    return cells


def fill_spans(rows: Sequence[str]) -> list[list[tuple[int, int]]]:
    """Return the places of the cells of the rows of an HTML table, an empty one where another reaches into a row."""
    reach: dict[int, int] = {}
    grid = []
    for text in rows:
        cells: list[tuple[int, int]] = []
        for begin, end in [*split_html_cells(text), (-1, -1)]:
            while reach.get(len(cells), 0):
                reach[len(cells)] -= 1
                cells.append((0, 0))
            if begin < 0:
                break
            tag = text[text.rfind("<", 0, begin) : begin]
            down, across = (int(found[1]) if (found := span.search(tag)) else 1 for span in (ROWSPAN, COLSPAN))
            reach.update(dict.fromkeys(range(len(cells), len(cells) + across), down - 1))
            cells += [(begin, end), *[(0, 0)] * (across - 1)]
        grid.append(cells)
    return grid


def head_role(head: str) -> str:
    """Return what a column's head says of it: a role, "any", or "extra" for what no paper's record has."""
    text = plain(head).strip(" :*_").casefold()
    text = re.sub(r"[^\w\s/()&.-]", "", text).strip()
    if not text:
        return "any"
    named = (HEAD.fullmatch(part) for part in (text, *(part.strip() for part in text.split("/")[1:])))
    roles = [found.lastgroup for found in named if found]
    # "First release / venue": a word behind the stroke counts where the whole says nothing.
    return next(filter(None, roles), None) or "extra"


def column_roles(
    heads: Sequence[str], rows: Sequence[Sequence[str]], references: Mapping[str, str], phrases: Phrases
) -> list[str]:
    """Return the role of each column; exactly one is the title's, if any has titles."""
    width = max([len(heads), *(len(row) for row in rows[:50])], default=0)
    roles = [head_role(heads[place]) if place < len(heads) else "any" for place in range(width)]
    columns = [[row[place] for row in rows[:50] if place < len(row)] for place in range(width)]
    title = title_column(heads, roles, columns, references)
    dated, placed = not TIMES.isdisjoint(roles), "venue" in roles
    for place, role in enumerate(roles):
        if place == title:
            roles[place] = "title"
        elif role in ("any", "title", "extra"):
            other = "extra" if role == "extra" else "rest"
            said = content_role(columns[place], phrases)
            # Beside "Publication date" the column "Read on" says nothing of the paper, nor does a method's name beside
            # "Venue", though venues are called so, nor what links are called. Among names of methods "Xue et al."
            # stands for the one that has no name: each cell is looked at alone.
            if (
                said is None
                or (role == "extra" and dated and said in TIMES)
                or (said == "venue" and (placed or is_over_links(heads, place)))
            ):
                roles[place] = other
            elif role == "extra" and said == "authors":
                roles[place] = "rest" if name_people(columns[place]) else "extra"
            else:
                roles[place] = said
    return roles


def title_column(
    heads: Sequence[str], roles: Sequence[str], columns: Sequence[Sequence[str]], references: Mapping[str, str]
) -> int | None:
    """Return which column has the titles: by its head, or the one whose cells have the most words."""
    length = [title_words(cells, references) for cells in columns]
    titled = any(names_papers(head) and length[place] >= FEW_WORDS for place, head in enumerate(heads))
    named = [place for place, role in enumerate(roles) if role == "title"]
    named = [0] if are_others(heads) and not titled else named
    options = named or [place for place, role in enumerate(roles) if role == "any"] or list(range(len(roles)))
    likely = [place for place in options if not (are_citations(columns[place]) or is_over_code(heads, place))]
    options = likely or options
    links = [place for place in options if are_titled_links(columns[place], references)]
    others = named or any(map(names_papers, heads))
    title = longest((not others and links) or options, length)
    if title is None or named or title in links or length[title] >= FEW_WORDS:
        return title
    # Beside what papers are called for short, a column whose head says something else has no titles but remarks, unless
    # it links to the papers.
    short = length[title] > 0 and title < len(heads) and not is_over_links(heads, title)
    best = longest([place for place in range(len(roles)) if has_titles(place, heads, roles, columns, short)], length)
    return best if best is not None and length[best] >= FEW_WORDS else title


def longest(places: Sequence[int], length: Sequence[float]) -> int | None:
    """Return the first of the columns at some places whose cells have the most words."""
    return max(places, key=lambda place: (length[place], -place), default=None)


def has_titles(
    place: int, heads: Sequence[str], roles: Sequence[str], columns: Sequence[Sequence[str]], short: bool
) -> bool:
    """Tell whether a column can have the titles though its head does not say so; `short`: another has short names."""
    if roles[place] in FACTS - {"venue"} or is_over_code(heads, place):
        return False
    if are_citations(columns[place]) or are_sentences(columns[place]):
        return False
    return not (short and roles[place] == "extra" and not are_linked(columns[place]))


def is_over_links(heads: Sequence[str], place: int) -> bool:
    """Tell whether the head of a column says that links stand below."""
    return place < len(heads) and re.fullmatch(LINKS, plain(heads[place]), re.I) is not None


def is_over_code(heads: Sequence[str], place: int) -> bool:
    """Tell whether the head of a column says that links to code stand below, whose names may have many words."""
    return place < len(heads) and labelled_kind(plain(heads[place]).strip()) == "code"


def are_others(heads: Sequence[str]) -> bool:
    """Tell whether a table's head says that its rows are other things than papers: the first column has their names."""
    first = plain(heads[0]).strip(" :*_").casefold() if heads else ""
    return bool(re.fullmatch(OTHERS, first)) and head_role(first) == "extra" and not announces_papers(heads)


def announces_papers(heads: Sequence[str]) -> bool:
    """Tell whether a table's head says that its rows are papers: it names titles, or papers and a fact of theirs."""
    roles = {head_role(head) for head in heads}
    return "title" in roles or (bool(roles & FACTS) and any(map(names_papers, heads)))


def names_papers(head: str) -> bool:
    """Tell whether a column's head says that papers stand below, as "Papers I read" does, and no links to them."""
    text = plain(head).casefold()
    return text in PAPERS or (text.split(" ")[0] in PAPERS and not is_label(text))


def name_people(cells: Sequence[str]) -> bool:
    """Tell whether a cell of some names has "et al." or several words for each, as keywords seldom have."""
    return any(
        is_authors(cell) and (ET_AL.search(cell) or all(" " in name for name in NAME_BREAK.split(cell)))
        for cell in map(plain, cells)
    )


def are_sentences(cells: Sequence[str]) -> bool:
    """Tell whether most cells of a column end in a stop, as a summary does and a title seldom."""
    filled = [text for cell in cells if (text := plain(cell))]
    return 2 * sum(text.endswith((".", "。")) for text in filled) > len(filled)


def content_role(cells: Sequence[str], phrases: Phrases) -> str | None:
    """Return the role of a column whose head is not known by what most of its cells are, None for no role."""
    filled = [text for cell in cells if (text := plain(cell)) and text.strip("-–—/? ") and text.casefold() != "n/a"]
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("date", lambda cell: bool(DATE.fullmatch(cell))),
        ("year", lambda cell: bool(YEAR.fullmatch(cell))),
        ("venue", lambda cell: phrases.venues.find_name(cell) is not None),
        ("authors", is_authors),
    )
    return next((role for role, test in tests if 2 * sum(map(test, filled)) > len(filled)), None)


def has_titled_link(cell: str, references: Mapping[str, str]) -> bool:
    """Tell whether a cell has a link to a paper whose text is no label: a short title, where it is a paper's own."""
    return any(is_titled(cell, token) and identify(token.address) is not None for token in scan(cell, references))


def are_titled_links(cells: Sequence[str], references: Mapping[str, str]) -> bool:
    """Tell whether most cells of a column have such a link."""
    return 2 * sum(has_titled_link(cell, references) for cell in cells) > len(cells)


def are_citations(cells: Sequence[str]) -> bool:
    """Tell whether most cells of a column cite papers for short, as "One et al., ICML (2021)" does without a title."""
    filled = [text for cell in cells if (text := plain(cell))]
    return 2 * sum(bool(ET_AL.search(text)) and len(words(text)) <= LONGEST_CITED for text in filled) > len(filled)


def are_linked(cells: Sequence[str]) -> bool:
    """Tell whether most cells of a column lead to the web."""
    return 2 * sum("://" in cell for cell in cells) > len(cells)


def title_words(cells: Sequence[str], references: Mapping[str, str]) -> float:
    """Return how many words the cells of a column have that could be a title's, at the median."""
    counts = sorted(count_title(cell, references) for cell in cells if cell.strip())
    return counts[len(counts) // 2] if counts else 0


def count_title(cell: str, references: Mapping[str, str]) -> int:
    """Return the words of a cell without the labels of its links; a long text is an abstract, no title."""
    rest, place, linked = [], 0, 0
    for token in scan(cell, references):
        rest.append(cell[place : token.start])
        place = token.end
        label = cell[slice(*token.label)]
        if is_titled(cell, token):
            linked = max(linked, len(words(plain(label))) + 1)
    rest.append(cell[place:])
    free = len(words(plain(" ".join(rest))))
    return linked or (free if free <= 40 else 1)
