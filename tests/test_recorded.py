"""The look-ups of the demo: recorded, and asked of nobody."""

from bot.catalogue.identity.identifiers import Identifier, identify
from bot.catalogue.identity.metadata import ASKABLE
from bot.demo.recorded import look_up, read_answers
from bot.demo.story import GOOD, OTHERS
from bot.intake.form import LINK


def test_what_is_recorded_is_answered_and_nothing_else() -> None:
    known, unknown = Identifier("arxiv", "2401.09670"), Identifier("arxiv", "9999.99999")
    found = look_up([known, unknown])
    assert list(found) == [known]
    assert str(found[known].title).startswith("DistServe")
    assert found[known].authors


def test_the_answers_are_of_papers_that_can_be_asked_about() -> None:
    assert len(read_answers()) >= 10
    assert {identifier.kind for identifier in read_answers()} <= ASKABLE


def test_the_demo_has_a_paper_of_which_nothing_but_a_link_is_given() -> None:
    alone = [chapter for chapter in (GOOD, *OTHERS) if list(chapter.answers) == [LINK]]
    assert [identify(chapter.answers[LINK]) in read_answers() for chapter in alone] == [True]
