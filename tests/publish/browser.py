"""A headless Chromium on pages that are served on this machine: what a script finds in them comes back as JSON."""

import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Writes a list's site and runs a script on it.
Look = Callable[..., Any]
#: In seconds; only a browser that hangs gets there.
LONGEST = 240
#: Opens pages in a frame of a phone's or a desk's width, runs the test's script and sends what it returns.
PROBE = """<!doctype html><meta charset="utf-8"><title>Probe</title><iframe id="frame"></iframe>
<script type="module">
const frame = document.getElementById("frame");
async function open(path, width = 1280) {
  frame.style.width = `${width}px`;
  frame.style.height = "900px";
  await new Promise((loaded) => { frame.onload = loaded; frame.src = path; });
  return frame.contentWindow;
}
async function until(test) {
  for (let value; ; await new Promise(requestAnimationFrame)) if ((value = test())) return value;
}
async function type(page, words) {
  const field = page.document.getElementById("words");
  field.focus();
  field.value = words;
  field.dispatchEvent(new page.Event("input", { bubbles: true }));
}
async function settle(page, words) {
  await type(page, words);
  return until(() => page.document.getElementById("said").textContent);
}
function load(page, source) {
  return new Promise((loaded) => {
    const script = page.document.createElement("script");
    script.onload = loaded;
    script.src = source;
    page.document.head.append(script);
  });
}
let result;
try { result = await (async () => { SCRIPT })(); } catch (error) { result = { failed: `${error}\\n${error.stack}` }; }
await fetch("/probe-result", { method: "POST", body: JSON.stringify(result ?? null) });
</script>
"""


class AbsentError(Exception):
    """There is no Chromium on this machine."""


def find_chromium() -> str:
    """Return the browser's program; raise AbsentError."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise AbsentError("needs Chromium; on Debian: sudo apt-get install chromium")
    return found


def browse(site: Path, script: str, *, extra: Mapping[str, bytes] | None = None, dark: bool = False) -> Any:
    """Return what a script says of a site's pages; it is the body of an async function, and has `open` and `settle`."""
    program = find_chromium()
    files = {"/probe.html": PROBE.replace("SCRIPT", script).encode(), **(extra or {})}
    answers: queue.Queue[bytes] = queue.Queue()
    profile = site.with_name(f"{site.name}-profile")
    with serve(site, files, answers) as address:
        scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", scheme]
        command = [program, *flags, f"--user-data-dir={profile}", f"{address}/probe.html"]
        browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            result = json.loads(answers.get(timeout=LONGEST))
        finally:
            browser.terminate()
            browser.wait(timeout=LONGEST)
            shutil.rmtree(profile, ignore_errors=True)
    assert not (isinstance(result, dict) and "failed" in result), result["failed"]
    return result


@contextmanager
def serve(site: Path, files: Mapping[str, bytes], answers: queue.Queue[bytes]) -> Iterator[str]:
    """Serve a site with some more files, and put what is posted among the answers."""

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            content = files.get(self.path)
            if content is None:
                super().do_GET()
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/html" if self.path.endswith(".html") else "text/javascript")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_POST(self) -> None:
            answers.put(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
