"""What a task of care would make of a list's lines, on a page and in a data folder alike."""

import pytest

from bot.care.task import Amendment, Task
from bot.review.config import Config
from bot.workflow.snapshots.care import carry_out_tasks, list_papers, make_offer
from bot.workflow.snapshots.loading import LoadedList, build_folder
from bot.workflow.snapshots.snapshot import Lines
from tests.workflow.builders import BASE, page_list
from tests.workflow.hubs import FILES

LONGFORMER, ORCA = (
    "longformer-the-long-document-transformer",
    "orca-a-distributed-serving-system-for-transformer-based-generative-models",
)
LINE = "- Longformer: The long-document transformer. *[arXiv'20]* [[Paper]](https://arxiv.org/abs/2004.05150)"
#: Each kind of list with the path of the page that people read.
LISTS: dict[str, tuple[LoadedList, str]] = {
    "a page": (page_list(), "README.md"),
    "a folder": (build_folder(BASE, Config(), FILES), "data/README.md"),
}
VENUE = Amendment(venue="ACL", year=2021)
MOVED = Amendment(url="https://arxiv.org/abs/2004.05150", to="https://arxiv.org/abs/2004.05150v2")
AMENDMENTS = [
    pytest.param(VENUE, LINE.replace("arXiv'20", "ACL'21"), id="another venue"),
    pytest.param(MOVED, LINE.replace("05150)", "05150v2)"), id="another address"),
    pytest.param(Amendment(code="https://code.example/l"), f"{LINE} [[Code]](https://code.example/l)", id="code"),
    pytest.param(Amendment(goes=True), "", id="the paper goes"),
]


def task(amendment: Amendment | None, paper: str = LONGFORMER) -> Task:
    return Task("published", paper, "A title", "says a service", amendment)


def text_of(kind: str) -> str:
    loaded, path = LISTS[kind]
    return loaded.files[path.removeprefix("data/")]


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize(("amendment", "line"), AMENDMENTS)
def test_what_is_shown_of_a_task_is_what_is_done(kind: str, amendment: Amendment, line: str) -> None:
    loaded, path = LISTS[kind]
    offer = make_offer(loaded.snapshot, task(amendment))
    assert offer
    assert offer.lines == Lines(LINE, line)
    assert offer.address == f"{path}#:~:text=Longformer%3A%20The%20long%2Ddocument%20transformer"
    files = carry_out_tasks(loaded.snapshot, [task(amendment)])
    assert files[path] == text_of(kind).replace(*((LINE, line) if line else (f"{LINE}\n", "")))


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize(
    "amended",
    [
        pytest.param(task(VENUE, "no-such-paper"), id="of a paper that is gone"),
        pytest.param(task(Amendment(venue="arXiv", year=2020)), id="that is done already"),
    ],
)
def test_nothing_is_offered(kind: str, amended: Task) -> None:
    loaded, _ = LISTS[kind]
    assert make_offer(loaded.snapshot, amended) is None


@pytest.mark.parametrize("kind", LISTS)
def test_what_only_people_can_do_is_shown_without_lines(kind: str) -> None:
    loaded, path = LISTS[kind]
    offer = make_offer(loaded.snapshot, task(None))
    assert offer
    assert offer.lines == Lines("", "")
    assert path not in carry_out_tasks(loaded.snapshot, [task(None)])


@pytest.mark.parametrize("kind", LISTS)
def test_several_tasks_are_one_commit(kind: str) -> None:
    loaded, path = LISTS[kind]
    files = carry_out_tasks(loaded.snapshot, [task(VENUE), task(MOVED), task(Amendment(goes=True), ORCA)])
    after = LINE.replace("arXiv'20", "ACL'21").replace("05150)", "05150v2)")
    kept = [line.replace(LINE, after) for line in text_of(kind).split("\n") if not line.startswith("- Orca")]
    assert files[path] == "\n".join(kept)


def test_of_a_paper_that_stands_again_the_further_places_go() -> None:
    text = f"# L\n\n## Attention\n\n{LINE}\n- Another: A paper. [[Paper]](https://arxiv.org/abs/2401.00001)\n{LINE}\n"
    snapshot = page_list(text).snapshot
    again = task(Amendment(again="attention"))
    offer = make_offer(snapshot, again)
    assert offer
    assert offer.lines == Lines(LINE, "")
    assert carry_out_tasks(snapshot, [again]) == {"README.md": text.removesuffix(f"{LINE}\n")}


@pytest.mark.parametrize(
    ("written", "amended"),
    [
        pytest.param("One et al., 2020", None, id="a list that names no venues"),
        pytest.param("One et al., (2020)", None, id="nor in brackets"),
        pytest.param("arXiv 2020", "ACL 2021", id="one that does"),
    ],
)
def test_no_year_is_offered_alone_where_a_preprint_appeared(written: str, amended: str | None) -> None:
    line = f"- Longformer: The long-document transformer, {written} [[Paper]](https://arxiv.org/abs/2004.05150)"
    offer = make_offer(page_list(f"# L\n\n## Attention\n\n{line}\n").snapshot, task(VENUE))
    assert (offer and offer.lines.after) == (line.replace(written, amended) if amended else None)


def test_a_task_is_known_by_what_is_shown_of_it() -> None:
    shown = [
        offer.shown
        for text in (LINE, LINE.replace("arXiv'20", "Preprint'20"))
        if (offer := make_offer(page_list(f"# L\n\n## A\n\n{text}\n").snapshot, task(VENUE)))
    ]
    assert len(set(shown)) == 2


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        pytest.param("a page", "README.md", id="a page: its line"),
        pytest.param("a folder", f"papers/{LONGFORMER}.yaml", id="a folder: its file"),
    ],
)
def test_papers_are_listed_with_their_places(kind: str, path: str) -> None:
    loaded, _ = LISTS[kind]
    found = {paper.id: items for paper, items in list_papers(loaded)}
    assert list(found) == list(loaded.catalogue.papers)
    (item,) = found[LONGFORMER]
    assert (item.path, item.section) == (path, "attention")
