"""What happens with a list's submission, from an issue to a revert, and what the bot does about it on GitHub."""

from bot.intake.form import LINK, SECTION, TITLE, VENUE, write_form
from bot.rehearsal.rehearsal import Rehearsal, Step, expect, own_comments
from bot.rehearsal.scratch import LIST, MARK, PAGE, START
from bot.workflow.thread import Thread

QUANTIZATION, SERVING = "Quantization", "Serving"
FLASH = "FlashAttention-3: Fast and Accurate Attention with Asynchrony and Low-precision"
MOONCAKE = "Mooncake: A KVCache-centric Disaggregated Architecture for LLM Serving"
DISTSERVE = "DistServe: Disaggregating Prefill and Decoding for Goodput-optimized Large Language Model Serving"
MEDUSA = "Medusa: Simple LLM Inference Acceleration Framework with Multiple Decoding Heads"
MAMBA = "Mamba: Linear-Time Sequence Modeling with Selective State Spaces"
READY, DUPLICATE = "paper: ready", "paper: duplicate"


def form(link: str, title: str, section: str, venue: str = "") -> str:
    return write_form({LINK: link, TITLE: title, SECTION: section, VENUE: venue})


def is_ready(thread: Thread) -> bool:
    """Whether the bot answered once, set its label and proposed the entry."""
    return READY in thread.labels and thread.pull is not None and len(own_comments(thread)) == 1


def by_form(at: Rehearsal) -> None:
    body = form("https://arxiv.org/abs/2407.08608", FLASH, SERVING, "NeurIPS 2024")
    number = at.keep("issue by form", at.opens("Add a paper", body))
    at.find_worker(number)
    thread = at.shows_thread(number, "the entry is ready", is_ready, works=True)
    assert thread.pull
    listed = at.person.rest("GET", f"/pulls/{thread.pull.number}/files")
    files = [(file["filename"], file["additions"], file["deletions"]) for file in listed]
    expect(files == [(PAGE, 1, 0)], f"the request adds one line to {PAGE}, but it changes {files}")


def in_prose(at: Rehearsal) -> None:
    words = f'Hi! Could you add "{MOONCAKE}" (https://arxiv.org/abs/2407.00079) to the {SERVING} section? FAST 2025.'
    number = at.keep("issue in prose", at.opens("New paper", words))
    at.shows_thread(number, "the entry is ready", is_ready, works=True)


def duplicate(at: Rehearsal) -> None:
    number = at.opens("Add a paper", form("https://arxiv.org/abs/2306.00978", "", QUANTIZATION))
    at.shows_thread(number, "the paper is known", lambda thread: DUPLICATE in thread.labels, works=True)


def edit(at: Rehearsal) -> None:
    number = at.need("issue by form")
    before = at.thread(number)
    assert before.pull
    body = form("https://arxiv.org/abs/2407.08608", FLASH, QUANTIZATION, "NeurIPS 2024")
    at.person.rest("PATCH", f"/issues/{number}", body=f"{body}\n\n{MARK}")
    head = before.pull.head
    at.shows_thread(
        number,
        "comment and request follow",
        lambda thread: is_ready(thread) and thread.pull and thread.pull.head != head,
        works=True,
    )


def request_on_page(at: Rehearsal) -> None:
    line = f"- [{MAMBA}](https://arxiv.org/abs/2312.00752), COLM 2024\n"
    commit = at.scratch.commit({PAGE: at.page(PAGE).rstrip("\n") + f"\n{line}"}, "Add Mamba")
    pull = at.proposes(f"{START}-page", commit, "Add Mamba")
    at.keep("request on the page", pull["number"])
    at.shows_thread(pull["number"], "the bot answers with a label", lambda t: own_comments(t) and t.labels, works=True)


def approve(at: Rehearsal) -> None:
    approve_and_see(at, "issue by form", FLASH)


def approve_and_see(at: Rehearsal, name: str, title: str) -> None:
    """Have the person approve a thread, and expect the paper on the page and the thread closed."""
    number = at.need(name)
    said = len(own_comments(at.thread(number)))
    comment = at.says(number, "/approve")
    heard = at.shows_thread(
        number, "the bot hears it", lambda thread: not thread.open or len(own_comments(thread)) > said, works=True
    )
    if heard.open:
        # The list moved a moment ago, and the bot had not shown the thread as it is now, so it asks for another
        # approval.
        comment = at.says(number, "/approve")
    at.shows_thread(number, "the thread is closed", lambda thread: not thread.open, works=True)
    at.shows("the paper is on the page once", lambda: at.page(PAGE), lambda text: text.count(title) == 1, works=True)

    def reactions() -> list[str]:
        return [each["content"] for each in at.person.rest("GET", f"/issues/comments/{comment}/reactions")]

    at.shows("the command has its reaction", reactions, lambda found: "rocket" in found, works=True)


def approve_request(at: Rehearsal) -> None:
    approve_and_see(at, "request on the page", MAMBA)
    number = at.need("request on the page")
    at.shows_thread(number, "the request counts as merged", lambda thread: thread.merged)


def two_at_once(at: Rehearsal) -> None:
    first = at.opens("Add a paper", form("https://arxiv.org/abs/2401.09670", DISTSERVE, SERVING, "OSDI 2024"))
    second = at.opens("Add a paper", form("https://arxiv.org/abs/2401.10774", MEDUSA, SERVING, "ICML 2024"))
    for number in (first, second):
        at.shows_thread(number, "the entry is ready", is_ready, works=True)
    for number in (first, second):
        at.says(number, "/approve")
    for number in (first, second):
        at.shows_thread(number, "the thread is closed", lambda thread: not thread.open, works=True)
    at.shows("both papers are on the page", lambda: at.page(PAGE), lambda t: DISTSERVE in t and MEDUSA in t, works=True)
    at.keep("paper to revert", first)


def hand_edit(at: Rehearsal) -> None:
    told = "# A list that a person edited"
    text = at.page(PAGE).replace(LIST.splitlines()[0], told)
    at.scratch.move(at.scratch.branch, at.scratch.commit({PAGE: text}, "Edit by hand"))
    approve_and_see(at, "issue in prose", MOONCAKE)
    expect(at.page(PAGE).startswith(told), "what the person wrote stays, but it is gone")


def revert(at: Rehearsal) -> None:
    at.need("paper to revert")
    lines = at.page(PAGE).splitlines(keepends=True)
    text = "".join(line for line in lines if DISTSERVE not in line)
    at.scratch.move(at.scratch.branch, at.scratch.commit({PAGE: text}, 'Revert "Add DistServe"'))
    again = at.opens("Add a paper", form("https://arxiv.org/abs/2401.09670", DISTSERVE, SERVING, "OSDI 2024"))
    at.shows_thread(again, "the paper is proposed anew", is_ready, works=True)
    expect(DISTSERVE not in at.page(PAGE), "what was taken back stays away, but it is on the page again")


STEPS = (
    Step("An issue by form", "a person fills the form in", "one comment, the label, and a request with one line",
         "how a form's fields come, and how long an answer takes", by_form),
    Step("An issue in prose", "a person asks for a paper in words", "the same", "how it keeps line ends and quotes",
         in_prose),
    Step("A duplicate", "a person proposes a listed paper", "the label that says so", "how soon it shows", duplicate),
    Step("An edit", "the person changes the section", "the request rebuilt", "how soon an edit is to be read", edit),
    Step("A pull request on the page", "a person adds a line by a branch of their own", "an answer with a label",
         "how soon the changed files are to be read", request_on_page),
    Step("/approve", "the person approves the first", "it merged, closed and on the page once",
         "whether GitHub merges what was pushed a moment ago", approve),
    Step("/approve on a request", "the person approves the line on the page", "the request merged with their commit",
         "that GitHub counts it as merged", approve_request),
    Step("Two at once", "two papers for one section are approved in one go", "both on the page",
         "two merges within seconds", two_at_once),
    Step("A hand edit", "a person edits the page, then approves the one in prose", "the edit kept, the paper added",
         "how soon a push is to be read", hand_edit),
    Step("A revert", "a person takes a paper back, and proposes it again", "it proposed anew, and not back by itself",
         "whether a push that takes lines away shows at once", revert),
)  # fmt: skip
