"""The site as a browser shows it: nothing runs, everybody can use it, and the search finds what is meant."""

from tests.publish.browser import Look
from tests.publish.lists import HOSTILE, hostile, make_paper, publish


def test_hostile_text_never_runs(look: Look) -> None:
    publication = hostile()
    pages = ["index.html", "numbers.html", *(f"paper/{paper.id}.html" for paper in publication.papers)]
    script = f"""
    const ran = [], shown = [];
    for (const path of {pages!r}) {{
      const page = await open(path);
      if (path.startsWith("paper/")) shown.push(page.document.querySelector("h1").textContent);
      const inline = page.document.createElement("script");
      inline.textContent = "window.ran = 'inline'";
      page.document.body.append(inline);
      page.document.body.insertAdjacentHTML("beforeend", '<button id="press" onclick="window.ran = 8">x</button>');
      page.document.getElementById("press").click();
      if (path === "index.html") {{
        await settle(page, "window");
      }}
      for (const link of page.document.querySelectorAll("a")) if (!/^https?:/.test(link.href)) ran.push(link.href);
      if (page.ran !== undefined) ran.push([path, page.ran]);
    }}
    return {{ ran, shown }};"""
    found = look(publication, script)
    assert found["ran"] == []
    assert found["shown"] == [paper.title for paper in publication.papers]
    assert set(found["shown"]) == set(HOSTILE["titles"])


SEARCHED = (
    make_paper("FlashAttention: Fast and Memory-Efficient Exact Attention", "flash", venue="NeurIPS", year=2022,
               authors=("Tri Dao",)),
    make_paper("Longformer: The Long-Document Transformer", "longformer", venue="arXiv", year=2020,
               sections={"serving": 1}),
    make_paper("Schrödinger bridges", "schroedinger", year=2022, authors=("Łukasz Kaiser",)),
    make_paper("混合专家模型的高效推理", "experts", year=2021),
    make_paper("Transformers of flash memory", "memory", year=2019),
)  # fmt: skip


#: What is typed, why it should find a paper, and which one.
TYPED = {
    "flash": ("a word as a whole goes before one that begins so", "memory"),
    "flasha": ("the beginning of a word", "flash"),
    "flashattenton": ("a letter left out", "flash"),
    "memori-eficient": ("a wrong letter in each of two words", "flash"),
    "efficiemt att": ("a wrong letter, and the next word begun", "flash"),
    "exact dao": ("words of the title and the author", "flash"),
    "neurips 2022": ("venue and year", "flash"),
    "longformer serving": ("title and section", "longformer"),
    "高效": ("words that no space parts", "experts"),
    "Schrodinger": ("an accent left out, a capital", "schroedinger"),
    "flash xqzw": ("what is in no paper", None),
    "ab xq": ("words too short to be wrong", None),
}


#: More than are drawn at once, and nothing like the others.
MANY = [make_paper(f"Number {n}", f"n{n}", year=1843, authors=("Ada Lovelace",)) for n in range(120)]


def test_the_search_finds_what_is_meant_by_keys_too_and_draws_at_most_a_hundred(look: Look) -> None:
    """A browser takes longer to start than to do all this."""
    script = f"""
    const found = {{}};
    for (const words of {[*TYPED]!r}) {{
      const page = await open(`index.html?for=${{encodeURIComponent(words)}}`);
      await settle(page, words);
      found[words] = page.document.querySelector("#hits .title")?.pathname;
    }}
    const keys = await (async () => {{ {KEYS} }})();
    const many = await (async () => {{ {DRAWN} }})();
    return {{ found, keys, many }};"""
    found, keys, many = look(publish(*SEARCHED, *MANY), script).values()
    assert found == {words: f"/paper/{id}.html" for words, (_, id) in TYPED.items() if id}
    assert keys == {
        "year": ["FlashAttention", "Schrödinger"],
        "folded": ["Schrödinger"],
        "slash": "words",
        "down": "Schrödinger bridges",
        "up": "words",
        "all": True,
        "address": "",
    }
    assert 0 < many["first"] < many["drawn"] == 100
    assert "the first 100 shown" in many["said"]


KEYS = """
    const page = await open("index.html?year=2022");
    const at = (id) => page.document.getElementById(id);
    const hits = () => [...page.document.querySelectorAll("#hits .title")];
    const titles = () => hits().map((title) => title.textContent.split(/[: ]/)[0]);
    const pressed = (key) => new page.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    const press = (key) => page.document.activeElement.dispatchEvent(pressed(key));
    await until(() => titles().length);
    const said = { year: titles() };
    await settle(page, "schrodinger");
    await until(() => titles().length === 1);
    said.folded = titles();
    page.document.activeElement.blur();
    press("/");
    said.slash = page.document.activeElement.id;
    press("ArrowDown");
    said.down = page.document.activeElement.textContent;
    press("ArrowUp");
    said.up = page.document.activeElement.id;
    at("year").value = "";
    press("Escape");
    await until(() => at("found").hidden);
    said.all = !at("all").hidden;
    said.address = page.location.search;
    return said;"""
DRAWN = """
    const page = await open("index.html");
    const said = await settle(page, "lovelace");
    const drawn = () => page.document.querySelectorAll("#hits li").length;
    const first = drawn();
    await until(() => drawn() > first);
    return { said, first, drawn: drawn() };"""
