"""`make bench-ways`: real titles written in many ways and languages, and how many of them are read right.

The titles are a sample of public bibliographies (title, year, venue: facts). The ways are made up; nothing in them is
taken from a thread. A way is right where the title, the link and all that it says of venue and section are read, and
nothing else is proposed.
"""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.intake.submission import Intent, Submission
from tests.bench.measure import table
from tests.intake.reading import read_issue

TITLES = Path(__file__).with_name("titles.tsv")
SECTIONS = ("Graph Learning", "Efficient Inference", "3.2 Planning", "Evaluation & Benchmarks", "Time Series")
AUTHORS = (("Ada Lovelace", "Lovelace, A."), ("Kurt Goedel", "Goedel, K."), ("Emmy Noether", "Noether, E."))
SEED = 15


@dataclass(frozen=True, slots=True)
class Way:
    """A way of writing: the thread's title and text with fields in braces, and the fields that a reader takes from it.

    `says` are among "title", "link", "code", "venue" and "section".
    """

    id: str
    heading: str
    body: str
    says: str = "title link"
    intent: Intent = "add"


#: English requests, the languages of issues on lists, then blocks, entries, citations and tables.
WAYS = (
    Way("please-add-bare", "New paper", "Please add {title} ({link})."),
    Way("please-add-commas", "Request", "Please add: {title}, {link}, {venue}", "title link venue"),
    Way("line-and-link", "Add paper", "Hi! Please consider this one.\n\n{title}\n{link}"),
    Way("line-and-page", "new work", "add this paper\n\n{title}\n{page}", "title page"),
    Way("double-brackets", "Paper request", "We suggest our work, {title} [[arXiv]]({link})[[code]]({code}).", "title link code"),
    Way("quoted-straight", "Suggestion", 'Could you add "{title}"? {link}\n\nThanks!'),
    Way("quoted-curly", "Suggestion", "I recommend “{title}” ({venue}): {link}", "title link venue"),
    Way("bold-block", "Missing paper", "Dear maintainers,\n\n**{title}**\n{authors}\n*{venue}*. [[paper]]({link})", "title link venue"),
    Way("accepted", "Add our paper", "Our paper {title} was accepted to {venue}. Link: {link}", "title link venue"),
    Way("thread-title", "Add {title}", "{link}", "title link"),
    Way("thread-title-paper", "Please add the paper {title}", "Link: {link}\n\nThank you", "title link"),
    Way("thread-title-venue", "[{venue}] {title}", "Hi, could you include it? {link}", "title link venue"),
    Way("thread-title-quoted", 'Add "{title}"', "See {link} and {code}.", "title link code"),
    Way("update-new-paper", "Update new paper", "I've added a new paper:\n[{title}]({link})", "title link"),
    Way("section-prose", "New paper", "Please add [{title}]({link}). It would fit under {section}.", "title link section"),
    Way("section-word", "New paper", "[{title}]({link})\n\nHope it suits the {section} section!", "title link section"),
    Way("section-belongs", "New paper", "**{title}** {link}\n\nIt belongs in {section}.", "title link section"),
    Way("section-label", "New paper", "Title: {title}\nLink: {link}\nCategory: {section}", "title link section"),
    Way("section-link", "New paper", "[{title}]({link}) for the [{section}](https://github.com/o/r#x) section.", "title link section"),
    Way("labels", "Paper", "- **Title**: {title}\n- **Authors**: {authors}\n- **Venue**: {venue}\n- **Paper**: {link}\n- **Code**: {code}", "title link code venue"),
    Way("labels-year", "Paper", "Title: {title}\nConference: {series}\nYear: {year}\nURL: {link}", "title link venue"),
    Way("entry", "Add entry", "- [{title}]({link}), {venue}. [[code]]({code})", "title link code venue"),
    Way("entry-dash", "Add entry", "* {title} - {authors} - {venue} - [pdf]({link})", "title link venue"),
    Way("fenced-entry", "Add entry", "Please add the line\n\n```\n- {title} [[paper]]({link})\n```"),
    Way("table", "Add row", "| Title | Venue | Link | Category |\n|---|---|---|---|\n| {title} | {venue} | {link} | {section} |", "title link venue section"),
    Way("key-table", "Add paper", "| Field | Value |\n|---|---|\n| Paper Title | {title} |\n| Link | {link} |\n| Section | {section} |", "title link section"),
    Way("bibtex", "Add paper", "@inproceedings{{key{year},\n  title = {{{title}}},\n  author = {{{authors}}},\n  booktitle = {{{series}}},\n  year = {{{year}}},\n  url = {{{link}}}\n}}", "title link venue"),
    Way("bibtex-parens", "Add paper", "@article(key,\n  title = \"{title}\",\n  journal = \"{series}\",\n  year = {year},\n  url = \"{link}\"\n)", "title link venue"),
    Way("ris", "Add paper", "TY  - CONF\nTI  - {title}\nAU  - Lovelace, Ada\nPY  - {year}\nT2  - {series}\nUR  - {link}\nER  - ", "title link venue"),
    Way("endnote", "Add paper", "%0 Conference Paper\n%T {title}\n%A Ada Lovelace\n%D {year}\n%B {series}\n%U {link}", "title link venue"),
    Way("csl-json", "Add paper", '```json\n{{"type": "paper-conference", "title": "{title}", "URL": "{link}", "container-title": "{series}", "issued": {{"date-parts": [[{year}]]}}}}\n```', "title link venue"),
    Way("apa", "Missing reference", "{short_authors} ({year}). {title}. {series}. {link}", "title link"),
    Way("ieee", "Missing reference", "[1] A. Lovelace, K. Goedel and E. Noether, “{title},” in {series}, {year}. {link}", "title link"),
    Way("gbt", "Missing reference", "[1] Lovelace A, Goedel K, Noether E. {title}[C]//{series}. {year}: 1-12. {link}", "title link"),
    Way("nature", "Missing reference", "1. Lovelace, A., Goedel, K. & Noether, E. {title}. {series} ({year}). {link}", "title link"),
    Way("arxiv-id", "Add paper", "{short_authors} “{title}.” ArXiv abs/{arxiv} ({year}).", "title link"),
    Way("quotes-de", "Neues Paper", "Hallo, bitte nehmt „{title}“ auf: {link}\n\nDanke!"),
    Way("plain-de", "Bitte aufnehmen", "Könnt ihr dieses Paper ergänzen?\n\nTitel: {title}\nLink: {link}\nKonferenz: {venue}", "title link venue"),
    Way("quotes-fr", "Nouvel article", "Bonjour, merci d'ajouter « {title} » : {link}"),
    Way("plain-fr", "Ajout d'un article", "Pourriez-vous ajouter cet article ?\n\nTitre : {title}\nLien : {link}"),
    Way("quotes-es", "Nuevo artículo", "Hola, ¿podrían añadir «{title}»? {link}"),
    Way("plain-es", "Solicitud", "Por favor, agreguen este trabajo:\n\nTítulo: {title}\nEnlace: {link}\nSección: {section}", "title link section"),
    Way("plain-pt", "Novo artigo", "Olá! Poderiam adicionar o nosso artigo?\n\n**{title}**\n{link}"),
    Way("plain-zh", "请添加论文", "您好，希望可以收录我们的论文《{title}》（{venue}）：{link}，谢谢！", "title link venue"),
    Way("labels-zh", "新论文", "标题：{title}\n链接：{link}\n代码：{code}\n分类：{section}", "title link code section"),
    Way("section-zh", "添加论文", "请添加 [{title}]({link})，建议放到“{section}”部分。", "title link section"),
    Way("quotes-ja", "論文の追加", "『{title}』を追加していただけますか。{link}"),
    Way("labels-ja", "論文の追加", "タイトル：{title}\nリンク：{link}"),
    Way("quotes-ko", "논문 추가 요청", "안녕하세요, \"{title}\" 논문을 추가해 주세요: {link}"),
    Way("labels-ko", "논문 추가", "제목: {title}\n링크: {link}\n학회: {venue}", "title link venue"),
    Way("plain-ru", "Новая статья", "Здравствуйте! Добавьте, пожалуйста, статью «{title}»: {link}"),
    Way("labels-ru", "Новая статья", "Название: {title}\nСсылка: {link}"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """A made thread: what is written, and the fields that are right; "" for one that it does not say."""

    way: Way
    heading: str
    body: str
    facts: Mapping[str, str]


def read_titles() -> list[tuple[str, str, str]]:
    """Return the sample: (title, year, venue without year)."""
    with TITLES.open(encoding="utf-8", newline="") as lines:
        return [(row[0], row[1], row[2]) for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def make_facts(number: int, row: tuple[str, str, str], chance: random.Random) -> dict[str, str]:
    """Return the fields of one paper; addresses are made, the title, year and venue are real."""
    title, year, series = row
    arxiv = f"{chance.randint(15, 26):02}{chance.randint(1, 12):02}.{chance.randint(1, 18000):05}"
    link = f"https://arxiv.org/abs/{arxiv}"
    short = re.sub(r"\W+", "-", title.split(":")[0])[:30].strip("-")
    people = chance.sample(AUTHORS, 2)
    return {
        "title": title,
        "year": year,
        "series": series,
        "venue": f"{series} {year}",
        "arxiv": arxiv,
        "link": link,
        "page": f"https://lab-{number}.github.io/{short}/",
        "code": f"https://github.com/lab-{number}/{short}",
        "section": chance.choice(SECTIONS),
        "authors": ", ".join(name for name, _ in people),
        "short_authors": ", & ".join(name for _, name in people),
    }


def make_texts(ways: tuple[Way, ...] = WAYS, seed: int = SEED, each: int = 8) -> Iterator[Text]:
    """Yield every way with `each` titles of the sample."""
    chance = random.Random(seed)
    rows = read_titles()
    for way in ways:
        for number, row in enumerate(chance.sample(rows, each)):
            facts = make_facts(number, row, chance)
            yield Text(way, way.heading.format_map(facts), way.body.format_map(facts), facts)


def find_faults(text: Text, read: Submission) -> list[str]:
    """Return which fields a reading has wrong; empty where all is right."""
    if read.intent != text.way.intent:
        return [f"intent {read.intent}"]
    if len(read.proposals) != 1:
        return [f"{len(read.proposals)} papers"]
    paper, says, facts = read.proposals[0], text.way.says.split(), text.facts
    link = facts["page"] if "page" in says else facts["link"]
    found = {
        "title": plain(paper.title or "") == plain(facts["title"]),
        "link": not {"link", "page"} & set(says) or paper.urls == (link,),
        "code": ("code" in says) == (paper.code == facts["code"]),
        "venue": "venue" not in says or plain(paper.venue or "") == plain(facts["venue"]),
        "section": "section" not in says or facts["section"].lower() in (paper.section or "").lower()
        or facts["section"].lower() in map(str.lower, paper.under),
    }  # fmt: skip
    return [field for field, is_right in found.items() if not is_right]


def plain(text: str) -> str:
    """Return a text without case, spaces and punctuation, of which writers change some."""
    return re.sub(r"[\W_]+", "", text.casefold())


def run() -> None:
    """Read every text and print the rate for each way that is not read without a fault, and for all."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    faults: dict[str, Counter[str]] = {}
    for text in make_texts():
        wrong = find_faults(text, read_issue(text.heading, text.body))
        total[text.way.id] += 1
        right[text.way.id] += not wrong
        faults.setdefault(text.way.id, Counter()).update(wrong)
    rows = [
        [id_, f"{right[id_]} of {total[id_]}", ", ".join(f"{fault} ({n})" for fault, n in faults[id_].most_common())]
        for id_ in total
        if faults[id_]
    ]
    rows.append(["all", f"{right.total()} of {total.total()}", f"{right.total() / total.total():.3f}"])
    table("Made texts read right, by way of writing", ["way", "right", "what is wrong"], rows)


if __name__ == "__main__":
    run()
