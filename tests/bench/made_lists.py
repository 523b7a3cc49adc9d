"""Made lists: the shipped papers written in hundreds of forms, so that what must be read and written is known.

A form is drawn from the habits of many lists: the order of an entry's parts, the marks around them, the words of
labels, heads and headings in several languages. Numbers here are no tuning goal of one list; a kind that fails is.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot import resources
from bot.catalogue.data.records import read_catalogue
from bot.catalogue.paper import Paper as ShippedPaper

GIVEN = ("Ada", "Bo", "Chen", "Dario", "Elif", "Farid", "Gwen", "Hao", "Inga", "Jun", "Kofi", "Lena", "Mei", "Noor")
FAMILY = ("Smith", "Li", "García", "Müller", "van der Berg", "O'Neil", "Chen", "Kim", "Novák", "Silva", "Zhang-Wu")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LABELS = (
    ("Paper", "Code"), ("paper", "code"), ("PDF", "GitHub"), ("pdf", "repo"), ("arXiv", "Github"), ("Link", "Code"),
    ("Paper", "Official Code"), ("论文", "代码"), ("ArXiv", "PyTorch"), ("PDF", "Project"), ("URL", "Code"),
    ("📄 Paper", "💻 Code"), ("Artikel", "Code"), ("Full Text", "Source"),
)  # fmt: skip
HEADINGS = (
    ("Quantization", "Pruning"), ("1. Surveys", "2. Methods"), ("量化", "剪枝"), ("Überblick", "Verfahren"),
    ("🔥 Large Models", "⚡ Small Models"), ("2023", "2022"), ("Études", "Méthodes"), ("調査", "手法"),
)  # fmt: skip
COLUMNS = {
    "title": ("Title", "Paper", "Paper Title", "Name", "论文", "标题", "**Title**", "Titel", "Publication", "論文"),
    "authors": ("Authors", "Author", "作者", "Autoren", "Author(s)"),
    "venue": (
        "Venue",
        "Conference",
        "Pub.",
        "Publication Venue",
        "会议",
        "Where",
        "Journal/Conference",
        "Published in",
    ),
    "year": ("Year", "年份", "Jahr", "Published Year"),
    "date": ("Date", "Time", "Release Date", "日期", "Pub. Date", "Submitted"),
    "links": ("Links", "Link", "Resources", "链接", "Paper & Code", "Code", "Materials"),
    "extra": ("Keywords", "Institute", "Type", "TL;DR", "Model"),
}
WORDS = ("pruning", "Some University", "weights", "both", "survey", "GPU", "training-free", "Frozen")


@dataclass(frozen=True)
class Paper:
    """What one made entry says."""

    title: str
    authors: str
    venue: str
    year: int
    date: str
    link: str
    code: str | None


@dataclass(frozen=True)
class Made:
    """A page, its papers in its order, and which facts its form states."""

    name: str
    papers: tuple[Paper, ...]
    states: frozenset[str]
    write: Callable[[Sequence[Paper]], str]


@lru_cache(maxsize=1)
def shipped() -> tuple[ShippedPaper, ...]:
    """Return the papers of the shipped list that any form can hold."""
    files = {path.removeprefix("data/"): text.decode() for path, text in resources.read_all(["data"]).items()}
    return tuple(
        paper
        for paper in read_catalogue(files).papers.values()
        if paper.venue and paper.year and paper.links and '"' not in paper.title and "|" not in paper.title
    )


def shipped_papers(draw: random.Random, count: int) -> list[Paper]:
    """Return papers of the shipped list with made authors and dates."""
    made: list[Paper] = []
    for paper in draw.sample(shipped(), count):
        names = [f"{draw.choice(GIVEN)} {draw.choice(FAMILY)}" for _ in range(draw.randint(2, 5))]
        code = next((link.url for link in paper.links if "github.com" in link.url), None)
        link = next(
            (link.url for link in paper.links if link.url != code), f"https://arxiv.org/abs/2301.{len(made):05d}"
        )
        made.append(
            Paper(
                paper.title.strip(" ."), ", ".join(names), paper.venue or "", paper.year or 2020,
                f"{paper.year}-{draw.randint(1, 12):02d}", link, code,
            )
        )  # fmt: skip
    return made


Write = Callable[[Paper], str]
TITLES: dict[str, Write] = {
    "plain": lambda p: p.title,
    "bold": lambda p: f"**{p.title}**",
    "bold with a stop": lambda p: f"**{p.title}.**",
    "quoted": lambda p: f'"{p.title}"',
    "bold and quoted": lambda p: f'**"{p.title}"**',
    "linked": lambda p: f"[{p.title}]({p.link})",
    "bold in a link": lambda p: f"[**{p.title}**]({p.link})",
    "link in bold": lambda p: f"**[{p.title}]({p.link})**",
    "italic": lambda p: f"*{p.title}*",
}
AUTHORS: dict[str, Write] = {
    "names": lambda p: p.authors,
    "italic": lambda p: f"*{p.authors}*",
    "underscores": lambda p: f"_{p.authors}_",
    "first et al.": lambda p: f"{p.authors.split(',')[0]} et al.",
    "with and": lambda p: " and ".join(p.authors.rsplit(", ", 1)),
    "initials": lambda p: ", ".join(f"{name[0]}. {name.split(' ', 1)[1]}" for name in p.authors.split(", ")),
    "in small letters": lambda p: f"<sub>{p.authors}</sub>",
    "in brackets": lambda p: f"({p.authors})",
}
VENUES: dict[str, Write] = {
    "venue year": lambda p: f"{p.venue} {p.year}",
    "venue, year": lambda p: f"{p.venue}, {p.year}",
    "venue'yy": lambda p: f"{p.venue}'{p.year % 100:02d}",
    "glued": lambda p: f"{p.venue}{p.year}",
    "in brackets": lambda p: f"({p.venue} {p.year})",
    "in square brackets": lambda p: f"[{p.venue} {p.year}]",
    "italic in brackets": lambda p: f"*[{p.venue}'{p.year % 100:02d}]*",
    "code": lambda p: f"`{p.venue} {p.year}`",
    "bold": lambda p: f"**{p.venue} {p.year}**",
    "italic": lambda p: f"*{p.venue} {p.year}*",
    "underlined": lambda p: f"<ins>{p.venue}, {p.year}</ins>",
    "year venue": lambda p: f"{p.year} {p.venue}",
    "In venue": lambda p: f"In {p.venue}, {p.year}",
    "venue (year)": lambda p: f"{p.venue} ({p.year})",
}
DATES: dict[str, Write] = {
    "2023.05": lambda p: p.date.replace("-", "."),
    "(2023-05)": lambda p: f"({p.date})",
    "[2023/05]": lambda p: f"[{p.date.replace('-', '/')}]",
    "May 2023": lambda p: f"{MONTHS[int(p.date[5:]) - 1]} {p.date[:4]}",
}
BRACKETS: dict[str, Callable[[str, str], str]] = {
    "[[L]](u)": lambda label, url: f"[[{label}]]({url})",
    "[[L](u)]": lambda label, url: f"[[{label}]({url})]",
    "[L](u)": lambda label, url: f"[{label}]({url})",
    "([L](u))": lambda label, url: f"([{label}]({url}))",
    "badge": lambda label, url: f"[![{label}](https://img.shields.io/badge/{label.replace(' ', '_')}-blue)]({url})",
    "HTML": lambda label, url: f'<a href="{url}">{label}</a>',
    "bold": lambda label, url: f"**[{label}]({url})**",
}
GAPS = (" ", " | ", ", ", " / ", "")


def draw_links(draw: random.Random, *, titled: bool) -> tuple[str, Write]:
    """Return a way to write the links of a paper; `titled`: the title holds the paper's."""
    paper, code = draw.choice(LABELS)
    name, bracket = draw.choice(list(BRACKETS.items()))
    gap = draw.choice(GAPS if name not in ("[L](u)", "HTML", "bold") else GAPS[1:4])

    def write(one: Paper) -> str:
        pairs = [(paper, one.link)] * (not titled) + ([(code, one.code)] if one.code else [])
        return gap.join(bracket(label, url) for label, url in pairs)

    return f"{name} {paper}/{code}", write


def pick(draw: random.Random, ways: dict[str, Write], *besides: str) -> tuple[str, Write]:
    """Return one of the ways, with its name."""
    name = draw.choice([name for name in ways if name not in besides])
    return name, ways[name]


def joined(parts: Sequence[str], gap: str) -> str:
    """Put what is there in one line."""
    text = ""
    for part in parts:
        if part:
            between = gap if text and part[0] not in "[(!<`" and text[-1] not in ".?!" else " "
            text += (between if text else "") + part
    return text


def line_form(draw: random.Random) -> tuple[str, Write, frozenset[str]]:
    """Return a form of one line: the order of its parts, and how each is written."""
    order = draw.choice((
        "title venue links", "title authors venue links", "venue title links", "title links",
        "venue title authors links",
        "title links venue", "title authors date links", "date title links", "date title authors venue links",
        "authors title venue links", "title venue authors links", "title date links",
    )).split()  # fmt: skip
    plain_before = order[0] == "authors" or (order[0] in ("venue", "date"))
    title_name, title = pick(draw, TITLES, *(("plain", "italic") if plain_before else ("italic",)))
    authors_name, authors = pick(draw, AUTHORS)
    open_venues = ("venue year", "venue, year", "year venue", "glued", "In venue", "venue'yy", "venue (year)")
    venue_name, venue = pick(draw, VENUES, *(open_venues if order[0] == "venue" else ()))
    date_name, date = pick(draw, DATES, *(("May 2023", "2023.05") if order[0] == "date" else ()))
    links_name, links = draw_links(draw, titled="link" in title_name)
    gap = draw.choice((". ", ", ") if title_name in ("plain", "quoted") else (". ", ", ", " "))
    ways = {"title": title, "authors": authors, "venue": venue, "date": date, "links": links}
    names = {"title": title_name, "authors": authors_name, "venue": venue_name, "date": date_name, "links": links_name}
    name = f"{'; '.join(f'{part} {names[part]}' for part in order)}; gap {gap!r}"
    return name, lambda p: joined([ways[part](p) for part in order], gap), frozenset(order)


def lines_form(draw: random.Random) -> tuple[str, Callable[[Paper], list[str]], frozenset[str]]:
    """Return a form of several lines."""
    title_name, title = pick(draw, TITLES, "italic", "plain")
    authors_name, authors = pick(draw, AUTHORS, "in brackets")
    venue_name, venue = pick(draw, VENUES)
    links_name, links = draw_links(draw, titled="link" in title_name)
    shape = draw.choice(("title|authors. venue links", "title|authors|venue links", "title venue|authors|links"))
    name = f"{shape}; title {title_name}; authors {authors_name}; venue {venue_name}; links {links_name}"

    def write(p: Paper) -> list[str]:
        ways = {
            "title": title(p),
            "authors": authors(p),
            "venue": venue(p),
            "links": links(p),
            "authors.": f"{authors(p).rstrip('.')}.",
        }
        return [" ".join(ways[part] for part in line.split() if ways[part]) for line in shape.split("|")]

    return name, write, frozenset(("title", "authors", "venue", "links"))


def list_form(draw: random.Random) -> tuple[str, frozenset[str], Callable[[Sequence[Paper]], str]]:
    """Return a list of one-line entries."""
    mark = draw.choice(("- ", "* ", "+ ", "1. ", "N. ", "[N] ", "- [ ] "))
    name, write, states = line_form(draw)
    apart = draw.choice(("\n", "\n", "\n\n"))

    def page(papers: Sequence[Paper]) -> str:
        return apart.join(mark.replace("N", str(number)) + write(p) for number, p in enumerate(papers, 1)) + "\n"

    return f"line {mark!r}: {name}", states, page


def block_form(draw: random.Random) -> tuple[str, frozenset[str], Callable[[Sequence[Paper]], str]]:
    """Return a list of entries over several lines."""
    name, write, states = lines_form(draw)
    kind = draw.choice(("two spaces", "backslash", "nested", "<br>", "paragraph", "apart", "numbered"))

    def entry(p: Paper, number: int) -> str:
        first, *rest = write(p)
        match kind:
            case "two spaces":
                return f"- {first}  \n" + "  \n".join(f"  {line}" for line in rest)
            case "backslash":
                return f"- {first} \\\n" + " \\\n".join(f"  {line}" for line in rest)
            case "nested":
                return f"- {first}\n" + "\n".join(f"  - {line}" for line in rest)
            case "<br>":
                return f"- {first} <br> " + " <br> ".join(rest)
            case "apart":
                return f"1. {first}\n\n" + "\n".join(f"    {line}" for line in rest)
            case "numbered":
                return f"{number}. {first}\n" + "\n".join(f"   {line}" for line in rest)
        return "  \n".join([first, *rest])

    apart = "\n\n" if kind in ("paragraph", "apart") or draw.random() < 0.4 else "\n"
    return (
        f"lines {kind}: {name}",
        states,
        lambda papers: apart.join(entry(p, number) for number, p in enumerate(papers, 1)) + "\n",
    )


def table_form(draw: random.Random) -> tuple[str, frozenset[str], Callable[[Sequence[Paper]], str]]:
    """Return a pipe or HTML table."""
    kind = draw.choice(("pipe", "pipe", "no edges", "padded", "html"))
    html = kind == "html"
    titled = draw.random() < 0.5
    dated = draw.random() < 0.5
    optional = [column for column in ("authors", "extra", "year" if not dated else "date") if draw.random() < 0.6]
    columns = ["title", "venue", *optional, "links"]
    if draw.random() < 0.4:
        columns.insert(0, columns.pop(-2))
    elif draw.random() < 0.3:
        columns[0], columns[1] = columns[1], columns[0]
    heads = [draw.choice(COLUMNS[column]) for column in columns]
    venue_year = "year" not in columns and "date" not in columns
    links_name, links = draw_links(draw, titled=titled)
    while "|" in links_name or (html and "HTML" not in links_name):
        links_name, links = draw_links(draw, titled=titled)
    empty = draw.choice(("N/A", "-", "", "None"))
    names = {one: draw.choice(WORDS) for one in range(12)}

    def cell(column: str, p: Paper) -> str:
        match column:
            case "title":
                linked = f'<a href="{p.link}">{p.title}</a>' if html else f"[{p.title}]({p.link})"
                return linked if titled else p.title
            case "venue":
                return f"{p.venue} {p.year}" if venue_year else p.venue
            case "links":
                return links(p).replace(" | ", " ") or empty
            case "extra":
                return names[len(p.title) % 12]
        return str(getattr(p, column))

    def page(papers: Sequence[Paper]) -> str:
        rows = [[cell(column, p) for column in columns] for p in papers]
        if html:
            body = [f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows]
            return "\n".join(["<table>", f"<tr>{''.join(f'<th>{h}</th>' for h in heads)}</tr>", *body, "</table>", ""])
        widths = [
            max(len(text) for text in texts) if kind == "padded" else 0 for texts in zip(heads, *rows, strict=True)
        ]
        edge = "" if kind == "no edges" else "|"
        lines = [
            [head.ljust(width) for head, width in zip(heads, widths, strict=True)],
            ["-" * max(3, w) for w in widths],
        ]
        lines += [[text.ljust(width) for text, width in zip(row, widths, strict=True)] for row in rows]
        return "\n".join(f"{edge} {' | '.join(line)} {edge}".strip() for line in lines) + "\n"

    states = frozenset({*columns, *(["venueyear"] if venue_year else [])} - {"extra"})
    return f"table {kind}: {' | '.join(heads)}; titled {titled}; links {links_name}; empty {empty!r}", states, page


def yaml_form(draw: random.Random) -> tuple[str, frozenset[str], Callable[[Sequence[Paper]], str]]:
    """Return a YAML list."""
    title, paper = draw.choice((("title", "paper"), ("name", "pdf"), ("title", "url")))
    indent = draw.choice(("", "  "))
    first = draw.choice((None, "papers:"))

    def page(papers: Sequence[Paper]) -> str:
        rows = [first] if first else []
        for p in papers:
            keys = [
                (title, f'"{p.title}"'),
                ("authors", p.authors),
                ("venue", p.venue),
                ("year", p.year),
                (paper, p.link),
                ("code", p.code),
            ]
            rows += [
                f"{indent}{'- ' if not n else '  '}{key}: {value}"
                for n, (key, value) in enumerate((k, v) for k, v in keys if v)
            ]
        return "\n".join(rows) + "\n"

    return f"yaml {title}/{paper} {indent!r} {first}", frozenset(("title", "authors", "venue", "year", "links")), page


Form = Callable[[random.Random], tuple[str, frozenset[str], Callable[[Sequence[Paper]], str]]]
KINDS = ("line", "lines", "table", "yaml")
FORMS: dict[str, Form] = {"line": list_form, "lines": block_form, "table": table_form}


def make(seed: int, kind: str, papers: int = 12, *, form: Form | None = None) -> Made:
    """Return the made list with this number; `form`: of a kind that is not one of these."""
    draw = random.Random(f"{kind}{seed}")
    known = shipped_papers(draw, papers)
    if draw.random() < 0.5:
        known.sort(key=lambda p: p.date, reverse=draw.random() < 0.5)
    if kind == "yaml":
        name, states, write = yaml_form(draw)
        return Made(name, tuple(known), states, write)
    name, states, write = (form or FORMS[kind])(draw)
    first, second = draw.choice(HEADINGS)
    head = draw.choice(
        ("# Awesome List\n\nSome words on it.\n\n", "", f"# List\n\n- [{first}](#a)\n- [{second}](#b)\n\n")
    )

    def page(rows: Sequence[Paper]) -> str:
        half = papers // 2
        return f"{head}## {first}\n\n{write(rows[:-half])}\n## {second}\n\n{write(rows[-half:])}"

    return Made(name, tuple(known), states, page)
