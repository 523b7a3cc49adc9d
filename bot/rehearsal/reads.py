"""The bot's reads besides threads, and what it expects in the answers."""

from bot.hub.client import has_more
from bot.hub.connection import ask_glances
from bot.hub.read import queries
from bot.hub.read.glances import Glance
from bot.rehearsal.rehearsal import Rehearsal, Step, expect
from bot.rehearsal.scratch import CONFIG, FILES, LIST, MARK, PAGE, START
from bot.service.once import release_tag
from bot.service.setup.doctor import check_repository, check_rules
from bot.workflow.changes import WriteComment
from bot.workflow.commands.execution import WRITERS

NOBODY = "nobody-has-this-name-a-rehearsal-asks-for"
FOLDER = ".github"


def repository(at: Rehearsal) -> None:
    found = (*check_repository(at.bot), *check_rules(at.bot))
    bad = [diagnosis.text for diagnosis in found if diagnosis.status == "error"]
    expect(not bad, bad[0] if bad else "")
    _, person = at.person.send(lambda requester: requester.requestJsonAndCheck("GET", "/user"))
    login = person["login"]
    may = at.bot.read_permission(login), at.bot.read_permission(NOBODY)
    expect(
        may[0] in WRITERS and may[1] == "none",
        f"the person may write and nobody else, but GitHub says {may[0]} and {may[1]}",
    )


def files(at: Rehearsal) -> None:
    head = at.scratch.head()
    at.shows("the list is there at once", lambda: at.bot.read_text(head, PAGE), lambda text: text == LIST)
    at.bot.read_folder(head, FOLDER)
    pages = at.bot.read_pages(head, (PAGE,))
    expect(pages == {PAGE: LIST}, f"the pages are {PAGE} alone, but they are {sorted(pages)}")
    oid = at.bot.file_cache.numbers[PAGE]
    expect(at.bot.file_cache.read_blob(oid) == LIST, "a blob by its number is the file's text, but it is not")
    texts = list(at.bot.file_cache.read_texts(head, [PAGE, CONFIG]))
    expect(texts == [LIST, FILES[CONFIG]], "two texts come in the order that they were asked for in, but they do not")


def history(at: Rehearsal) -> None:
    first = next(at.bot.read_history(at.scratch.head(), PAGE))
    expect(
        first.message.startswith("Rehearsal: a list"),
        f"the newest commit of the page comes first, but it is {first.message!r}",
    )


def what_moved(at: Rehearsal) -> None:
    number = at.need("issue of the bot's")
    at.bot.read_waiting()
    at.thread(number)
    at.bot.settle(number)
    expect(number not in at.bot.read_waiting(), "a thread where nothing happens does not wait, but it does")
    at.do(WriteComment(number, "Something moves."))
    at.shows("the thread waits again", at.bot.read_waiting, lambda waiting: number in waiting)


def at_a_glance(at: Rehearsal) -> None:
    def look() -> Glance:
        return ask_glances({at.bot.repository: at.bot})[at.bot.repository]

    seen = at.shows("the branch's newest commit is seen", look, lambda seen: seen.head == at.scratch.head())
    at.shows("nothing moves, so the repository looks the same", look, lambda again: again == seen)


def more_comments(at: Rehearsal) -> None:
    number = at.need("issue of the bot's")
    wanted = at.bot.pages(queries.ALL, "issues", "closed", "pullRequests", goes_on=has_more, labels=[])
    nodes = {node["number"]: node for _, some in wanted for node in some}
    end = nodes[number]["comments"]["pageInfo"]["endCursor"]
    more = at.bot.ask(queries.MORE_COMMENTS, number=number, after=end)["issueOrPullRequest"]["comments"]
    expect(
        not more["nodes"] and not more["pageInfo"]["hasNextPage"],
        "behind the last comment there is none, but GitHub gives some",
    )


def release(at: Rehearsal) -> None:
    tag, rest = f"{START}-1", at.bot.gateway.rest
    expect(
        not list(release_tag(at.bot, tag)), f"there is no tag {tag} whose notes could be released, but it was released"
    )
    rest("POST", "/releases", contents=1, tag_name=tag, name=tag, body=MARK)
    found = at.shows("the release is found by its tag", lambda: rest("GET", f"/releases/tags/{tag}"), bool)
    expect(found["body"] == MARK, f"the notes are as they were written, but they are {found['body']!r}")


STEPS = (
    Step("The repository", "the bot reads settings, protection and who may write", "that both accounts may write",
         "the settings of this repository, and that an unknown account is a 404", repository),
    Step("Files", "the bot reads the list, a folder, two texts and a blob", "the texts as they were written",
         "how soon a pushed commit is to be read", files),
    Step("History", "the bot reads the page's commits", "the newest first", "their order in one second", history),
)  # fmt: skip
#: They need the issue that the bot opened.
OF_ISSUES = (
    Step("What moved", "the bot asks what waits, settles a thread, and comments there", "it waiting again",
         "how soon a comment moves the thread's time, and in what order", what_moved),
    Step("At a glance", "the bot looks at the repository as a sweep does, and again", "the same where nothing moves",
         "whether something moves there by itself", at_a_glance),
    Step("More comments", "the bot asks for the comments behind the last", "none", "that a last cursor is taken",
         more_comments),
    Step("A release", "the bot makes one, as of a tag of the list, once it finds no notes for it", "it by its tag",
         "whether a release may be read at once", release),
)  # fmt: skip
