"""The drop-down of sections in the issue form: the lines between two marks, written from the catalogue."""

import re

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.yamltext import quote
from bot.patterns import rare

FORM = ".github/ISSUE_TEMPLATE/submit-paper.yml"
REGION = rare(r"(?P<indent>[ ]*)# paperclerk:begin sections\n(?P<options>.*?)[ ]*# paperclerk:end sections\n", re.S)


def render_form(catalogue: Catalogue, text: str) -> str:
    """Return the issue form with today's sections; a form without the marks stays as it is."""

    def write(region: re.Match[str]) -> str:
        indent = region["indent"]
        options = "".join(f"{indent}- {quote(section.title)}\n" for section in catalogue.leaves())
        return f"{indent}# paperclerk:begin sections\n{options}{indent}# paperclerk:end sections\n"

    return REGION.sub(write, text, count=1)
