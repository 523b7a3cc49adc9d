"""gh and octokit, as people have them, do a maintainer's work on the local GitHub.

`make clients-test` runs it. It needs gh, node and what npm fetches, and is no part of `make test`.
"""

import json
import os
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clients.ground import LIST, Ground, open_ground
from tests.localhub import npm
from tests.localhub.gate import Gate

OCTOKIT = "octokit@5.0.5"
PATIENCE = 60
#: A line is a command, and behind the arrow what it prints. "person:" is somebody else's.
WORK = """
auth status -> Logged in to github.test
repo view owner/list -> # List
repo clone owner/list {clone} ->
repo edit owner/list --enable-auto-merge ->
api repos/owner/list -> "allow_auto_merge": true
label create bug -c ff0000 -d Wrong ->
issue create -t First -b Body -> /owner/list/issues/1
issue create -t Second -b Body -l bug -> /owner/list/issues/2
issue list -> First
issue list --label bug --json number,labels -> "name":"bug"
issue list --search First --json number -> [{{"number":1}}]
issue view 1 -> Body
issue comment 1 -b Hello -> #issuecomment-
issue view 1 --comments -> Hello
issue edit 1 --title Other --body New -> issues/1
issue edit 1 --add-label bug -> issues/1
issue edit 1 --remove-label bug -> issues/1
issue status -> Other
issue lock 1 -r resolved ->
issue unlock 1 ->
issue close 1 -c Bye -> Closed issue #1
issue reopen 1 -> Reopened issue #1
issue delete 2 --yes ->
label list -> Wrong
label edit bug --color 00ff00 --name bugs ->
label delete bugs --yes ->
search issues Other --repo owner/list -> Other
pr create --head topic --base main -t Change -b Words -> /owner/list/pull/3
pr list -> Change
pr status -> Change
pr view 3 -> Words
pr diff 3 -> +new
pr checkout 3 -> Switched to
pr comment 3 -b Hello -> #issuecomment-
pr review 3 --comment -b Words ->
person: pr review 3 --approve ->
pr view 3 --json reviews -> "state":"APPROVED"
pr edit 3 --title Better -> pull/3
pr checks 3 -> pass
pr close 3 -> Closed pull request #3
pr reopen 3 -> Reopened pull request #3
pr merge 3 --squash ->
pr view 3 --json state -> MERGED
person: repo fork owner/list --clone=false ->
repo view person/list -> # List
api repos/owner/list/contents/new.md -> "new.md"
api graphql -f query={{viewer{{login}}}} -> owner
release create v1 -t One -n Notes -> releases/tag/v1
release list -> v1
release view v1 -> Notes
release edit v1 -t Two -> releases/tag/v1
release delete v1 --yes ->
api repos/owner/list/releases -> []
"""
WITH_REPOSITORY = ("issue", "label", "pr", "release")


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    gate = Gate()
    with open_ground(tmp_path, gate, tls=True) as ground:
        yield ground
    assert "\n".join(gate.faults) == ""


def gh(ground: Ground, line: str, token: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of gh's."""
    words = shlex.split(line)
    named = ["--repo", LIST] if words[0] in WITH_REPOSITORY and words[:2] != ["pr", "checkout"] else []
    mine = {"GH_ENTERPRISE_TOKEN": token, "GH_PROMPT_DISABLED": "1", "GH_NO_UPDATE_NOTIFIER": "1", "NO_COLOR": "1"}
    git = {"GIT_TERMINAL_PROMPT": "0", "GIT_CONFIG_NOSYSTEM": "1"}
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GH_", "GITHUB_"))}
    return subprocess.run(
        ["gh", *words, *named],
        env={**environment, **ground.environment, **mine, **git},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def push(ground: Ground) -> None:
    """Put a commit with a status on a branch of its own."""
    import httpx

    def call(method: str, path: str, **body: object) -> None:
        address = f"{ground.hub.api}/repos/{LIST}{path}"
        headers = {"Authorization": f"token {ground.token('owner')}"}
        httpx.request(method, address, headers=headers, json=body, verify=False).raise_for_status()

    git = ground.hub.repository(LIST).git
    call("POST", "/git/refs", ref="refs/heads/topic", sha=git.resolve("refs/heads/main"))
    call("PUT", "/contents/new.md", message="Add", content="bmV3Cg==", branch="topic")
    call("POST", f"/statuses/{git.resolve('refs/heads/topic')}", state="success", context="ci")


def test_gh_does_a_maintainers_work(ground: Ground, tmp_path: Path) -> None:
    push(ground)
    tokens = {login: ground.token(login) for login in ("owner", "person")}
    clone, failed = tmp_path / "clone", []
    lines = WORK.format(clone=clone).strip().splitlines()
    for line in lines:
        command, _, expected = (part.strip() for part in line.partition("->"))
        who = "person" if command.startswith("person:") else "owner"
        done = gh(ground, command.removeprefix("person:"), tokens[who], clone if clone.exists() else tmp_path)
        if done.returncode or expected not in done.stdout + done.stderr:
            failed.append(f"{command}: {done.stdout} {done.stderr}")
    assert "\n".join(failed) == ""
    assert len(lines) > 40


@pytest.mark.parametrize(
    "command",
    [
        "repo list owner",
        "workflow list -R owner/list",
        "run list -R owner/list",
        "secret list -R owner/list",
        "gist list",
        "ssh-key list",
        "repo delete owner/list --yes",
        "search repos list",
    ],
)
def test_what_gh_asks_beside_is_refused_by_name(tmp_path: Path, command: str) -> None:
    with open_ground(tmp_path, Gate(), tls=True) as ground:
        done = gh(ground, command, ground.token("owner"), tmp_path)
    assert done.returncode
    told = ("the local GitHub does not serve", "Cannot query field", "Unknown type", "Unknown argument")
    assert any(words in done.stderr for words in told), done.stderr


def run_octokit(ground: Ground, folder: Path, part: str) -> dict[str, str]:
    """Let octokit make the calls of a part of the script; return what each came to."""
    script = Path(__file__).with_name("octokit.mjs")
    (folder / "node_modules").symlink_to(npm.install(OCTOKIT))
    (folder / script.name).write_text(script.read_text(encoding="utf-8"), encoding="utf-8")
    tokens = [ground.token(login) for login in ("owner", "person")]
    done = subprocess.run(
        ["node", str(folder / script.name), part, f"https://localhost:{ground.hub.server.port}/api/v3", *tokens],
        env={**os.environ, **ground.environment},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    said: dict[str, str] = json.loads(done.stdout)
    return said


def test_octokit_does_a_maintainers_work(ground: Ground, tmp_path: Path) -> None:
    said = run_octokit(ground, tmp_path, "work")
    assert {name: words for name, words in said.items() if words != "ok"} == {}
    assert len(said) > 40


def test_what_octokit_asks_beside_is_refused_by_name(tmp_path: Path) -> None:
    with open_ground(tmp_path, Gate(), tls=True) as ground:
        said = run_octokit(ground, tmp_path, "beside")
    assert [name for name, words in said.items() if "the local GitHub does not serve" not in words] == []
