"""What takes more than the suite has: axe judges the pages of the running bot. `make readers-test` runs it."""

from contextlib import closing
from pathlib import Path

from bot.review.config import Config
from bot.service.app import create_app
from bot.service.inbox import open_inbox
from bot.service.webhook import Webhook
from bot.workflow.snapshots.loading import build_folder
from tests.localhub import npm
from tests.publish.browser import browse
from tests.service.engines import event
from tests.stage import small_files

SECRET = b"canary-secret-canary-secret-canary"
NEW = "KVQuant: Towards 10 Million Context Length LLM Inference\nhttps://arxiv.org/abs/2401.18079"
PAGES = {"queue": "/", "thread": "/thread/lab/list/7", "preview": "/preview", "style.css": "/style.css"}


def test_axe_finds_nothing(tmp_path: Path) -> None:
    axe = (npm.fetch(npm.AXE) / "axe.min.js").read_bytes()
    files = {path.removeprefix("data/"): text.decode() for path, text in small_files().items()}
    lists = dict.fromkeys(("lab/list", "lab/other"), build_folder("c" * 40, Config(), files))
    site = tmp_path / "site"
    site.mkdir()
    with closing(open_inbox(tmp_path / "inbox.sqlite3", serving=True)) as inbox:
        inbox.put(event("a", 7))
        inbox.note("lab/list", 7, "changed", ["write comment", "add label paper: ready"])
        client = create_app(Webhook(inbox, secrets=(SECRET,)), lists=lambda: lists).test_client()
        for name, path in PAGES.items():
            (site / (name if "." in name else f"{name}.html")).write_text(client.get(path).text, encoding="utf-8")
        answered = client.post("/preview", data={"text": NEW}).text
        (site / "answered.html").write_text(answered, encoding="utf-8")
    script = """
    const found = [];
    for (const width of [1280, 390]) {
      for (const name of ["queue", "thread", "preview", "answered"]) {
        const page = await open(`/${name}.html`, width);
        await load(page, "/axe.min.js");
        const { violations } = await page.axe.run();
        for (const { id, nodes } of violations) found.push([name, width, id, nodes[0].html]);
        const over = page.document.documentElement.scrollWidth - width;
        if (over > 0) found.push([name, width, `${over} px too wide`]);
      }
    }
    return found;"""
    # The pages let no script in, not even this one; a test's copies do.
    for page in site.glob("*.html"):
        page.write_text(page.read_text("utf-8").replace("default-src 'none'", "default-src 'self'"), encoding="utf-8")
    assert browse(site, script, extra={"/axe.min.js": axe}) == []
