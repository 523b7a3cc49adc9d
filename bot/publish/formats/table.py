"""Writes a list as CSV (RFC 4180), for spreadsheets."""

import csv
import io

from bot.publish.publication import Publication, code_link, paper_link

COLUMNS = ("id", "title", "authors", "venue", "year", "sections", "paper", "code", "identifiers", "added")
#: Separates the values within one cell.
BETWEEN = "; "
#: Spreadsheets compute a cell that begins like this, and titles come from strangers; an apostrophe prevents it.
FORMULA = ("=", "+", "-", "@")


def write_csv(publication: Publication) -> str:
    """Return a line of column names and one line for each paper; values within a cell are separated by semicolons."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for paper in publication.papers:
        cells = (
            paper.id,
            paper.title,
            BETWEEN.join(paper.authors),
            paper.venue or "",
            str(paper.year or ""),
            BETWEEN.join(paper.sections),
            paper_link(paper) or "",
            code_link(paper) or "",
            BETWEEN.join(f"{kind}:{value}" for kind, value in paper.identifiers.items()),
            publication.added(paper),
        )
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells])
    return text.getvalue()
