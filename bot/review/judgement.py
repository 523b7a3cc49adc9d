def read_rule(text: str) -> str:
    return text
