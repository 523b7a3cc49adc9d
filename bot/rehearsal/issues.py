"""Makes every change that the bot can make in an issue once, and checks what GitHub then shows."""

from bot.care.memory import CareMemory
from bot.hub.write.documents import create_label, write_document
from bot.rehearsal.rehearsal import Rehearsal, Step, expect
from bot.rehearsal.scratch import MARK
from bot.workflow import changes
from bot.workflow.changes.mutation import Mutation
from bot.workflow.labels import CARE, LABELS
from bot.workflow.messages.care import TITLE, write_care
from bot.workflow.thread import Thread

LABEL = "paper: not-a-submission"


def open_issues(at: Rehearsal) -> None:
    words = {"title": "A rehearsal's own issue", "body": f"The bot tries its calls here.\n\n{MARK}"}
    first, number = (at.bot.gateway.rest("POST", "/issues", contents=1, **words)["number"] for _ in range(2))
    at.keep("issue of the bot's", number)

    def newest() -> list[int]:
        found = at.bot.gateway.rest("GET", "/issues?state=all&sort=created&per_page=100")
        return [each["number"] for each in found[:2]]

    at.shows("they are the first of the list, the newest first", newest, lambda found: found == [number, first])
    at.shows_thread(number, "the issue can be read at once", lambda thread: thread.open and thread.author.bot)


def comment(at: Rehearsal) -> None:
    number = at.need("issue of the bot's")
    at.thread(number)
    at.do(changes.WriteComment(number, "Said once."), changes.WriteComment(number, "Said next."))
    thread = at.shows_thread(
        number, "both comments are there in their order", lambda t: words_of(t) == ["Said once.", "Said next."]
    )
    first = at.keep("comment", thread.comments[0].id)
    at.do(changes.EditComment(number, first, "Said anew."))
    thread = at.shows_thread(number, "the first comment has its new words", lambda t: words_of(t)[0] == "Said anew.")
    known = thread.comments[0].id == first and thread.comments[0].edited
    expect(known, "the comment keeps its number and says that it was edited, but it does not")
    said = at.bot.is_said(changes.WriteComment(number, "Said next."))
    expect(said, "the newest comments hold the last one, but they do not")


def words_of(thread: Thread) -> list[str]:
    return [each.body for each in thread.comments]


def react(at: Rehearsal) -> None:
    place = at.need("comment")
    at.do(changes.React(place, "eyes"))
    at.do(changes.React(place, "eyes"))

    def reactions() -> list[str]:
        return [each["content"] for each in at.person.rest("GET", f"/issues/comments/{place}/reactions")]

    at.shows("the same reaction twice counts once", reactions, lambda found: found == ["eyes"])


def label(at: Rehearsal) -> None:
    number = at.need("issue of the bot's")
    at.thread(number)
    at.do(changes.AddLabel(number, LABEL))
    at.shows_thread(number, "the label is there", lambda thread: LABEL in thread.labels)
    made = at.bot.gateway.rest("GET", f"/labels/{LABEL.replace(' ', '%20')}")
    color = LABELS[LABEL].color
    expect(made["color"] == color, f"the label has the colour {color}, but it has {made['color']}")
    _, errors = at.bot.gateway.mutate(write_document([create_label(at.bot.nodes.repository, LABELS[LABEL])]))
    expect(set(errors) == {"f0"}, "a label that is there is refused, but it was made again")
    at.do(changes.RemoveLabel(number, LABEL))
    at.shows_thread(number, "the label is gone", lambda thread: LABEL not in thread.labels)


def close_and_reopen(at: Rehearsal) -> None:
    number = at.need("issue of the bot's")
    at.do(changes.CloseIssue(number, "not_planned"))
    at.shows_thread(number, "the issue is closed", lambda thread: not thread.open and thread.closed)
    at.do(changes.ReopenIssue(number))
    at.shows_thread(number, "it is open again", lambda thread: thread.open and thread.closed is None)
    told = at.bot.has_thread(number) and not at.bot.has_thread(10**8)
    expect(told, "GitHub tells whether there is an issue, but it was wrong")


def care(at: Rehearsal) -> None:
    body = f"{MARK}\n\n- [ ] a box\n\n{write_care((), CareMemory())[0]}"
    at.do(changes.OpenIssue(TITLE, body, CARE))
    number = at.shows("the issue with its label is found", at.bot.find_care, lambda found: found is not None) or 0
    at.do(changes.EditIssue(number, body.replace("a box", "another box")))
    thread = at.shows_thread(number, "it has its new words", lambda thread: thread.care and "another" in thread.body)
    sealed = at.person.rest("GET", f"/issues/{number}")["body"]
    at.person.rest("PATCH", f"/issues/{number}", body=sealed.replace("- [ ]", "- [x]"))
    ticked = at.shows_thread(number, "it is ticked, and still the bot's", lambda thread: "- [x]" in thread.body)
    expect(ticked.care and ticked.editors != thread.editors, "GitHub tells who ticked, but it does not")
    at.do(changes.CloseIssue(number, "completed"))


def go_on_after_a_refusal(at: Rehearsal) -> None:
    number = at.need("issue of the bot's")
    at.thread(number)
    ids = at.bot.nodes
    wrong = Mutation("addComment", {"subjectId": "I_kwDOnothing", "body": "Nowhere."})
    right = changes.WriteComment(number, "After a refusal.").mutation(ids)
    data, errors = at.bot.gateway.mutate(write_document([wrong, right]))
    alone = set(errors) == {"f0"} and errors["f0"].get("type") and data.get("f1") is not None
    expect(alone, f"only the first is refused, with a type, but the errors are {sorted(errors)}")
    at.shows_thread(number, "the second is carried out", lambda thread: words_of(thread)[-1] == "After a refusal.")


STEPS = (
    Step("Issues of the bot's", "the bot opens two issues", "both at once, the newest first",
         "whether lists and GraphQL know a new issue at once", open_issues),
    Step("Comments", "the bot comments twice in one document and edits the first",
         "both in their order, the edited one under its number", "the order inside one document", comment),
    Step("A reaction", "the bot reacts twice alike", "one reaction", "that a second one is no error", react),
    Step("Labels", "the bot makes its labels, sets one and takes it off", "the label with its colour, then none",
         "how soon a new label can be set, and that one that is there is refused", label),
    Step("Closing", "the bot closes its issue and opens it again", "closed with a time, then open without",
         "what is kept of a closing", close_and_reopen),
    Step("Care", "the bot opens the issue of the list's care and changes its words, and a person ticks a box there",
         "the issue by its label, its words, and who ticked", "how edits by several accounts are told", care),
    Step("A refusal among others", "the bot sends a document whose first change cannot be made",
         "the second made, and a type at the first's error", "that GitHub goes on after one that failed",
         go_on_after_a_refusal),
)  # fmt: skip
