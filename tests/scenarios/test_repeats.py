"""A paper that the list has is closed with the link to it, and opened again for whoever objects."""

from tests.stage import Stage

LINK = "https://arxiv.org/abs/2004.05150"
TITLE = "Longformer: The long-document transformer"
OTHER = "https://arxiv.org/abs/2310.01890"


def repeated(stage: Stage) -> int:
    return stage.contributor.files(LINK, TITLE, "Attention")


def test_a_repetition_is_closed_with_the_link_and_how_to_object(stage: Stage) -> None:
    number = repeated(stage)
    answer = stage.answer(number)
    assert stage.state(number) == "closed"
    assert stage.labels(number) == {"paper: duplicate"}
    assert f"[{TITLE}](../blob/HEAD/data/papers/longformer-the-long-document-transformer.yaml)" in answer
    assert "Comment here what differs, and I open this again for a maintainer." in answer
    assert "longformer-the-long-document-transformer" in stage.papers()


def test_its_author_objects_and_a_maintainer_reads_why(stage: Stage) -> None:
    number = repeated(stage)
    stage.wait()
    stage.contributor.comments(number, "No, ours is about long documents in Greek")
    assert stage.state(number) == "open"
    assert stage.labels(number) == {"paper: needs-maintainer"}
    assert "> No, ours is about long documents in Greek" in stage.answer(number)
    assert "`/not-duplicate` if it is another paper, `/duplicate` if not" in stage.answer(number)
    stage.maintainer.comments(number, "/not-duplicate")
    assert stage.labels(number) == {"paper: ready"}


def test_its_author_can_reopen_it_and_it_is_not_closed_at_once(stage: Stage) -> None:
    number = repeated(stage)
    stage.wait()
    stage.contributor.comments(number, "/reopen")
    assert stage.state(number) == "open"
    stage.wait()
    stage.maintainer.comments(number, "/duplicate")
    assert stage.state(number) == "closed"
    assert "A maintainer found" in stage.answer(number)


def test_thanks_open_nothing(stage: Stage) -> None:
    number = repeated(stage)
    stage.wait()
    stage.contributor.comments(number, "Oh sorry, it's the same. Thanks!")
    assert stage.state(number) == "closed"


def test_what_a_maintainer_closed_only_a_maintainer_opens(stage: Stage) -> None:
    number = stage.contributor.files(OTHER, "Weaving Baskets with Neural Looms", "Attention")
    stage.maintainer.comments(number, "/reject out of scope")
    stage.wait()
    stage.contributor.comments(number, "Thanks anyway!")
    assert len(stage.answers(number)) == 1
    stage.contributor.comments(number, "But it appeared at ICLR 2024")
    stage.contributor.comments(number, "And it fits the list")
    assert stage.state(number) == "closed"
    (line,) = stage.answers(number)[1:]
    assert line.startswith("A maintainer decided this, and can open it again with `/reopen`")
    stage.maintainer.comments(number, "/reopen")
    assert stage.state(number) == "open"
    assert stage.labels(number) == {"paper: ready"}
    assert "* **Venue**: ICLR 2024 (from `contributor`)" in stage.answers(number)[0]


def test_who_closed_it_themselves_learns_that_they_can_open_it(stage: Stage) -> None:
    number = stage.contributor.files(OTHER, "Weaving Baskets with Neural Looms", "Attention")
    stage.contributor.edits(number, state="closed")
    stage.wait()
    stage.contributor.comments(number, "Hm, but could you add it without the code?")
    assert stage.answers(number)[1:] == ["You closed this. Reopen it, or open a new issue, and I look at it again."]


def test_a_correction_of_what_is_listed_now_is_sent_where_it_is_read(stage: Stage) -> None:
    number = stage.contributor.files(OTHER, "Weaving Baskets with Neural Looms", "Attention")
    stage.maintainer.comments(number, "/approve")
    stage.wait()
    stage.contributor.comments(number, "The venue should be ICLR 2024")
    assert (
        stage.answers(number)[1] == "This is on the list; for a correction please open a new issue, in your own words."
    )


def test_a_maintainers_repetition_stays_open_for_them(stage: Stage) -> None:
    assert stage.state(stage.maintainer.files(LINK, TITLE, "Attention")) == "open"


def test_approving_one_ready_and_one_repeated_paper_ends_well(stage: Stage) -> None:
    body = f"## Attention\n- {TITLE} {LINK}\n- Weaving Baskets with Neural Looms {OTHER}\n"
    number = stage.contributor.writes("Two papers", body)
    command = stage.maintainer.comments(number, "/approve")
    assert stage.headline(number) == "### 🎉 On the list"
    assert len(stage.answers(number)) == 1
    assert stage.reactions(command) == ["rocket"]
    assert stage.state(number) == "closed"
    assert "The same as [Longformer" in stage.answer(number)


def test_the_listed_line_is_linked(stage: Stage) -> None:
    number = stage.contributor.files(OTHER, "Weaving Baskets with Neural Looms", "Attention")
    stage.maintainer.comments(number, "/approve")
    place = "#:~:text=Weaving%20Baskets%20with%20Neural%20Looms"
    assert f"[its line](../blob/HEAD/data/README.md{place})" in stage.answer(number)
