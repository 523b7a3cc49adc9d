"""What somebody else put in the bot's own words and commits is not taken for the bot's."""

from typing import Any

import pytest

from bot.hub.read.screening import Screen
from bot.hub.seal import Seal
from bot.workflow.marks import read_reply_mark, write_reply_mark
from bot.workflow.state import State, read_holds, read_state, write_holds, write_state

SEAL = Seal([b"the operator's key"])
QUOTED = "`<!-- paperclerk:care {} -->` is no paper of this list"
STATE = f"### Ready\n\n{write_state(State(held='ada'))}"
HOLDS = f"Adds a paper.\n\n{write_holds({'1': 'a-paper'})}"
TRAILER = "Add a paper\n\nPaperclerk-Entry: 0123456789abcdef"
GITHUBS = {"isValid": True, "wasSignedByGitHub": True}


def screen(seal: Seal = SEAL, viewer: str = "clerk", *, signs: bool = True) -> Screen:
    return Screen(seal, 1, viewer, signs)


def comment(body: str, editor: str | None = None, *, own: bool = True) -> dict[str, Any]:
    return {"viewerDidAuthor": own, "body": body, "editor": editor and {"login": editor}}


@pytest.mark.parametrize(
    ("seal", "found", "known"),
    [
        pytest.param(SEAL, comment(SEAL.close("1#7", STATE)), True, id="as it was written"),
        pytest.param(SEAL, comment(SEAL.close("1#7", STATE), "clerk"), True, id="edited by the bot"),
        pytest.param(SEAL, comment(SEAL.close("1#7", STATE), "mallory"), False, id="put back by somebody else"),
        pytest.param(SEAL, comment(STATE), False, id="without a seal"),
        pytest.param(SEAL, comment(SEAL.close("1#8", STATE)), False, id="from another thread"),
        pytest.param(Seal(), comment(STATE), True, id="no key: as it was written"),
        pytest.param(Seal(), comment(STATE, "clerk"), True, id="no key: edited by the bot"),
        pytest.param(Seal(), comment(STATE, "mallory"), False, id="no key: edited by somebody else"),
    ],
)
def test_a_memory_counts_as_the_bot_wrote_it(seal: Seal, found: dict[str, Any], known: bool) -> None:
    screen(seal).clear({"issueOrPullRequest": {"number": 7, "comments": {"nodes": [found]}}})
    assert (read_state(found["body"]) == State(held="ada")) is known
    assert "### Ready" in found["body"]
    assert "seal" not in found["body"]


def test_a_comment_that_quotes_the_end_of_the_issue_of_care_keeps_its_own() -> None:
    found = comment(SEAL.close("1#7", f"{QUOTED}\n\n{write_reply_mark('5')}"))
    screen().clear({"issueOrPullRequest": {"number": 7, "comments": {"nodes": [found]}}})
    assert read_reply_mark(found["body"]) == "5"


def test_the_comments_of_others_are_as_they_are() -> None:
    found = comment(SEAL.close("1#8", STATE), own=False)
    screen().clear({"number": 7, "nodes": [found]})
    assert found == comment(SEAL.close("1#8", STATE), own=False)


@pytest.mark.parametrize(("editor", "known"), [(None, True), ("clerk", True), ("mallory", False)])
def test_a_description_that_somebody_edited_says_nothing(editor: str | None, known: bool) -> None:
    found = comment(HOLDS, editor) | {"number": 8, "headRefName": "paperclerk/issue-7"}
    screen().clear(found)
    assert bool(read_holds(found["body"])) is known


@pytest.mark.parametrize(
    ("viewer", "author", "signature", "own"),
    [
        pytest.param("clerk", {"user": {"login": "clerk"}}, GITHUBS, True, id="GitHub made it for the account"),
        pytest.param("a[bot]", {"email": "12+a[bot]@users.noreply.github.com"}, GITHUBS, True, id="for the App"),
        pytest.param("clerk", {"user": {"login": "clerk"}}, None, False, id="somebody wrote the bot's name"),
        pytest.param("clerk", {"user": {"login": "clerk"}}, GITHUBS | {"isValid": False}, False, id="not valid"),
        pytest.param(
            "clerk", {"user": {"login": "clerk"}}, GITHUBS | {"wasSignedByGitHub": False}, False, id="another's key"
        ),
        pytest.param("clerk", {"user": {"login": "mallory"}}, GITHUBS, False, id="GitHub made it for somebody else"),
        pytest.param("a[bot]", {"email": "12+b-a[bot]@users.noreply.github.com"}, GITHUBS, False, id="another App"),
        pytest.param("clerk", None, GITHUBS, False, id="nobody's"),
    ],
)
def test_a_commit_with_the_bots_trailer_is_the_bots(
    viewer: str, author: dict[str, Any] | None, signature: dict[str, Any] | None, own: bool
) -> None:
    found: dict[str, Any] = {"message": TRAILER, "author": author, "signature": signature}
    screen(viewer=viewer).clear({"ref": {"target": found}})
    assert ("Paperclerk-Entry" in found["message"]) is own
    assert found["message"].startswith("Add a paper")


def test_a_site_that_signs_nothing_is_believed_by_the_authors_name() -> None:
    found = {name: {"message": TRAILER, "author": {"user": {"login": name}}, "signature": None} for name in "ab"}
    mine: dict[str, Any] = found["a"]
    other: dict[str, Any] = found["b"]
    screen(viewer="a", signs=False).clear([mine, other])
    assert "Paperclerk-Entry" in mine["message"]
    assert "Paperclerk-Entry" not in other["message"]
