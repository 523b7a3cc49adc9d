"""Writes a list as BibTeX, for biber, BibTeX and Zotero."""

import re
from collections.abc import Callable, Iterator

from bot.catalogue.characters import strip_hidden
from bot.catalogue.paper import Paper
from bot.publish.publication import Publication, paper_link

Encode = Callable[[str], str]

#: Characters with a meaning in LaTeX, all to be shown as they are: a title comes from strangers, and `\input` is a
#: command. BibTeX and biber count braces after a backslash too, so a single one would not end its field; the oldest
#: fonts have other signs in the places of the last three.
SPECIAL = {
    "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "\\": r"\textbackslash{}",
    "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
}  # fmt: skip
OUTSIDE_ASCII = re.compile(r"[^\x00-\x7f]+")
ESCAPED = str.maketrans(SPECIAL)
#: Styles set titles in lower case; these words keep their case: GPT-4, LoRA, iPhone, 3D.
CASED = re.compile(r"[^\W\d_][^\W_]*[A-Z]|\d+[A-Z]")
#: Between two characters that TeX would draw as one: "--" is a dash.
LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)")
#: For each kind of venue: the type of the entry, and the field for the venue.
TYPES = {"conference": ("inproceedings", "booktitle"), "journal": ("article", "journal")}
UNSAFE_IN_ADDRESS = re.compile(r"[{}\\\s\"^]")


def write_bibtex(publication: Publication, *, latex: bool = False) -> str:
    """Return one entry for each paper; its key is the paper's id; `latex` writes accents as commands."""
    return "\n".join(write_entry(publication, paper, latex=latex) for paper in publication.papers)


def write_entry(publication: Publication, paper: Paper, *, latex: bool = False) -> str:
    kind, _ = TYPES.get(publication.kind(paper) or "", ("misc", ""))
    fields = "".join(f",\n  {name} = {{{value}}}" for name, value in fields_of(publication, paper, encoder(latex)))
    return f"@{kind}{{{paper.id}{fields}\n}}\n"


def fields_of(publication: Publication, paper: Paper, encode: Encode) -> Iterator[tuple[str, str]]:
    """Yield the fields, except unknown ones."""
    yield "title", " ".join(protect(word, encode) for word in strip_hidden(paper.title).split())
    if paper.authors:
        yield "author", " and ".join(write_name(name, encode) for name in paper.authors)
    yield from venue_fields(publication, paper, encode)
    if paper.year:
        yield "year", str(paper.year)
    if doi := paper.identifiers.get("doi"):
        yield "doi", encode_address(doi)
    if arxiv := paper.identifiers.get("arxiv"):
        yield "eprint", encode_address(arxiv)
        yield "archiveprefix", "arXiv"
    if url := paper_link(paper):
        yield "url", encode_address(url)
    titles = [publication.catalogue.sections[id].title for id in paper.sections if id in publication.catalogue.sections]
    if titles:
        yield "keywords", ", ".join(encode(title.replace(",", " ")) for title in titles)


def venue_fields(publication: Publication, paper: Paper, encode: Encode) -> Iterator[tuple[str, str]]:
    """Yield where a paper appeared, in the field that its type has for it."""
    if not paper.venue:
        return
    kind = publication.kind(paper)
    if kind in TYPES:
        yield TYPES[kind][1], f"{{{encode(paper.venue)}}}"
    elif not (kind == "preprint" and "arxiv" in paper.identifiers):
        yield "howpublished", encode(paper.venue)


def protect(word: str, encode: Encode) -> str:
    """Return a word of a title, in braces if it would lose its case."""
    return f"{{{encode(word)}}}" if CASED.search(word) else encode(word)


def write_name(name: str, encode: Encode) -> str:
    """Return an author, in braces if BibTeX would split the name wrongly."""
    name = " ".join(strip_hidden(name).split())
    is_cut = name.count(",") > 1 or re.search(r"\band\b", name, re.IGNORECASE) or name.startswith(",")
    return f"{{{encode(name)}}}" if is_cut else encode(name)


def encoder(latex: bool) -> Encode:
    """Return a function that makes a text safe between braces: no commands, and no two characters become one."""
    if latex:
        from pylatexenc.latexencode import UnicodeToLatexEncoder

        encode = UnicodeToLatexEncoder(unknown_char_policy="keep", unknown_char_warning=False).unicode_to_latex
        return lambda text: OUTSIDE_ASCII.sub(lambda run: str(encode(run[0])), escape(text))
    return escape


def escape(text: str) -> str:
    """Return a text without commands, keeping its accents; most words contain nothing that could be one."""
    if text.isalnum():
        return text
    return "{}".join(part.translate(ESCAPED) for part in LIGATURE.split(strip_hidden(text)))


def encode_address(url: str) -> str:
    """Return an address that does not end its field early; biber reads addresses as they are, without escapes."""
    return UNSAFE_IN_ADDRESS.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), url)
