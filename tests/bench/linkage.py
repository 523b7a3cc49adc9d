"""splink as a peer: the repeats among titles by its de-duplication in DuckDB, set up as its documentation says.

splink links records of several columns; of a single one it says itself that it is not made for it. So a title is given
as columns, and it gets what a user would not know: which titles were planted, as the labels that its weights for the
same papers are estimated from, and how many they are. A comparison by Levenshtein distance instead finds fewer and
takes five times as long.
"""

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.util import find_spec

from bot.catalogue.identity.titles import fold_text
from bot.catalogue.matching.tokenized import WORD

IS_THERE = find_spec("splink") is not None
#: What puts it there.
SET_UP = ".venv/bin/uv sync --all-extras --group peers"
#: Two titles are compared that share so many of their first or last letters, or one of so many of their rarest words.
EDGE, RAREST = 8, 3
#: Titles are told apart by how alike their letters are, and by the share of the shorter one's words in the other.
ALIKE, SHARED = (0.95, 0.9, 0.85, 0.8), (1.0, 0.8, 0.6, 0.4)
#: Pairs by which it learns how often titles of different papers are so alike; its own default.
SAMPLED = 1_000_000
#: From this probability on two titles are one paper's.
SAME = 0.5


def link(titles: Sequence[str], planted: Mapping[int, int]) -> dict[int, int | None]:
    """Return for each title the earlier one that it most probably repeats, None where there is none."""
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI
    from splink.comparison_library import JaroWinklerAtThresholds

    database = DuckDBAPI()
    settings = SettingsCreator(
        "dedupe_only",
        comparisons=[JaroWinklerAtThresholds("title", ALIKE), compare_words()],
        blocking_rules_to_generate_predictions=[
            block_on("start"),
            block_on("end"),
            block_on("rare", arrays_to_explode=["rare"]),
        ],
        probability_two_random_records_match=2 * len(planted) / len(titles) / (len(titles) - 1),
        retain_matching_columns=False,
    )
    linker = Linker(database.register(split_columns(titles, planted)), settings, log_level=logging.ERROR)
    linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLED, seed=1)
    linker.training.estimate_m_from_label_column("work")
    found = linker.inference.predict(threshold_match_probability=SAME).physical_name
    best: dict[int, int | None] = dict.fromkeys(range(len(titles)))
    query = f"SELECT unique_id_l, unique_id_r FROM {found} ORDER BY match_probability"
    for one, other in database.duckdb_con.execute(query).fetchall():
        best[max(one, other)] = min(one, other)
    return best


def split_columns(titles: Sequence[str], planted: Mapping[int, int]) -> dict[str, list[object]]:
    """Return the columns that titles are compared by."""
    words = [WORD.findall(fold_text(title)) for title in titles]
    counts = Counter(word for some in words for word in set(some))
    letters = ["".join(some) for some in words]
    return {
        "unique_id": [*range(len(titles))],
        "work": [planted.get(number, number) for number in range(len(titles))],
        "title": [" ".join(some) for some in words],
        "words": [sorted(set(some)) for some in words],
        "rare": [sorted(set(some), key=lambda word: (counts[word], word))[:RAREST] for some in words],
        "start": [text[:EDGE] for text in letters],
        "end": [text[-EDGE:] for text in letters],
    }


def compare_words() -> dict[str, object]:
    """Return the comparison of words, which its library has only by how many are shared, not by which share."""
    shared = "len(list_intersect(words_l, words_r)) / least(len(words_l), len(words_r))"
    levels = [(f"{shared} >= {share}", f"{share} of the words") for share in SHARED]
    return {
        "output_column_name": "words",
        "comparison_levels": [
            {"sql_condition": "words_l IS NULL OR words_r IS NULL", "label_for_charts": "-", "is_null_level": True},
            *({"sql_condition": condition, "label_for_charts": label} for condition, label in levels),
            {"sql_condition": "ELSE", "label_for_charts": "fewer"},
        ],
    }
