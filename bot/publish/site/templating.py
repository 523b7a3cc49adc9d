"""The templates and the style of the site, which the running bot's pages have too."""

from calendar import month_name
from datetime import date
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

SITE = "bot.publish.site"


def open_templates(*packages: str) -> Environment:
    """Return the templates of these packages, and the site's behind them."""
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
    """Return a file that the site has beside its pages."""
    return (files(SITE) / "static" / name).read_text(encoding="utf-8")


def write_day(day: str) -> str:
    """Return YYYY-MM-DD as people write it: 5 November 2026."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{found.day} {month_name[found.month]} {found.year}"
