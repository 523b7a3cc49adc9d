"""Git's own protocol, so that `git clone` and `git push` work: passes requests to git-http-backend."""

import gzip
import os
import subprocess
from collections.abc import Iterator

from flask import Blueprint, Response, request

from bot.localhub.access import find_token
from bot.localhub.current import world
from bot.localhub.operations import branches
from bot.localhub.operations.branches import PROTECTED
from bot.localhub.operations.refusal import RequestError
from bot.localhub.state.accounts import AccessToken
from bot.localhub.state.repositories import LocalRepository

smart_http = Blueprint("git", __name__)


@smart_http.route("/<owner>/<repo>.git/<path:path>", methods=["GET", "POST"])
def serve(owner: str, repo: str, path: str) -> Response:
    repository = world.repositories.get(f"{owner}/{repo}".lower())
    if repository is None:
        return Response("Repository not found.\n", 404)
    pushes = "git-receive-pack" in (path, request.args.get("service"))
    try:
        token = find_token(world, request.headers.get("Authorization", ""))
        if pushes and token is None:
            raise RequestError(401, "Log in to push.")
    except RequestError as refusal:
        return Response(f"{refusal}\n", refusal.status, {"WWW-Authenticate": 'Basic realm="GitHub"'})
    with world.lock:
        before = repository.git.refs("refs/heads/")
        try:
            refused = check_refs(repository, token) if path == "git-receive-pack" and token else {}
        except RequestError as refusal:
            return Response(f"{refusal}\n", refusal.status)
        answer = run_backend(repository, path, refused)
        if pushes and token:
            follow_push(repository, token, before)
    return answer


def check_refs(repository: LocalRepository, token: AccessToken) -> dict[str, str]:
    """Return the environment that makes git refuse a protected ref; raise RequestError if the account may not push."""
    refused: dict[str, str] = {}
    for ref in pushed_refs(request.get_data()):
        try:
            branches.check_push(repository, token.user, ref)
        except RequestError as refusal:
            if refusal.status != 422:
                raise
            refused = {"REFUSED_REF": ref, "REFUSED_BECAUSE": PROTECTED}
    return refused


def pushed_refs(body: bytes) -> Iterator[str]:
    """Yield the refs that a push asks to move: the pkt-lines before the first flush, "old new ref"."""
    if request.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    while (size := int(body[:4] or b"0", 16)) > 4:
        words = body[4:size].partition(b"\0")[0].decode().split()
        if len(words) == 3:
            yield words[2]
        body = body[size:]


def run_backend(repository: LocalRepository, path: str, refused: dict[str, str]) -> Response:
    """Let git answer the request (CGI)."""
    environment = {
        **os.environ,
        **refused,
        "GIT_PROJECT_ROOT": str(repository.git.path),
        "GIT_HTTP_EXPORT_ALL": "1",
        "PATH_INFO": f"/{path}",
        "QUERY_STRING": request.query_string.decode(),
        "REQUEST_METHOD": request.method,
        "CONTENT_TYPE": request.headers.get("Content-Type", ""),
        "HTTP_CONTENT_ENCODING": request.headers.get("Content-Encoding", ""),
        "GIT_PROTOCOL": request.headers.get("Git-Protocol", ""),
    }
    done = subprocess.run(["git", "http-backend"], input=request.get_data(), capture_output=True, env=environment)
    head, _, body = done.stdout.partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
    status = headers.pop("Status", "200 OK").split()[0]
    return Response(body, int(status), headers)


def follow_push(repository: LocalRepository, token: AccessToken, before: dict[str, str]) -> None:
    """Apply the effects of the branches that a push moved."""
    after = repository.git.refs("refs/heads/")
    for ref in sorted(before.keys() | after.keys()):
        old, new = before.get(ref), after.get(ref)
        if old != new:
            branches.after_push(repository, token.user, ref, old, new)
