"""What the pages offer, a person can do: every form leads somewhere, and each does what its button says."""

import re
from html.parser import HTMLParser

import httpx
import pytest

from bot.localhub.server import LocalHub
from bot.localhub.state.threads import LocalThread
from tests.localhub.guests import REPOSITORY, Guest, make_branch, open_browser

ROOT = "/mona/list"
Form = tuple[str, dict[str, str]]


class Reader(HTMLParser):
    """Collects what can be sent from a page: for every button where it leads, with the fields as they stand.

    Also the ids of the parts that are shown anew without a reload.
    """

    def __init__(self, address: str, text: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self.live: list[str | None] = []
        self.area = self.select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in pairs}
        name, value = attributes.get("name", ""), attributes.get("value", "on")
        if "data-live" in attributes:
            self.live.append(attributes.get("id"))
        if tag == "form":
            self.action, self.fields = attributes.get("action", self.address), {}
        elif tag == "input" and (attributes.get("type") not in ("checkbox", "radio") or "checked" in attributes):
            self.fields[name] = value
        elif tag == "select":
            self.select = name
        elif tag == "option" and (self.select not in self.fields or "selected" in attributes):
            self.fields[self.select] = value
        elif tag == "textarea":
            self.area = name
            self.fields[name] = ""
        elif tag == "button" and "disabled" not in attributes:
            self.forms.append((attributes.get("formaction", self.action), self.fields))

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        self.area = "" if tag == "textarea" else self.area


class Visitor:
    """Somebody who uses the pages, and them alone."""

    def __init__(self, hub: LocalHub, login: str) -> None:
        self.client = open_browser(hub)
        self.client.post("/as", data={"login": login})

    def read(self, address: str) -> Reader:
        answer = self.client.get(address)
        assert answer.status_code == 200, answer.text
        return Reader(address, answer.text)

    def press(self, page: str, action: str, **answers: str) -> httpx.Response:
        """Fill in the form of a page that leads to an action, and send it."""
        address, fields = next(form for form in self.read(page).forms if form[0].endswith(action))
        return self.client.post(address, data=fields | answers)


@pytest.fixture
def pull(hub: LocalHub, mona: Guest) -> LocalThread:
    """A pull request with a comment, its branch behind the protected main."""
    make_branch(mona, "new")
    mona.ask("PUT", f"{REPOSITORY}/contents/z.txt", message="More", content="eg==")
    mona.ask("POST", f"{REPOSITORY}/pulls", title="New", head="new", base="main")
    mona.ask("POST", f"{REPOSITORY}/labels", name="paper: ready", color="1f883d")
    mona.ask("POST", f"{REPOSITORY}/issues/1/comments", body="Hello")
    hub.protect("mona/list", required_checks=("ci",), up_to_date=True, allow_auto_merge=True)
    return hub.repository("mona/list").threads[1]


PAGES = ["/", ROOT, f"{ROOT}/settings", f"{ROOT}/pull/1", f"{ROOT}/issues/new", f"{ROOT}/edit/main/README.md"]


@pytest.mark.usefixtures("pull")
@pytest.mark.parametrize("page", PAGES)
def test_every_button_leads_somewhere(hub: LocalHub, page: str) -> None:
    mona = Visitor(hub, "mona")
    for action, fields in mona.read(page).forms:
        assert mona.client.post(action, data=fields).status_code == 200, action


@pytest.mark.usefixtures("pull")
def test_what_is_shown_anew_can_be_found_again(hub: LocalHub) -> None:
    for page in (f"{ROOT}/pull/1", f"{ROOT}/pulls", f"{ROOT}/commit/main"):
        live = Visitor(hub, "kim").read(page).live
        assert None not in live
        assert len(set(live)) == len(live) > 0


def test_a_button_that_nobody_made_is_404(hub: LocalHub, pull: LocalThread) -> None:
    assert Visitor(hub, "mona").client.post(f"{ROOT}/pull/1/dance").status_code == 404


def test_a_comment_is_edited_and_taken_back(hub: LocalHub, pull: LocalThread) -> None:
    mona = Visitor(hub, "mona")
    answer = mona.press(f"{ROOT}/pull/1", "/edit-comment", body="Goodbye")
    assert answer.url.fragment == f"issuecomment-{pull.comments[0].id}"
    assert pull.comments[0].body == "Goodbye"
    assert [d.action for d in hub.deliveries if d.event == "issue_comment"] == ["created", "edited"]
    mona.press(f"{ROOT}/pull/1", "/delete-comment")
    assert not pull.comments


def test_a_box_is_ticked_only_in_the_text_that_was_looked_at(hub: LocalHub, mona: Guest, pull: LocalThread) -> None:
    mona.ask("PATCH", f"{REPOSITORY}/issues/1", body="- [ ] one\n- [ ] two\n- [ ] three")
    visitor = Visitor(hub, "mona")
    seen = re.search(r'data-version="(\w+)"', visitor.client.get(f"{ROOT}/pull/1").text)
    assert seen
    ticks = [{"box": box, "ticked": "true", "version": seen[1]} for box in ("0", "1")]
    assert [visitor.client.post(f"{ROOT}/pull/1/tick", data=tick).status_code for tick in ticks] == [200, 200]
    assert pull.body == "- [x] one\n- [x] two\n- [ ] three"
    mona.ask("PATCH", f"{REPOSITORY}/issues/1", body="- [ ] two\n- [ ] three")
    assert visitor.client.post(f"{ROOT}/pull/1/tick", data=ticks[1]).status_code == 409
    assert pull.body == "- [ ] two\n- [ ] three"


def test_a_stranger_is_offered_no_more_than_may_be_done(hub: LocalHub, pull: LocalThread) -> None:
    actions = {action.rpartition("/")[2] for action, _ in Visitor(hub, "kim").read(f"{ROOT}/pull/1").forms}
    assert actions == {"as", "comment", "review"}


@pytest.mark.parametrize(("closer", "offered"), [("kim", True), ("mona", False)])
def test_an_author_is_offered_to_reopen_only_what_may_be_reopened(
    hub: LocalHub, kim: Guest, closer: str, offered: bool
) -> None:
    number = kim.ask("POST", f"{REPOSITORY}/issues", title="A").json()["number"]
    Guest(hub, closer).ask("PATCH", f"{REPOSITORY}/issues/{number}", state="closed")
    page = f"{ROOT}/issues/{number}"
    assert (f"{page}/reopen" in {action for action, _ in Visitor(hub, "kim").read(page).forms}) is offered


def test_a_branch_is_brought_up_to_date_and_a_check_merges_it(hub: LocalHub, pull: LocalThread) -> None:
    mona, page = Visitor(hub, "mona"), f"{ROOT}/pull/1"
    mona.press(page, "/update")
    mona.press(page, "/auto")
    mona.press(page, "/status", state="failure", description="2 links are dead")
    assert "2 links are dead" in mona.client.get(page).text
    mona.press(page, "/status", state="success")
    assert pull.pull
    assert pull.pull.merged


def test_a_check_shows_what_it_found(hub: LocalHub, pull: LocalThread) -> None:
    assert pull.pull
    head = pull.pull.head
    machine = Guest(hub, "machine", hub.create_app_token("mona/list", "machine", {"checks": "write"}))
    remark = {"path": "new.txt", "start_line": 1, "end_line": 1, "annotation_level": "warning", "message": "Too new"}
    output = {"title": "1 remark", "summary": "*Look* below", "annotations": [remark]}
    run = {"name": "ci", "head_sha": head, "conclusion": "neutral", "output": output}
    assert machine.ask("POST", f"{REPOSITORY}/check-runs", **run).status_code == 201
    for page in (f"{ROOT}/pull/1", f"{ROOT}/commit/{head}"):
        text = Visitor(hub, "kim").client.get(page).text
        assert "1 remark" in text
        assert "<em>Look</em>" in text
        assert "new.txt, line 1: Too new" in text


def test_the_owner_decides_what_guards_the_branch_and_who_may_do_what(hub: LocalHub) -> None:
    mona, repository = Visitor(hub, "mona"), hub.repository("mona/list")
    asked = {"protect": "on", "checks": "ci, paperclerk", "approvals": "2", "queue": "squash", "role-kim": "write"}
    mona.press(f"{ROOT}/settings", "/settings", **asked)
    assert repository.protection
    assert repository.protection.required_checks == ("ci", "paperclerk")
    assert (repository.protection.required_approvals, repository.protection.queue) == (2, "squash")
    assert (repository.roles["kim"], repository.settings["allow_auto_merge"]) == ("write", False)
    assert "admin rights" in Visitor(hub, "kim").client.post(f"{ROOT}/settings").text
    assert repository.protection


def test_a_file_of_a_branch_leads_back_to_its_pull_request(hub: LocalHub, mona: Guest, pull: LocalThread) -> None:
    visitor = Visitor(hub, "mona")
    edited = visitor.press(f"{ROOT}/edit/new/new.txt", "/new.txt", text="newer", how="commit")
    assert edited.url.path == f"{ROOT}/pull/1"
    gone = visitor.press(f"{ROOT}/edit/new/long.txt", "/long.txt", delete="1", how="commit")
    assert gone.url.path == f"{ROOT}/pull/1"
    assert "removed" in gone.text


def test_threads_are_found_by_state_and_label(hub: LocalHub, mona: Guest, pull: LocalThread) -> None:
    visitor = Visitor(hub, "kim")
    mona.ask("POST", f"{REPOSITORY}/issues/1/labels", labels=["paper: ready"])
    assert ">New<" in visitor.client.get(f"{ROOT}/pulls", params={"label": "paper: ready"}).text
    assert ">New<" not in visitor.client.get(f"{ROOT}/pulls", params={"label": "paper: on hold"}).text
    assert ">New<" not in visitor.client.get(f"{ROOT}/pulls", params={"state": "closed"}).text


@pytest.mark.parametrize("login", ["", "mona", "a b", "-x", "x" * 40])
def test_a_new_person_has_a_name_of_their_own(hub: LocalHub, login: str) -> None:
    known = len(hub.world.users)
    assert "Refused" in Visitor(hub, "mona").press("/", "/people", login=login).text
    Visitor(hub, "mona").press("/", "/people", login="newcomer")
    assert len(hub.world.users) == known + 1
