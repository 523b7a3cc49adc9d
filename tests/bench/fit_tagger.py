"""Fits the weights of bot/intake/text/tagger.json: `python -m tests.bench.fit_tagger`.

Recipe. Texts are made from fit_titles.txt (2,000 titles of arXiv's metadata, CC0) and the hand-written phrases.yaml:
a lead, a title and a tail in a line, with the title bare, quoted, in bold, in italics or as a link; titles in a line of
their own; and lines without any. Venues and their years, people, sections and addresses fill the rest. Each text is
read by the reader's own Markdown parser. An averaged perceptron over whole lines learns which words are the title.
Weights that are small are dropped, the others rounded. All randomness is seeded.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import yaml

from bot.catalogue.data.store import read_shipped_venues
from bot.intake.text import tagger
from bot.intake.text.lines import Line, read_lines

HERE = Path(__file__).parent
SEED, TEXTS, ROUNDS, LEAST = 15, 22_000, 5, 0.2
MARKS = ("{}", "{}", "{}", "{}", "{}", '"{}"', "“{}”", "'{}'", "**{}**", "*{}*", "_{}_", "`{}`", "«{}»", "《{}》", "「{}」", "[{}](https://arxiv.org/abs/2401.01234)")
#: Features that hold a word itself are left out at random, so that the others learn to do without.
LEXICAL, DROPPED = "wpne", 0.25
Example = tuple[list[list[str]], list[int]]


def make_filler(draw: random.Random, phrases: dict[str, list[str]], venues: list[str]) -> dict[str, str]:
    year = draw.randint(2012, 2027)
    venue = draw.choice(venues)
    forms = (f"{venue} {year}", f"{venue}'{year % 100:02}", f"{venue}{year}", f"{venue} {year}", f"{venue}-{year}", venue)
    return {
        "n": draw.choice(phrases["short"]),
        "d": draw.choice(phrases["descriptions"]),
        "v": draw.choice(forms),
        "y": str(year),
        "a": draw.choice((", ", ", ", " and ", "; ")).join(draw.sample(phrases["people"], draw.randint(1, 4))),
        "s": draw.choice(phrases["sections"]),
        "u": draw.choice((
            f"https://arxiv.org/abs/{draw.randint(12, 27)}{draw.randint(1, 12):02}.{draw.randint(1000, 19999):05}",
            f"https://openreview.net/forum?id={draw.randint(10**6, 10**7)}",
            f"https://github.com/lab-{draw.randint(1, 99)}/code",
            f"https://doi.org/10.1145/{draw.randint(10**5, 10**7)}",
        )),
    }


def make_text(draw: random.Random, phrases: dict[str, list[str]], venues: list[str], title: str) -> tuple[str, str]:
    """Return a text and the title as it stands in it, "" where there is none."""
    filler = make_filler(draw, phrases, venues)
    kind = draw.random()
    if kind < 0.3:
        return draw.choice(phrases["others"] if draw.random() < 0.6 else phrases["names"]).format(**filler), ""
    title = title.rstrip(".")
    if draw.random() < 0.12 and not re.search(r"[A-Z]{2}", title):
        title = title.capitalize()
    marked = draw.choice(MARKS).format(title)
    if kind < 0.45:
        before = draw.choice(phrases["others"]).format(**filler)
        behind = draw.choice(("{u}", "{u}", "[[paper]]({u})", "Link: {u}", "{a}", "{a}\n{v}\n{u}", "{v}\n{u}", "arXiv: {u}", "")).format(**filler)
        gap = draw.choice(("\n", "\n\n", "\n\n"))
        return f"{before}{gap}{draw.choice((title, marked))}{draw.choice(('', '', '.'))}{draw.choice((chr(10), gap))}{behind}", title
    lead = draw.choice(phrases["leads"]) if draw.random() < 0.8 else draw.choice(("{t}", "{t}", "- {t}"))
    return (lead + draw.choice(phrases["tails"])).format(t=marked, **filler), title


def find_where(lines: list[Line], number: int) -> str:
    return tagger.find_where(lines, number)


def make_examples(draw: random.Random) -> Iterator[Example]:
    phrases = yaml.safe_load((HERE / "phrases.yaml").read_text(encoding="utf-8"))
    titles = (HERE / "fit_titles.txt").read_text(encoding="utf-8").splitlines()
    phrases["short"] = [title.split(":")[0] for title in titles if re.match(r"[^\s:]{3,20}: ", title)]
    venues = sorted(read_shipped_venues().by_name)
    for number in range(TEXTS):
        text, title = make_text(draw, phrases, venues, titles[number % len(titles)])
        if draw.random() < 0.2 and "\n" not in text:
            lines, thread = read_lines(text.replace("#", " ")), True
        else:
            lines, thread = read_lines(text), False
        for n, line in enumerate(lines):
            words = tagger.split_words(line)
            at = line.text.find(title) if title else -1
            tags = [0 if at < 0 or not at <= word.start < at + len(title) else 2 for word in words]
            if 2 in tags:
                tags[tags.index(2)] = 1
            elif title and line.text[:30] in title:
                continue
            where = "thread" if thread else tagger.find_where(lines, n)
            yield tagger.describe(line, words, where=where), tags


def fit(examples: list[Example], draw: random.Random) -> dict[str, list[float]]:
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    step = 1
    seen = defaultdict(int)
    for rows, _ in examples:
        for row in rows:
            for name in row:
                seen[name] += 1
    examples = [([[name for name in row if seen[name] >= 4] for row in rows], tags) for rows, tags in examples]
    def change(name: str, tag: int, by: float) -> None:
        weights[name][tag] += by
        sums[name][tag] += by * step
    for _ in range(ROUNDS):
        draw.shuffle(examples)
        wrong = 0
        for whole, tags in examples:
            rows = [[name for name in row if name[0] not in LEXICAL or draw.random() > DROPPED] for row in whole]
            scores = [[sum(weights[name][tag] for name in row if name in weights) for tag in tagger.TAGS] for row in rows]
            # cost-augmented? plain
            moves = {(a, b): weights[f">{a}"][b] for a in tagger.TAGS for b in tagger.TAGS}
            guess = tagger.decode(scores, moves)
            if guess != tags:
                wrong += 1
                for n, (right, said) in enumerate(zip(tags, guess, strict=True)):
                    if right != said:
                        for name in rows[n]:
                            change(name, right, 1); change(name, said, -1)
                    if n and (tags[n-1], right) != (guess[n-1], said):
                        change(f">{tags[n-1]}", right, 1); change(f">{guess[n-1]}", said, -1)
            step += 1
        print("wrong", wrong, "of", len(examples))
    out = {}
    for name, values in weights.items():
        mean = [round(value - sums[name][tag] / step, 1) for tag, value in enumerate(values)]
        if max(mean) - min(mean) >= LEAST * 2:
            out[name] = mean
    return out


def run() -> None:
    draw = random.Random(SEED)
    examples = list(make_examples(draw))
    print(len(examples))
    found = fit(examples, draw)
    print(len(found))
    path = Path(tagger.__file__).with_name("tagger.json")
    path.write_text(json.dumps({k: found[k] for k in sorted(found)}, ensure_ascii=False, separators=(",", ":")) , encoding="utf-8")
    print(path.stat().st_size)


if __name__ == "__main__":
    run()
