"""git clones from the local GitHub and pushes to it, as it does with GitHub."""

import os
import subprocess
from pathlib import Path

from tests.clients.certificate import NAME
from tests.clients.ground import LIST, open_ground
from tests.localhub.gate import Gate


def test_a_clone_is_pushed_back_over_https_and_the_request_follows(tmp_path: Path, gate: Gate) -> None:
    with open_ground(tmp_path, gate, tls=True) as ground:
        token = ground.token("owner")
        clone = tmp_path / "clone"

        def git(*args: str, cwd: Path = clone) -> str:
            who = {f"GIT_{role}_{part}": "owner@x" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
            quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_CONFIG_NOSYSTEM": "1"}
            environment = {**os.environ, **ground.environment, **who, **quiet}
            done = subprocess.run(["git", *args], cwd=cwd, env=environment, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            return done.stdout

        git("clone", "--quiet", f"https://x:{token}@{NAME}/{LIST}.git", str(clone), cwd=tmp_path)
        git("checkout", "--quiet", "-b", "topic")
        (clone / "new.md").write_text("x\n", encoding="utf-8")
        git("add", "new.md")
        git("commit", "--quiet", "--message", "Add a file")
        git("push", "--quiet", "origin", "topic")
        head = git("rev-parse", "HEAD").strip()
        assert ground.hub.repository(LIST).git.resolve("refs/heads/topic") == head
        git("fetch", "--quiet", "origin")
        assert git("rev-parse", "origin/topic").strip() == head
