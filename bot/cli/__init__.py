"""The commands: each takes what argparse read and returns its exit code."""

import sys


def complain(words: str) -> None:
    """Say what is wrong, on one line."""
    sys.stderr.write(f"paperclerk: {words}\n")
