"""GitHub's refusals, and the texts that it refuses."""

from collections.abc import Sequence
from typing import Any, TypeVar

from bot.localhub.state.accounts import ACTIONS, User
from bot.localhub.state.repositories import LocalRepository
from bot.localhub.state.threads import LocalThread, PullRequest
from bot.localhub.state.world import World

T = TypeVar("T")
#: GitHub's limits, in characters.
LONGEST_BODY, LONGEST_TITLE = 65_536, 256


class RequestError(Exception):
    """A refusal by GitHub: a status and a message; for a 422 also what was refused and why.

    `errors` are the details below the message.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        resource: str = "Issue",
        field: str = "",
        code: str = "invalid",
        errors: Sequence[str] = (),
    ) -> None:
        super().__init__(message)
        self.status = status
        self.resource, self.field, self.code, self.errors = resource, field, code, errors


def require(value: T | None, message: str = "Not Found") -> T:
    """Return something that exists; else refuse with 404."""
    if value is None:
        raise RequestError(404, message)
    return value


def unprocessable(*errors: str) -> RequestError:
    """Return the refusal of something about a pull request's review."""
    return RequestError(422, "Unprocessable Entity", errors=errors)


def require_open(thread: LocalThread, status: int = 422, message: str = "Pull request is closed") -> PullRequest:
    """Return the pull request of an open thread; refuse any other thread."""
    if thread.pull is None or thread.state != "open":
        raise RequestError(status, message)
    return thread.pull


def check_head(pull: PullRequest, sha: str | None) -> None:
    """Refuse a request for another head than the pull request has."""
    if sha and sha != pull.head:
        raise RequestError(422, f'Expected head sha "{sha}" but it was not.')


def check_text(title: Any, body: Any) -> None:
    if not isinstance(title, str) or not isinstance(body, str):
        raise RequestError(422, "Invalid request: not a string")
    if not title.strip() or len(title) > LONGEST_TITLE:
        raise RequestError(422, "Validation Failed: title")
    if len(body) > LONGEST_BODY:
        raise RequestError(422, "Validation Failed: body is too long (maximum is 65536 characters)")


def check_body(body: Any) -> None:
    if isinstance(body, str) and not body.strip():
        raise RequestError(422, "Validation Failed")
    check_text("x", body)


def check_run(repository: LocalRepository, user: User) -> None:
    """Refuse a workflow's pull request or approval unless the repository allows it."""
    if user.login == ACTIONS and not repository.runs_open_pulls:
        raise RequestError(403, "GitHub Actions is not permitted to create or approve pull requests.")


def check_blocks(world: World, user: User, *others: User) -> None:
    """Refuse a comment by an account that one of the others has blocked."""
    if any((other.login, user.login) in world.blocks for other in others):
        raise RequestError(403, "User is blocked")


def require_life(repository: LocalRepository) -> None:
    if repository.archived:
        raise RequestError(403, "Repository was archived so is read-only.")


def require_voice(thread: LocalThread, user: User) -> None:
    """Refuse a comment on a locked thread except by collaborators; GitHub does not count Apps as such."""
    repository = thread.repository
    require_life(repository)
    check_blocks(repository.world, user, repository.owner, thread.author)
    if thread.locked and (user.kind == "Bot" or not repository.may(user, "write")):
        raise RequestError(403, "Unable to create comment because issue is locked.")


def require_role(repository: LocalRepository, user: User, role: str) -> None:
    """Refuse what an account may not do; to those who may not even write, GitHub hides that it exists."""
    require_life(repository)
    if not repository.may(user, role):
        raise RequestError(
            403, "Must have admin rights to Repository." if role == "admin" else "Resource not accessible"
        )


def require_author(repository: LocalRepository, user: User, author: User, otherwise: str = "write") -> None:
    """Refuse a request by anybody but the author and accounts of this role."""
    if user is not author:
        require_role(repository, user, otherwise)
