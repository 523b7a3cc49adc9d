"""The parser of CommonMark by which texts of people are read."""

from functools import cache

from markdown_it import MarkdownIt


@cache
def parser() -> MarkdownIt:
    """Return a CommonMark parser that leaves addresses as they are written."""
    markdown = MarkdownIt("commonmark").enable("table")
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    return markdown
