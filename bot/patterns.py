"""A pattern that few texts ask for is compiled when one does: to compile all takes a tenth of a short command."""

import re
from typing import Any, cast

#: What a pattern has.
NAMES = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))


class AskedPattern:
    """Has what a pattern has; it is found sooner where a class has no `__getattr__`."""

    def __init__(self, text: str, given: int) -> None:
        self.text, self.given = text, given


class RarePattern(AskedPattern):
    """Stands for a pattern until something is asked of it; then it has what the pattern has, and asks no more."""

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.text, self.given)
        self.__dict__.update({each: getattr(compiled, each) for each in NAMES})
        self.__class__ = AskedPattern  # type: ignore[assignment]
        return getattr(compiled, name)


def rare(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled at its first use: one that nearly every text asks for gains nothing by it."""
    return cast(re.Pattern[str], RarePattern(text, flags))
