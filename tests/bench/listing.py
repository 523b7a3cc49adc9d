"""Load, check and render the shipped list, and lists of 10 and 100 times its size."""

from dataclasses import replace

import yaml

from bot import resources
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.records import PAPERS, dump_paper, read_catalogue
from bot.lists.marked.rendering import render
from bot.review.audit.data import Folder, audit_folder
from tests.bench.measure import seconds, table

SIZES = (1, 10, 100)


def enlarge(files: dict[str, str], times: int) -> dict[str, str]:
    """Return a data folder with every paper `times` times, under new ids and titles, and its list rendered."""
    catalogue = read_catalogue(files)
    papers = {
        f"{paper.id[:70]}-c{n}" if n else paper.id: paper._replace(title=f"{paper.title} {n}" if n else paper.title)
        for n in range(times)
        for paper in catalogue.papers.values()
    }
    larger: Catalogue = replace(catalogue, papers={id: paper._replace(id=id) for id, paper in papers.items()})
    texts = {f"{PAPERS}/{id}.yaml": dump_paper(paper) for id, paper in larger.papers.items()}
    kept = {path: text for path, text in files.items() if not path.startswith(PAPERS)}
    return {**kept, **texts, catalogue.output: render(larger, files[catalogue.output])}


def run() -> None:
    """Print how long each step takes, next to PyYAML's own safe loader on the same files."""
    shipped = {path: text.decode() for path, text in resources.read_all(["data"]).items()}
    files = {path.removeprefix("data/"): text for path, text in shipped.items()}
    rows = []
    for size in SIZES:
        texts = enlarge(files, size)
        papers = [text for path, text in texts.items() if path.startswith(PAPERS)]
        catalogue = read_catalogue(texts)
        load = seconds(lambda texts=texts: read_catalogue(texts))  # type: ignore[misc]
        check = seconds(lambda texts=texts: audit_folder(Folder(texts)), times=1 if size > 10 else 3)  # type: ignore[misc]
        text = texts[catalogue.output]
        rendering = seconds(lambda c=catalogue, text=text: render(c, text))  # type: ignore[misc]
        plain = seconds(
            lambda papers=papers: [yaml.load(text, Loader=yaml.CSafeLoader) for text in papers],  # type: ignore[misc]
            times=1 if size > 10 else 3,
        )
        total = load + check + rendering
        rows.append(
            [
                f"{len(papers):,}",
                *(f"{value:.3f} s" for value in (load, check, rendering, total)),
                f"{total / plain:.1f}",
            ]
        )
    table(
        "Load, check and render a list",
        ["Papers", "Load", "Check", "Render", "All", "All ÷ PyYAML's CSafeLoader alone"],
        rows,
    )
