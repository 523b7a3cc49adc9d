"""What looks at links mean for a list, and that a long list stays bounded."""

import pytest

from bot.care.links import choose_links, dead_links, find_link_tasks, judge, remember_looks
from bot.care.memory import MOST_SUSPECTS, CareMemory, read_memory, write_memory
from bot.catalogue.identity.metadata import Visit
from tests.care.builders import catalogue, paper

CODE = "https://github.com/owner/code"
PAGE = "https://publisher.example/paper"


@pytest.mark.parametrize(
    ("url", "target", "verdict"),
    [
        pytest.param(CODE, "https://github.com/other/code", "moved", id="another owner"),
        pytest.param(CODE, "https://github.com/Owner/Code/", "alive", id="in other letters"),
        pytest.param(f"{CODE}.git", CODE, "alive", id="without .git"),
        pytest.param("http://publisher.example/a", "https://www.publisher.example/a/", "alive", id="https and www"),
        pytest.param("https://publisher.example/a", "https://publisher.example/", "alive", id="the front page"),
        pytest.param(
            "https://arxiv.org/pdf/2302.10866.pdf", "https://arxiv.org/pdf/2302.10866", "alive", id="one paper"
        ),
        pytest.param("https://old.example/a", "https://new.example/a", "moved", id="another host"),
    ],
)
def test_a_move_is_to_another_page(url: str, target: str, verdict: str) -> None:
    assert judge(url, Visit(200, target)) == verdict


def test_a_link_is_dead_after_three_days_and_forgiven_at_once() -> None:
    memory = CareMemory()
    for day in ("2026-11-01", "2026-11-01", "2026-11-08"):
        memory = remember_looks(memory, [CODE], {CODE: Visit(404, CODE), PAGE: Visit(200, PAGE)}, day)
        assert dead_links(memory) == ()
    dead = remember_looks(memory, [CODE], {CODE: Visit(410, CODE)}, "2026-11-15")
    assert dead_links(dead) == (CODE,)
    assert dead_links(remember_looks(dead, [CODE], {CODE: Visit(200, CODE)}, "2026-11-16")) == ()


@pytest.mark.parametrize("status", [0, 401, 403, 406, 429, 500, 503, 999])
def test_what_could_not_be_seen_neither_condemns_nor_forgives(status: int) -> None:
    memory = CareMemory(suspects={CODE: ("2026-11-01",)})
    visits = {CODE: Visit(status, CODE), PAGE: Visit(200, PAGE)}
    assert remember_looks(memory, [CODE], visits, "2026-11-08") == memory


def test_where_no_host_answers_nothing_is_learned() -> None:
    visits = {CODE: Visit(0, CODE, nameless=True), PAGE: Visit(0, PAGE, nameless=True)}
    assert remember_looks(CareMemory(), [CODE, PAGE], visits, "2026-11-08") == CareMemory()


def test_the_next_run_goes_on_where_the_last_one_ended() -> None:
    listed = catalogue(*(paper(f"The paper of number {n}", f"https://host.example/{n}") for n in range(20)))
    first = choose_links(listed, CareMemory(), "2026-11-08", whole=True)
    memory = remember_looks(CareMemory(), first, {url: Visit(200, url) for url in first[:5]}, "2026-11-08")
    assert choose_links(listed, memory, "2026-11-15", whole=True) == [*first[5:], *first[:5]]


def test_papers_that_services_know_are_not_visited() -> None:
    listed = catalogue(paper("A paper", "https://arxiv.org/abs/2302.10866", CODE, number="2302.10866"))
    assert choose_links(listed, CareMemory(), "2026-11-08", whole=True) == [CODE]


def test_between_weeks_only_suspects_are_looked_at_once_a_day() -> None:
    listed = catalogue(paper("A paper", PAGE, CODE))
    memory = CareMemory(suspects={CODE: ("2026-11-08",)})
    assert choose_links(listed, memory, "2026-11-08", whole=False) == []
    assert choose_links(listed, memory, "2026-11-09", whole=False) == [CODE]


@pytest.mark.parametrize(
    ("urls", "copy", "becomes"),
    [
        pytest.param((PAGE, CODE), None, (PAGE,), id="one of several links goes"),
        pytest.param((PAGE, CODE), "https://web.archive.org/x", (PAGE, "https://web.archive.org/x"), id="for a copy"),
        pytest.param(
            (CODE,), "https://web.archive.org/x", ("https://web.archive.org/x",), id="the only one for a copy"
        ),
        pytest.param((CODE,), None, None, id="the only one stays"),
    ],
)
def test_a_dead_link_goes_unless_nothing_would_be_left(
    urls: tuple[str, ...], copy: str | None, becomes: tuple[str, ...] | None
) -> None:
    listed = catalogue(one := paper("A paper", *urls))
    memory = CareMemory(suspects={CODE: ("a", "b", "c")})
    (task,) = find_link_tasks(listed, memory, {}, {CODE: copy} if copy else {})
    after = task.amendment.apply(one) if task.amendment else None
    assert (tuple(link.url for link in after.links) if after else None) == becomes


def test_of_20000_dead_links_no_more_are_remembered_than_an_issue_holds() -> None:
    visits = {url: Visit(404, url) for url in (f"https://host{n % 700}.example/{n}" for n in range(20_000))}
    content = write_memory(remember_looks(CareMemory(), list(visits), visits, "2026-11-08"))
    assert len(content["suspects"]) == MOST_SUSPECTS
    assert len(read_memory(content).suspects) == MOST_SUSPECTS
