"""The command line: wires the parts, decides nothing."""


def main() -> int:
    return 0
