"""What takes more than the suite has: the programs that read and judge what is published, and a very long list.

`make readers-test` runs it. It wants biber, npm and Chromium, and is no part of `make test`.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from queue import Queue
from typing import Any
from unicodedata import normalize

import pytest

from bot.publish.formats.bibtex import write_bibtex
from bot.publish.formats.citation import write_cff
from bot.publish.publication import Publication, paper_link
from bot.publish.site.pages import write_site
from tests.localhub import npm
from tests.publish.browser import Look, find_chromium, serve
from tests.publish.lists import ROOT, SITES, build_files, hostile, long, make_paper, publish, shipped, some

PATIENCE = 240
#: What BibTeX asks of every paper, and some lists do not know.
UNKNOWN = re.compile(
    r"WARN - Datamodel: Entry '([^']+)' \(.*\): Missing mandatory field "
    r"(?:'author'|- one of 'date, year' must be defined)"
)
READ = """
import { parse } from "@retorquere/bibtex-parser";
import { readFileSync } from "node:fs";
const { entries, errors } = parse(readFileSync(process.argv[2], "utf-8"), { sentenceCase: false });
console.log(JSON.stringify({ errors, entries: entries.map(({ key, type, fields }) => ({ key, type, fields })) }));
"""
#: What is measured of a page is no matter of a test; neither is what only a server could mend.
LOOKED_AT = ("accessibility", "best-practices", "seo")


def accents() -> Publication:
    """Return a list whose names and titles have accents, capitals and signs."""
    return publish(
        make_paper(
            "Schrödinger Bridges: naïve – “quoted” and LoRA", "a", venue="ICML", year=2024, authors=("Łukasz Ó",)
        ),
        make_paper("What is <b>bold</b> {here}, 50% | $x$?", "b", venue="JMLR", year=2023, authors=("Søren Å", "李雷")),
        make_paper("混合专家模型的高效推理", "c", venue="arXiv", year=2024, identifiers={"arxiv": "2401.00001"}),
    )


LISTS = [shipped, hostile, accents]
ENCODINGS = pytest.mark.parametrize("latex", [False, True], ids=["UTF-8", "LaTeX"])


@pytest.fixture(params=LISTS, ids=lambda build: build.__name__)
def publication(request: pytest.FixtureRequest) -> Publication:
    """Return one list after the other."""
    found: Publication = request.param()
    return found


@ENCODINGS
def test_biber_takes_it_without_a_warning(publication: Publication, latex: bool, tmp_path: Path) -> None:
    """Of what the list itself does not know, biber says so: no author and no year is made up."""
    biber = shutil.which("biber")
    assert biber, "needs biber; on Debian: sudo apt-get install biber"
    source = tmp_path / "papers.bib"
    source.write_text(write_bibtex(publication, latex=latex), encoding="utf-8")
    command = [biber, "--tool", "--validate-datamodel", f"--output-file={tmp_path}/out.bib", str(source)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0
    said = [line for line in done.stdout.splitlines() if not line.startswith("INFO")]
    assert [line for line in said if not UNKNOWN.fullmatch(line)] == []
    unknown = {found[1] for line in said if (found := UNKNOWN.fullmatch(line))}
    assert unknown <= {paper.id for paper in publication.papers if not (paper.authors and paper.year)}
    written = re.findall(r"^@\w+\{(.*),$", (tmp_path / "out.bib").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(written) == sorted(paper.id for paper in publication.papers)


@ENCODINGS
def test_better_bibtex_for_zotero_gives_the_list_back(publication: Publication, latex: bool, tmp_path: Path) -> None:
    read = read_as_zotero(write_bibtex(publication, latex=latex), tmp_path)
    assert read["errors"] == []
    assert [entry["key"] for entry in read["entries"]] == [paper.id for paper in publication.papers]
    for entry, paper in zip(read["entries"], publication.papers, strict=True):
        fields = entry["fields"]
        assert visible(fields["title"]) == visible(paper.title)
        assert int(fields.get("year", 0)) == (paper.year or 0)
        assert ("url" in fields) == (paper_link(paper) is not None)
        assert len(fields.get("author", ())) == len(paper.authors)
        if publication.kind(paper) in ("conference", "journal"):
            assert fields["booktitle" if publication.kind(paper) == "conference" else "journal"] == paper.venue


def read_as_zotero(text: str, folder: Path) -> Any:
    """Return what Zotero with Better BibTeX reads of BibTeX."""
    modules = npm.install(npm.BIBTEX_PARSER)
    (folder / "node_modules").symlink_to(modules)
    (folder / "papers.bib").write_text(text, encoding="utf-8")
    (folder / "read.mjs").write_text(READ, encoding="utf-8")
    command = ["node", "read.mjs", "papers.bib"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=True)
    return json.loads(done.stdout)


def visible(title: str) -> str:
    """Return a title's letters and digits: of the marks between, TeX has fewer than Unicode."""
    return "".join(char for char in normalize("NFKD", title).replace("ı", "i").casefold() if char.isalnum())


def test_a_list_of_twenty_thousand_is_written_page_by_page() -> None:
    files = write_site(long(20_000))
    before = dict(takewhile(lambda file: not file[0].startswith("section/"), files))
    assert len(before["index.html"]) < 20_000
    assert before["papers.bib"].count("\n@") == 19_999
    assert len(json.loads(before["papers.json"])["papers"]) == 20_000
    assert next(files)[1].count('class="title"') == 1000


def test_cffconvert_accepts_the_citation(tmp_path: Path) -> None:
    """It needs an older jsonschema than the program, so it runs in an environment of its own."""
    (tmp_path / "CITATION.cff").write_text(write_cff(hostile()), encoding="utf-8")
    uv = [str(ROOT / ".venv" / "bin" / "uv"), "tool", "run", "--quiet", "--with", "setuptools<80"]
    command = [*uv, "--from", "cffconvert==2.0.0", "cffconvert", "--validate"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_html_validator_finds_nothing(tmp_path: Path) -> None:
    program = str(npm.install(npm.HTML_VALIDATE) / ".bin" / "html-validate")
    rules = {"root": True, "extends": ["html-validate:standard", "html-validate:a11y"]}
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps(rules), encoding="utf-8")
    for site, build in SITES.items():
        for name, text in build_files(build).items():
            path = tmp_path / site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    command = [program, "--ext", "html", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(look: Look, dark: bool) -> None:
    """The colours, which are other ones in the dark, are the same whatever the width."""
    axe = (npm.fetch(npm.AXE) / "axe.min.js").read_bytes()
    paper = "paper/attention-is-all-you-need.html"
    script = f"""
    const found = [];
    for (const width of {[390] if dark else [1280, 390]}) {{
      for (const path of ["index.html", "index.html?q=attention", "numbers.html", "{paper}"]) {{
        const page = await open(path, width);
        if (path.includes("?")) await until(() => page.document.querySelector("#hits li"));
        await load(page, "/axe.min.js");
        const {{ violations }} = await page.axe.run();
        for (const {{ id, nodes }} of violations) found.push([path, width, id, nodes[0].html]);
        const over = page.document.documentElement.scrollWidth - width;
        if (over > 0) found.push([path, width, `${{over}} px too wide`]);
      }}
    }}
    return found;"""
    assert look(some(20), script, extra={"/axe.min.js": axe}, dark=dark) == []


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Serve the site of the first papers of the shipped list."""
    for name, text in write_site(some(60)):
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with serve(tmp_path / "site", {}, Queue()) as served:
        yield served


@pytest.mark.parametrize(
    ("page", "form"),
    [
        ("index.html", "mobile"),
        ("index.html", "desktop"),
        ("numbers.html", "mobile"),
        ("paper/attention-is-all-you-need.html", "mobile"),
    ],
)
def test_lighthouse_finds_nothing(address: str, page: str, form: str, tmp_path: Path) -> None:
    lighthouse = npm.install(npm.LIGHTHOUSE) / "lighthouse" / "cli" / "index.js"
    flags = [f"--only-categories={','.join(LOOKED_AT)}", "--output=json", "--quiet", "--disable-full-page-screenshot"]
    flags += ["--preset=desktop"] if form == "desktop" else []
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    flags.append(f"--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage {profile}")
    done = subprocess.run(
        ["node", str(lighthouse), f"{address}/{page}", *flags],
        capture_output=True, text=True, timeout=PATIENCE, check=True,
        env={"CHROME_PATH": find_chromium(), "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(tmp_path)},
    )  # fmt: skip
    report = json.loads(done.stdout)
    audits = report["audits"].values()
    assert [
        (each["id"], each.get("details", {}).get("items")) for each in audits if each["score"] not in (None, 1)
    ] == []
    assert len(audits) > 50
    assert {name: report["categories"][name]["score"] for name in LOOKED_AT} == dict.fromkeys(LOOKED_AT, 1)
