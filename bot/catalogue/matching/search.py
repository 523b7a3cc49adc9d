"""An index of titles by their pieces: finds the few that are like another title, among a million.

Each title is entered under its rarest pieces of six letters, some from its beginning and some from the rest, so that a
cut end or a few typos leave enough of them; and under what stands before its colon, as without its subtitle. New titles
go to a small second index beside the large one, which is rebuilt when that has grown; adding or removing one costs no
rebuild.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from bot.catalogue.identity.titles import fold_title

PIECE = 6
#: Pieces further on in a title are not looked at.
MOST_PIECES = 128
#: A title is entered under so many of its rarest pieces, of the first 24 and of the others.
BEGINNING, FROM_BEGINNING, FROM_REST = 24, 7, 11
#: There are a few buckets for each entry, within these bounds (as powers of two).
FEWEST_BITS, MOST_BITS = 12, 22
CHUNK = 2_000
#: The pieces of so many titles are laid out at once; a kilobyte or more for each.
LAID_OUT = 1_000
#: A query follows its rarest pieces until it has met so many entries.
MOST_ENTRIES = 8_000
#: The second index is small as long as it has fewer titles than this, or than this part of the large one.
SMALL, SMALL_PART = 2_000, 5

#: A shorter word before a colon is a name, with which the rest goes.
SHORTEST_HEAD = 12

#: Of a long list titles meet that stand so near under one piece, and share pieces of at least such a weight: one that
#: is as rare as can be weighs a third.
APART, LEAST_SHARED = 40, 0.5
#: Enough meetings for the titles of a chunk: in a list that is one title a thousand times all meet at each place.
MOST_MEETINGS = 200_000

#: Fibonacci hashing: 2^64 divided by the golden ratio.
MULTIPLIER = np.uint64(11_400_714_819_323_198_485)

Numbers = npt.NDArray[np.int64]
NONE: Numbers = np.empty(0, np.int64)
ONE = np.int32(1)


def pieces(text: str, bits: int) -> Numbers:
    """Return the bucket of each piece of a folded title."""
    return hash_pieces(np.frombuffer(text.encode("utf-8")[: MOST_PIECES + PIECE - 1], np.uint8), bits)


def hash_pieces(letters: npt.NDArray[np.uint8], bits: int) -> Numbers:
    """Return the buckets of the pieces along the last axis; a piece is hashed to one of 2^bits buckets."""
    if letters.shape[-1] < PIECE:
        return NONE
    last = letters.shape[-1] - PIECE + 1
    packed = letters[..., :last].astype(np.uint64)
    for offset in range(1, PIECE):
        packed = packed << np.uint64(8) | letters[..., offset : last + offset]
    return ((packed * MULTIPLIER) >> np.uint64(64 - bits)).astype(np.int64)


class Search:
    """Folded titles by number, in the order in which they were added."""

    def __init__(self, titles: Sequence[str] = ()) -> None:
        self.recent: dict[int, tuple[int, ...]] = {}
        self.recent_heads: dict[int, tuple[int, ...]] = {}
        self.build(titles)

    def __len__(self) -> int:
        return self.size + self.added

    def build(self, titles: Sequence[str]) -> None:
        """Enter all titles at once, in place of what was there."""
        self.size, self.added, self.gone = len(titles), 0, NONE
        self.recent.clear()
        self.recent_heads.clear()
        heads = sorted((head, number) for number, title in enumerate(titles) if (head := hash_head(title)) is not None)
        self.heads = np.array([head for head, _ in heads], np.int64)
        self.headed = np.array([number for _, number in heads], np.int32)
        self.counts, buckets, self.entries = lay_out(list(map(fold_title, titles)))
        self.bits = len(self.counts).bit_length() - 1
        self.starts = np.zeros(len(self.counts) + 1, np.int32)
        np.add.at(self.starts, buckets + 1, ONE)
        np.cumsum(self.starts, out=self.starts)

    def add(self, title: str) -> None:
        found = pieces(fold_title(title), self.bits)
        for bucket in self.rarest(found[:BEGINNING], FROM_BEGINNING) + self.rarest(found[BEGINNING:], FROM_REST):
            self.recent[bucket] = (*self.recent.get(bucket, ()), len(self))
        head = hash_head(title)
        if head is not None:
            self.recent_heads[head] = (*self.recent_heads.get(head, ()), len(self))
        self.added += 1

    def remove(self, number: int) -> None:
        """Find a title no more; the others keep their numbers."""
        self.gone = np.append(self.gone, number)

    def copy(self) -> Search:
        """Return one that can be added to and removed from while this one stays as it is."""
        other = copy.copy(self)
        other.recent, other.recent_heads = dict(self.recent), dict(self.recent_heads)
        return other

    def rarest(self, buckets: Numbers, kept: int) -> list[int]:
        return [int(bucket) for bucket in buckets[np.argsort(self.counts[buckets], kind="stable")[:kept]]]

    def is_due(self, more: int = 0) -> bool:
        """Whether so much was added and removed, or will be with so much more, that a rebuild pays."""
        return self.added + len(self.gone) + more > max(SMALL, self.size // SMALL_PART)

    def find(self, folded: str, most: int) -> list[int]:
        """Return the titles that are a folded one with a subtitle, few of them, and that share the most with it."""
        headed = self.find_headed(folded)[: most // 2]
        return list(dict.fromkeys((*headed, *self.find_alike(folded, most))))[:most]

    def find_headed(self, folded: str) -> list[int]:
        """Return the titles that have a folded title before their colon."""
        head = hash(folded)
        found = self.headed[np.searchsorted(self.heads, head) : np.searchsorted(self.heads, head, "right")]
        return [int(n) for n in (*found, *self.recent_heads.get(head, ())) if n not in self.gone]

    def find_alike(self, folded: str, most: int) -> list[int]:
        """Return the titles that share the most and rarest pieces with a folded title."""
        buckets = pieces(folded, self.bits)
        if not len(buckets):
            return []
        lengths = self.starts[buckets + 1] - self.starts[buckets]
        ordered = np.argsort(lengths, kind="stable")
        followed = ordered[: max(1, int(np.searchsorted(np.cumsum(lengths[ordered]), MOST_ENTRIES)))]
        weights = 1.0 / (2.0 + np.log1p(self.counts[buckets]))
        chosen = [self.entries[self.starts[buckets[n]] : self.starts[buckets[n] + 1]] for n in followed]
        entries = np.concatenate(chosen)
        shares = np.repeat(weights[followed], [len(some) for some in chosen])
        if self.recent:
            late = [(number, weights[n]) for n in ordered for number in self.recent.get(int(buckets[n]), ())]
            entries = np.concatenate([entries, np.array([number for number, _ in late], np.int32)])
            shares = np.concatenate([shares, np.array([share for _, share in late])])
        numbers, own = np.unique(entries, return_inverse=True)
        totals: npt.NDArray[np.float64] = np.bincount(own, shares).astype(np.float64)
        if len(self.gone):
            here = ~np.isin(numbers, self.gone)
            numbers, totals = numbers[here], totals[here]
        best = np.argsort(-totals, kind="stable") if len(totals) <= most else top(totals, most)
        return [int(numbers[at]) for at in best]


def hash_head(title: str) -> int | None:
    """Return the hash of what stands before a title's colon, folded; None where that is no title of its own."""
    head, colon, _ = title.partition(":")
    folded = fold_title(head) if colon else ""
    return hash(folded) if len(folded) >= SHORTEST_HEAD else None


def lay_out(
    folded: Sequence[str], *, least: int = 1
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return how many titles have the pieces of each bucket, and the entries in order: their buckets, their titles.

    No title is entered under a piece that fewer than `least` have.
    """
    bits = min(max(FEWEST_BITS, (len(folded) * 64).bit_length()), MOST_BITS)
    counts = np.zeros(1 << bits, np.int32)
    starts = range(0, len(folded), LAID_OUT)
    for start in starts:
        buckets, present = table(folded[start : start + LAID_OUT], bits)
        np.add.at(counts, buckets[present], ONE)
    chosen = (choose_pieces(folded[start : start + LAID_OUT], start, counts, least) for start in starts)
    keys = np.concatenate([np.empty(0, np.uint64), *chosen])
    keys.sort()
    return counts, (keys >> np.uint64(32)).astype(np.int32), (keys & np.uint64(0xFFFFFFFF)).astype(np.int32)


def choose_pieces(
    chunk: Sequence[str], start: int, counts: npt.NDArray[np.int32], least: int
) -> npt.NDArray[np.uint64]:
    """Return bucket and title number, in one integer, of the rarest pieces of each title of a chunk."""
    buckets, present = table(chunk, len(counts).bit_length() - 1)
    present &= counts[buckets] >= least
    rarity = np.where(present, counts[buckets], np.iinfo(np.int32).max)
    numbers = np.arange(start, start + len(chunk), dtype=np.uint64)[:, None]
    parts = []
    for columns, kept in ((slice(0, BEGINNING), FROM_BEGINNING), (slice(BEGINNING, None), FROM_REST)):
        some, those, here = rarity[:, columns], buckets[:, columns], present[:, columns]
        if some.shape[1] > kept:
            chosen = np.argpartition(some, kept, axis=1)[:, :kept]
            those, here = np.take_along_axis(those, chosen, 1), np.take_along_axis(here, chosen, 1)
        keys = those.astype(np.uint64) << np.uint64(32) | numbers
        parts.append(keys[here])
    return np.concatenate(parts)


def pair_up(folded: Sequence[str], most: int) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield for each folded title the earlier ones that share the most and rarest pieces with it, at most so many.

    Each answer is for a chunk of the titles, two rows of numbers: the later titles and beside each an earlier one.
    Titles meet where they are entered under the same piece, a few places apart: so that a hundred thousand of one
    beginning cost no more.
    """
    # A piece that no other title has, as a misspelt one, leads nowhere.
    counts, buckets, entries = lay_out(folded, least=2)
    weights = (1.0 / (2.0 + np.log1p(counts[buckets]))).astype(np.float32)
    for start in range(0, len(folded), CHUNK):
        yield meet(entries, buckets, weights, start, most)


def meet(
    entries: npt.NDArray[np.int32],
    buckets: npt.NDArray[np.int32],
    weights: npt.NDArray[np.float32],
    start: int,
    most: int,
) -> tuple[Numbers, Numbers]:
    """Return what `pair_up` does for a chunk of the later titles, from `start` on."""
    met, shares = [NONE], [np.empty(0, np.float32)]
    here = np.flatnonzero((entries >= start) & (entries < start + CHUNK))
    for apart in range(1, APART + 1):
        if sum(map(len, shares)) > MOST_MEETINGS:
            break
        # The entries stand in the order of their pieces: those that are alone so far apart are so further apart.
        here = here[here >= apart]
        here = here[buckets[here - apart] == buckets[here]]
        met.append(entries[here].astype(np.int64) << 32 | entries[here - apart])
        shares.append(weights[here])
    pairs, own = np.unique(np.concatenate(met), return_inverse=True)
    totals = np.bincount(own, np.concatenate(shares), len(pairs))
    later, earlier = pairs >> 32, pairs & 0xFFFFFFFF
    # A title that has a piece twice meets itself.
    apart_enough = (totals >= LEAST_SHARED) & (later != earlier)
    later, earlier, totals = later[apart_enough], earlier[apart_enough], totals[apart_enough]
    order = np.lexsort((-totals, later))
    later, earlier = later[order], earlier[order]
    kept = np.arange(len(later)) - np.searchsorted(later, later) < most
    return later[kept], earlier[kept]


def top(totals: npt.NDArray[np.float64], most: int) -> Numbers:
    """Return the places of the largest values, the largest first."""
    some = np.argpartition(-totals, most)[:most]
    return some[np.argsort(-totals[some], kind="stable")]


def table(chunk: Sequence[str], bits: int) -> tuple[Numbers, npt.NDArray[np.bool_]]:
    """Return the buckets of the pieces of many folded titles, a row each, and which of them there are."""
    texts = [title[: MOST_PIECES + PIECE - 1].encode("utf-8") for title in chunk]
    width = max(PIECE, max(map(len, texts)))
    letters = np.frombuffer(b"".join(text.ljust(width, b"\0") for text in texts), np.uint8).reshape(-1, width)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    return hash_pieces(letters, bits), np.arange(width - PIECE + 1) < (lengths - PIECE + 1)[:, None]
