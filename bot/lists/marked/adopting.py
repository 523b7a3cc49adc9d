"""A list of lines of their own that people edited -> the data that says what the list says now. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.catalogue.catalogue import Catalogue
from bot.lists.marked.importing import import_list
from bot.lists.marked.rendering import MarkError, render


def adopt(catalogue: Catalogue, text: str) -> Catalogue | None:
    """Return the list's data with all that people wrote between its marks, None where it cannot be read back.

    A list that is written by a template is not read like this: there a line in another form is brought into the list's.
    """
    if not any(section.learned for section in catalogue.sections.values()):
        return None
    read = import_list(text, catalogue.venues, known=catalogue).catalogue
    if {section.id for section in read.leaves()} != {section.id for section in catalogue.leaves()}:
        return None
    sections = {
        id: replace(section, learned=new.learned, blank=new.blank, numbers=new.numbers, texts=new.texts)
        for id, section in catalogue.sections.items()
        if (new := read.sections.get(id, section))
    }
    adopted = replace(catalogue, papers=read.papers, sections=sections)
    try:
        return adopted if render(adopted, text) == text else None
    except MarkError:
        return None
