"""The end of the demo: the site of its list, served on this machine and to be read only."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from bot.demo.playground import Playground
from bot.demo.story import build_site, serve


def test_the_site_is_built_from_the_list_as_it_is_on_the_branch(tmp_path: Path) -> None:
    (tmp_path / "ground").mkdir()
    with Playground(tmp_path / "ground") as ground:
        built = build_site(ground, tmp_path)
    with serve(built) as address:
        page = httpx.get(address)
    assert page.headers["Content-Type"].startswith("text/html")
    assert "Propose a paper" in page.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_what_is_served_is_only_read(tmp_path: Path, method: str) -> None:
    with serve(tmp_path) as address:
        assert httpx.request(method, f"{address}index.html", content=b"x").status_code == 501
    assert list(tmp_path.iterdir()) == []


def test_nothing_beside_the_folder_is_served(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "secret").write_text("canary", encoding="utf-8")
    with serve(tmp_path / "site") as address:
        assert httpx.get(f"{address}%2e%2e/secret").status_code == 404
