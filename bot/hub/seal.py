"""A seal on the bot's own comments, which proves that the memory in them is as the bot wrote it.

Anybody who may write to a repository can edit every comment there, including the bot's memory of who approved what.
"""

import hashlib
import hmac
import re
from collections.abc import Sequence

SEAL = re.compile(r"\n<!-- paperclerk:seal ([0-9a-f]{64}) -->\s*\Z")


class Seal:
    """Makes seals with an operator's first key and accepts those of all keys, so that a key can be replaced.

    Without a key nothing is sealed; then only GitHub's record of edits shows a forgery.
    """

    def __init__(self, keys: Sequence[bytes] = ()) -> None:
        self.keys = tuple(keys)

    def close(self, place: str, text: str) -> str:
        """Return a text with its seal, which is valid in the one thread that `place` names."""
        return f"{text}\n<!-- paperclerk:seal {sign(self.keys[0], place, text)} -->" if self.keys else text

    def open(self, place: str, text: str) -> tuple[str, bool]:
        """Return a text without its seal, and whether the bot can have written it, as far as the keys show."""
        found, words = SEAL.search(text), unseal(text)
        made = [sign(key, place, words) for key in self.keys]
        return words, not made or (found is not None and any(hmac.compare_digest(each, found[1]) for each in made))


def unseal(text: str) -> str:
    return SEAL.sub("", text)


def name_place(repository: int, number: int) -> str:
    """Return the place where a seal is valid; a repository's number stays when its name changes."""
    return f"{repository}#{number}"


def sign(key: bytes, place: str, text: str) -> str:
    """Return HMAC-SHA-256 in hexadecimal; no place contains a line feed, so place and text cannot be shifted."""
    return hmac.new(key, f"{place}\n{text}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
