"""What can go wrong that has a name here, in one tree, each with the exit code of a command that ends with it."""

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """How a command ends, as scripts read it."""

    FINE = 0
    #: Findings of level error, or a list that is out of date.
    FINDINGS = 1
    #: A file, an argument or a setting cannot be used; argparse ends with this one too.
    UNUSABLE = 2
    #: GitHub refused or did not answer.
    REFUSED = 3


class PaperclerkError(Exception):
    """The base of all; the message is for people, on one line."""

    exit_code: ClassVar[ExitCode] = ExitCode.UNUSABLE

    def explain(self) -> str:
        """Return what the command line says of it: the message, with the place where there is one."""
        return str(self)


class RefusalError(PaperclerkError):
    """The base of what GitHub refused, did not answer, or changed meanwhile."""

    exit_code = ExitCode.REFUSED
