"""The names of repositories: a name in any case, or an earlier one, leads to the present one. Pure."""

import threading


class RepositoryNames:
    """The names that GitHub told of, each with the number of its repository, which no rename changes.

    Safe to share between threads.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.numbers: dict[str, int] = {}
        self.current: dict[int, str] = {}

    def spell(self, name: str) -> str:
        """Return GitHub's present name of a repository, as far as it is known; else the name itself."""
        with self.lock:
            number = self.numbers.get(name.lower())
            return name if number is None else self.current[number]

    def note(self, number: int, name: str, former: str | None = None) -> None:
        """Remember that repository `number` has this name now, and that `former` leads to it too."""
        with self.lock:
            for each in (former, name):
                if each is not None:
                    self.numbers[each.lower()] = number
            self.current[number] = name

    def hear(self, number: int | None, name: str, former: str | None = None) -> str:
        """Return the present name of a repository that a delivery calls `name`, and remember a new one.

        A former name means that the delivery is late, unless it tells of a renaming (`former`): then the repository
        just got the name back.
        """
        if number is None:
            return self.spell(name)
        with self.lock:
            known = self.current.get(number)
            is_late = former is None and self.numbers.get(name.lower()) == number
        if known is not None and is_late:
            return known
        self.note(number, name, former)
        return name
