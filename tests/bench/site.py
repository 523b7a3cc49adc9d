"""`paperclerk site` beside MkDocs Material on the same list, and a key press in its search in a browser."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bot.catalogue.data import store
from bot.lists.marked.blocks import write_entry
from bot.publish.publication import Publication
from bot.publish.site.pages import write_site
from tests.bench.measure import processor_seconds, table
from tests.publish.browser import AbsentError, browse
from tests.publish.lists import long

COUNTS = (389, 2_500, 10_000)
MKDOCS = "mkdocs-material==9.6.20"
#: Each key is pressed so often, and its fastest time counts: other programs want the processor too.
ROUNDS = 5
#: What people type, key by key; the last has two letters wrong.
TYPED = ("attention", "sparse transformer", "icml 2019", "efficent atention")


def run() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mkdocs = install(folder)
        rows, first = [], 0.0
        for count in COUNTS:
            publication = long(count)
            own = processor_seconds(lambda: write(publication, folder / f"site-{count}"))  # noqa: B023
            first = first or own / count
            row = [f"{count:,}", f"{own:.2f} s", f"{own / count / first:.2f}"]
            if mkdocs:
                peer = measure_mkdocs(mkdocs, publication, folder / f"mkdocs-{count}")
                row += [f"{peer:.1f} s", f"{peer / own:.1f}"]
            rows.append([*row, *[""] * (5 - len(row))])
        columns = ["Papers", "A page each", "A paper ÷ one of 389", "MkDocs Material, a page a section", "÷"]
        table("Site, in seconds of processor time", columns, rows)
        measure_keys(folder / f"site-{COUNTS[-1]}")


def write(publication: Publication, into: Path) -> None:
    """Write the site as the command does."""
    fresh = Publication(publication.catalogue, publication.about)
    for name, text in write_site(fresh):
        store.write_text(into / name, text)


def install(folder: Path) -> Path | None:
    """Return MkDocs in an environment that is thrown away, None where it cannot be had."""
    uv = Path(sys.executable).with_name("uv")
    try:
        subprocess.run([uv, "venv", "--quiet", folder / "venv"], check=True, capture_output=True)
        python = folder / "venv" / "bin" / "python"
        subprocess.run([uv, "pip", "install", "--quiet", "--python", python, MKDOCS], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return folder / "venv" / "bin" / "mkdocs"


def measure_mkdocs(mkdocs: Path, publication: Publication, folder: Path) -> float:
    """Return the processor time of MkDocs Material for the sections alone, with its search."""
    for section, papers in publication.sections:
        lines = "".join(f"{write_entry(publication.catalogue, paper)}\n" for paper in papers)
        store.write_text(folder / "docs" / f"{section.id}.md", f"# {section.title}\n\n{lines}")
    store.write_text(folder / "docs" / "index.md", f"# {publication.catalogue.name}\n")
    store.write_text(folder / "mkdocs.yml", "site_name: A list\ntheme:\n  name: material\n")
    build = [str(mkdocs), "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]
    return processor_seconds(lambda: subprocess.run(build, check=True, capture_output=True))


def measure_keys(site: Path) -> None:
    """Print how long a key press takes from the event until the first hits stand in the page."""
    script = f"""
    const page = await open("index.html");
    const began = performance.now();
    await settle(page, "xy");
    const loaded = performance.now() - began;
    const channel = new MessageChannel();
    const drawn = () => new Promise((done) => {{ channel.port1.onmessage = done; channel.port2.postMessage(0); }});
    const field = page.document.getElementById("words"), hits = page.document.getElementById("hits");
    const keys = {{}};
    for (const words of {json.dumps(TYPED)}) {{
      const took = Array(words.length).fill(Infinity);
      for (let round = 0; round < {ROUNDS}; round++) {{
        for (let end = 1; end <= words.length; end++) {{
          field.value = words.slice(0, end);
          const start = performance.now();
          field.dispatchEvent(new page.Event("input", {{ bubbles: true }}));
          await drawn();
          hits.getBoundingClientRect();
          took[end - 1] = Math.min(took[end - 1], performance.now() - start);
        }}
      }}
      took.sort((one, other) => one - other);
      keys[words] = [took[Math.floor(took.length / 2)], took.at(-1)];
    }}
    await settle(page, "lovelace");
    await until(() => hits.children.length === 100);
    const rows = [...hits.children], drawing = [];
    for (let time = 0; time < 20; time++) {{
      const copies = rows.map((row) => row.cloneNode(true));
      const start = performance.now();
      hits.replaceChildren(...copies);
      await drawn();
      hits.getBoundingClientRect();
      drawing.push(performance.now() - start);
    }}
    drawing.sort((one, other) => one - other);
    return {{ loaded, keys, drawing: drawing[10] }};"""
    try:
        found: dict[str, Any] = browse(site, script)
    except AbsentError as absent:
        sys.stdout.write(f"\nsearch: {absent}\n")
        return
    floor = found["drawing"]
    rows = [
        [words, f"{middle:.1f} ms", f"{most:.1f} ms", f"{middle / floor:.1f}"]
        for words, (middle, most) in found["keys"].items()
    ]
    columns = ["Typed key by key", "A key, median", "A key, most", f"median ÷ drawing 100 rows alone ({floor:.1f} ms)"]
    table(f"Search in {COUNTS[-1]:,} papers; ready {found['loaded']:.0f} ms after the first key", columns, rows)
