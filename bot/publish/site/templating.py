"""The templates and the style of the site, also used by the running bot's pages."""

from calendar import month_name
from datetime import date
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

SITE = "bot.publish.site"


def open_templates(*packages: str) -> Environment:
    """Return the templates of these packages, followed by the site's."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in (*packages, SITE)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = write_day
    return environment


def read_static(name: str) -> str:
    """Return a file that is part of the site besides its pages."""
    return (files(SITE) / "static" / name).read_text(encoding="utf-8")


def write_day(day: str) -> str:
    """Return YYYY-MM-DD as people write it: 5 November 2026."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{found.day} {month_name[found.month]} {found.year}"
