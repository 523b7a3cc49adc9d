"""`make bench-duplicates`: how well and how fast matching is, each figure next to plain rapidfuzz in the same run."""

import random
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from rapidfuzz import fuzz, process

from bot.catalogue.identity.titles import fold_title
from bot.catalogue.matching import LOOKED_AT, ONE_MORE_FOR, Index
from bot.catalogue.matching.record import Record
from tests.bench.evaluation import Pair, read_pairs, read_titles
from tests.bench.measure import table

Scored = list[tuple[float, bool]]


def best_f1(scored: Scored) -> tuple[float, float]:
    """Return the best F1 of the class "same paper", and its threshold."""
    total = sum(same for _, same in scored)
    best, hits, ordered = (0.0, 1.0), 0, sorted(scored, reverse=True)
    for number, (score, same) in enumerate(ordered, start=1):
        hits += same
        if number == len(ordered) or ordered[number][0] != score:
            best = max(best, (2 * hits / (number + total), score))
    return best


def found_at(scored: Scored, share: float) -> float:
    """Return the share of the same papers found while at most `share` of the others are flagged."""
    others = sorted((score for score, same in scored if not same), reverse=True)
    limit = others[int(share * len(others))]
    same = [score for score, is_same in scored if is_same]
    return sum(score > limit for score in same) / len(same)


def plain(pairs: Sequence[Pair]) -> Scored:
    """Score pairs with rapidfuzz's ratio."""
    return [(fuzz.ratio(pair.one.title.lower(), pair.other.title.lower()), pair.same) for pair in pairs]


def query_quality() -> None:
    """Ask for each record of one side in an index of the other; the first candidate counts.

    The labels of train and valid together say what is right; what they do not say, because its pair is in the split
    that is measured elsewhere, counts neither way.
    """
    rows = []
    for name, aims in (("dblp-acm", ("0.98", "0.93")), ("dblp-scholar", ("0.98", "0.93"))):
        pairs = read_pairs(f"{name}-train") + read_pairs(f"{name}-valid")
        labels = {(key_of(pair.other), key_of(pair.one)): pair.same for pair in pairs}
        for label, aim in zip(("all fields", "titles only"), aims, strict=True):
            bare = label == "titles only"
            known = {key_of(pair.one): (pair.bare() if bare else pair).one for pair in pairs}
            asked = {key_of(pair.other): (pair.bare() if bare else pair).other for pair in pairs}
            index = Index(known.items())
            found = {key: index.match(record).candidates[:1] for key, record in asked.items()}
            answers = [(some[0].score, key, some[0].key) for key, some in found.items() if some]
            titles = {key: record.title.lower() for key, record in known.items()}
            extracted = {
                key: process.extractOne(r.title.lower(), titles, scorer=fuzz.ratio) for key, r in asked.items()
            }
            plain_answers = [(score, key, best) for key, (_, score, best) in extracted.items()]
            rows.append([name, label, f"{top_f1(answers, labels):.4f}", aim, f"{top_f1(plain_answers, labels):.4f}"])
    table("Queries: F1 of the first candidate", ["Data", "Fields", "F1", "aim", "rapidfuzz ratio"], rows)


def top_f1(answers: Sequence[tuple[float, str, str]], labels: Mapping[tuple[str, str], bool]) -> float:
    """Return the best F1 over thresholds; each record that has a match asks for one."""
    matched = {asked for (asked, _), same in labels.items() if same}
    scored = sorted(
        (
            (score, labels.get((asked, found), False))
            for score, asked, found in answers
            if (asked, found) in labels or asked in matched
        ),
        reverse=True,
    )
    best, hits = 0.0, 0
    for number, (_, right) in enumerate(scored, start=1):
        hits += right
        best = max(best, 2 * hits / (number + len(matched)))
    return best


def key_of(record: Record) -> str:
    """Return what makes a record one of its table."""
    return "|".join((record.title, ",".join(record.authors), record.venue or "", str(record.year)))


def speed(sizes: Sequence[int]) -> None:
    """Print build time, memory, and the time and recall of queries, at several sizes."""
    chance = random.Random(1)
    titles = list(dict.fromkeys(title for title, *_ in read_titles()))
    chance.shuffle(titles)
    rows = []
    for size in sizes:
        some = grow(titles, size, chance)
        before, start = memory(), time.perf_counter()
        index = Index((str(number), Record(title)) for number, title in enumerate(some))
        assert len(index.search) == size, "it is built when it is first asked"
        built, used = time.perf_counter() - start, memory() - before
        sample = chance.sample(range(min(size, len(titles))), 600)
        recalls = [recall(index, some, sample[n::3], spoil, chance) for n, spoil in enumerate(SPOILED.values())]
        times = sorted(ask(index, query) for query in queries(some, sample, chance))
        base = sorted(ask_plain(some, query) for query in queries(some, sample[: 30 if size < 500_000 else 10], chance))
        rows.append(
            [
                f"{size:,}",
                f"{built:.1f} s",
                f"{used:.0f} MB",
                f"{times[len(times) // 2] * 1000:.2f} ms",
                f"{times[int(len(times) * 0.99)] * 1000:.2f} ms",
                *(f"{found:.3f}" for found in recalls),
                f"{base[len(base) // 2] * 1000:.1f} ms",
            ]
        )
    columns = ["Titles", "Build", "Memory", "p50", "p99", *SPOILED, "rapidfuzz extractOne, p50"]
    table("One query, the whole decision", columns, rows)


def grow(titles: Sequence[str], size: int, chance: random.Random) -> list[str]:
    """Return so many titles; beyond the real ones, halves of two are joined."""
    made = list(titles[:size])
    while len(made) < size:
        one, other = chance.choice(titles).split(), chance.choice(titles).split()
        made.append(" ".join(one[: len(one) // 2 + 1] + other[len(other) // 2 :]))
    return made


def misspell(title: str, chance: random.Random) -> str:
    """Return the title with one to three letters changed, dropped or swapped."""
    letters = list(title)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(letters) - 1)
        letters[at : at + 2] = chance.choice([[letters[at + 1], letters[at]], [letters[at]], ["x", letters[at + 1]]])
    return "".join(letters)


def drop_word(title: str, chance: random.Random) -> str:
    """Return the title without one of its words."""
    words = title.split()
    at = chance.randrange(len(words))
    return " ".join(words[:at] + words[at + 1 :]) if len(words) > 3 else title


def drop_subtitle(title: str, chance: random.Random) -> str:
    """Return what stands before the colon, if that is a title of its own."""
    head = title.partition(":")[0]
    return head if len(head.split()) >= 3 else title


SPOILED: dict[str, Callable[[str, random.Random], str]] = {
    "recall, typos": misspell,
    "word dropped": drop_word,
    "subtitle dropped": drop_subtitle,
}


def recall(
    index: Index,
    titles: Sequence[str],
    sample: Sequence[int],
    spoil: Callable[[str, random.Random], str],
    chance: random.Random,
) -> float:
    """Return the share of spoiled titles for which the true one is among those looked at."""
    most = LOOKED_AT + len(titles) // ONE_MORE_FOR
    spoilt = {n: title for n in sample if (title := spoil(titles[n], chance)) != titles[n]}
    found = [n in index.search.find(fold_title(title), most) for n, title in spoilt.items()]
    return sum(found) / len(found)


def queries(titles: Sequence[str], sample: Sequence[int], chance: random.Random) -> list[str]:
    """Return titles as they are asked for: exact, spoiled, and new ones."""
    kinds: list[Callable[[str, random.Random], str]] = [*SPOILED.values(), keep, reverse]
    return [kinds[n % len(kinds)](titles[number], chance) for n, number in enumerate(sample)]


def keep(title: str, chance: random.Random) -> str:
    """Return the title as it is."""
    return title


def reverse(title: str, chance: random.Random) -> str:
    """Return the words backwards: a title that is not there."""
    return " ".join(reversed(title.split()))


def ask(index: Index, title: str) -> float:
    """Return how long one decision takes, in seconds."""
    start = time.perf_counter()
    index.match(Record(title))
    return time.perf_counter() - start


def ask_plain(titles: Sequence[str], title: str) -> float:
    """Return how long a scan by rapidfuzz takes."""
    start = time.perf_counter()
    process.extractOne(title, titles, scorer=fuzz.ratio, score_cutoff=85)
    return time.perf_counter() - start


def memory() -> float:
    """Return this process's resident memory, in MB."""
    with open("/proc/self/statm") as status:  # noqa: PTH123
        return int(status.read().split()[1]) * resource.getpagesize() / 1e6


def run() -> None:
    """Measure all; sizes can be named on the command line."""
    sizes = [int(size) for size in sys.argv[1:] if size.isdecimal()] or [1_000, 10_000, 100_000, 298_000, 1_000_000]
    query_quality()
    speed(sizes)


if __name__ == "__main__":
    run()
