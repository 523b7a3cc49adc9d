"""What stands between a pull request and its merge: conflicts, checks, approvals, in GitHub's words.

Known from GitHub's documentation and its messages as others report them, not from its API description: every text here.
"""

from collections.abc import Iterator

from bot.localhub.state.accounts import User
from bot.localhub.state.conversation import PullRequestReview
from bot.localhub.state.repositories import LocalRepository
from bot.localhub.state.threads import LocalThread, PullRequest

GOOD = {"success", "neutral", "skipped"}
BAD = {"failure", "error", "cancelled", "timed_out", "action_required", "stale", "startup_failure"}
#: The merge states in which nothing is missing.
MERGEABLE = {"CLEAN", "UNSTABLE"}
DECISIVE = {"APPROVED", "CHANGES_REQUESTED", "DISMISSED"}


def read_checks(repository: LocalRepository, commit: str) -> dict[str, str]:
    """Return the newest result of every status and check run on a commit: "success", "failure" or "pending"."""
    said = {name: status.state for name, status in repository.newest_statuses(commit).items()}
    said |= {run.name: run.conclusion or "pending" for run in repository.runs_of(commit)}
    return {name: "success" if word in GOOD else "failure" if word in BAD else "pending" for name, word in said.items()}


def sum_up(checks: dict[str, str]) -> str | None:
    """Return the result of all checks together, None if there are none."""
    words = set(checks.values())
    return next((word for word in ("failure", "pending", "success") if word in words), None)


def decisive_reviews(repository: LocalRepository, pull: PullRequest) -> list[PullRequestReview]:
    """Return the last approval or refusal by each account that may write."""
    last: dict[int, PullRequestReview] = {}
    for review in pull.reviews:
        if review.state in DECISIVE and repository.may(review.author, "write"):
            last[review.author.id] = review
    return list(last.values())


def decide(repository: LocalRepository, pull: PullRequest) -> str | None:
    """Return the reviews' decision, None where the branch asks for none."""
    protection = repository.protection_of(pull.base_branch)
    decisive = decisive_reviews(repository, pull)
    if any(review.state == "CHANGES_REQUESTED" for review in decisive):
        return "CHANGES_REQUESTED"
    if protection is None or not (protection.required_approvals or protection.code_owners):
        return None
    approving = [review.author.login for review in decisive if review.state == "APPROVED"]
    enough = len(approving) >= protection.required_approvals
    owned = not protection.code_owners or not protection.code_owners.isdisjoint(approving)
    return "APPROVED" if enough and owned else "REVIEW_REQUIRED"


def obstacles(repository: LocalRepository, pull: PullRequest) -> Iterator[str]:
    """Yield what a protected branch lacks before it takes the merge."""
    protection = repository.protection_of(pull.base_branch)
    if protection is None:
        return
    missing = protection.required_approvals
    asks = missing or protection.code_owners
    decision = decide(repository, pull)
    if asks and decision == "CHANGES_REQUESTED":
        yield "Changes have been requested."
    elif asks and not missing and decision == "REVIEW_REQUIRED":
        yield "Waiting on code owner review."
    elif missing and decision == "REVIEW_REQUIRED":
        many = "review is" if missing == 1 else "reviews are"
        yield f"At least {missing} approving {many} required by reviewers with write access."
    yield from missing_checks(protection.required_checks, read_checks(repository, pull.head))


def missing_checks(required: tuple[str, ...], checks: dict[str, str]) -> Iterator[str]:
    words = {None: "expected", "pending": "in progress", "failure": "failing"}
    open_ones = [name for name in required if checks.get(name) != "success"]
    if len(open_ones) == 1:
        yield f'Required status check "{open_ones[0]}" is {words[checks.get(open_ones[0])]}.'
    elif open_ones:
        yield f"{len(open_ones)} of {len(required)} required status checks are expected."


def is_behind(repository: LocalRepository, pull: PullRequest) -> bool:
    return not repository.git.is_ancestor(pull.base, pull.head)


def shown_state(thread: LocalThread, pull: PullRequest, viewer: User) -> str:
    """Return the merge state that GitHub shows to an account, which may be wrong."""
    state = merge_state(thread, pull)
    return "BLOCKED" if state in MERGEABLE and viewer.login in thread.repository.misjudged_for else state


def merge_state(thread: LocalThread, pull: PullRequest) -> str:
    """Return a pull request's merge state in GraphQL's words; REST has them in lower case."""
    repository = thread.repository
    if thread.state != "open":
        return "UNKNOWN"
    if repository.git.merge_tree(pull.base, pull.head) is None:
        return "DIRTY"
    if pull.draft or any(obstacles(repository, pull)):
        return "DRAFT" if pull.draft else "BLOCKED"
    protection = repository.protection_of(pull.base_branch)
    if protection and protection.up_to_date and is_behind(repository, pull):
        return "BEHIND"
    return "UNSTABLE" if sum_up(read_checks(repository, pull.head)) in ("failure", "pending") else "CLEAN"
