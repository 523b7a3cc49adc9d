"""A list -> CSV by RFC 4180, as spreadsheets open it."""

import csv
import io

from bot.publish.publication import Publication, code_link, paper_link

COLUMNS = ("id", "title", "authors", "venue", "year", "sections", "paper", "code", "identifiers", "added")
#: What stands between the values of one cell.
BETWEEN = "; "
#: A cell that begins like this is computed by spreadsheets, and titles come from strangers; an apostrophe stops them.
FORMULA = ("=", "+", "-", "@")


def write_csv(publication: Publication) -> str:
    """Return a line of column names and one line a paper; values of one cell stand with semicolons between."""
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
