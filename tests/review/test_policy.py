"""What a list makes of its rules, and what a maintainer lets pass, in tables."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.catalogue import Catalogue
from bot.catalogue.data.records import CATALOGUE, read_catalogue
from bot.catalogue.identity.identifiers import Identifier
from bot.catalogue.identity.metadata import Metadata
from bot.catalogue.matching import Index, Record
from bot.intake.diff.patch import FileDiff
from bot.intake.submission import Proposal, Submission
from bot.review.config import Config
from bot.review.context import ReviewContext
from bot.review.entry import Entry
from bot.review.judgement import read_rule
from bot.review.review import entry_key, review_submission
from bot.review.rules.finding import Setting
from bot.review.rules.registry import ALLOWABLE, SUBMISSION
from bot.review.words.fields import FieldError
from tests.stage import small_files

LINK = "https://arxiv.org/abs/2407.08608"
GOOD = Proposal(title="A new paper on attention", urls=(LINK,), section="Attention", venue="ICLR 2025")
OLD = replace(GOOD, venue="ICLR 2013")
OUTSIDE = replace(GOOD, venue="TechRxiv 2025")
RANKED = 'minimum_year: 2020\n  venues: "csrankings"\n  extra_venues: ["arXiv"]'
OWN = 'venues: "own"\n  extra_venues: ["arXiv", "ICLR"]'
BINDING: Mapping[str, Setting] = {"venue-policy": "error", "year-policy": "error"}


@cache
def catalogue(policy: str) -> Catalogue:
    files = {path.removeprefix("data/"): text.decode() for path, text in small_files().items()}
    text = files[CATALOGUE]
    return read_catalogue({**files, CATALOGUE: f"{text[: text.index('policy:')]}policy:\n  {policy}\n"})


def review(
    *proposals: Proposal,
    levels: Mapping[str, Setting] | None = None,
    allowed: Mapping[str, str] | None = None,
    policy: str = RANKED,
    facts: Mapping[Identifier, Metadata] | None = None,
) -> tuple[Entry, ...]:
    """Review proposals for a small list; the last three say what the list and its maintainers settled."""
    listed = catalogue(policy)
    index = Index((paper.id, Record.from_paper(paper)) for paper in listed.papers.values())
    context = ReviewContext(
        listed,
        index,
        Index(),
        added="2026-11-22",
        facts=facts or {},
        allowed={entry_key(proposals[0]): allowed or {}},
        config=Config(levels=levels or {}),
    )
    return review_submission(Submission("add", proposals), context).entries


def findings(entry: Entry) -> dict[str, str]:
    """Return the levels of what was found, by rule."""
    return {finding.rule: finding.level for finding in entry.findings}


@pytest.mark.parametrize(
    ("setting", "verdict", "found"),
    [
        pytest.param(None, "ready", {"year-policy": "note"}, id="not said"),
        pytest.param("note", "ready", {"year-policy": "note"}, id="note"),
        pytest.param("warning", "ready", {"year-policy": "warning"}, id="warning"),
        pytest.param("error", "needs-maintainer", {"year-policy": "error"}, id="error"),
        pytest.param("off", "ready", {}, id="off"),
    ],
)
def test_a_list_says_what_an_old_paper_means(setting: Setting | None, verdict: str, found: dict[str, str]) -> None:
    (entry,) = review(OLD, levels={"year-policy": setting} if setting else {})
    assert (entry.verdict, findings(entry)) == (verdict, found)


@pytest.mark.parametrize(
    ("proposal", "policy", "verdict", "words"),
    [
        pytest.param(OLD, RANKED, "needs-maintainer", "this list has papers since 2020", id="too old"),
        pytest.param(OUTSIDE, RANKED, "needs-maintainer", "CSRankings counts and arXiv", id="a venue outside"),
        pytest.param(replace(GOOD, venue="ICML 2025"), OWN, "needs-maintainer", "arXiv and ICLR", id="not its own"),
        pytest.param(replace(GOOD, venue="Daily News 2025"), OWN, "needs-maintainer", "outside", id="an unknown venue"),
        pytest.param(
            Proposal(title="New", urls=("https://example.org/x",), section="Attention", year=2025),
            RANKED,
            "needs-info",
            "The venue is not known",
            id="no venue",
        ),
        pytest.param(
            Proposal(title="New", urls=("https://example.org/x",), section="Attention", venue="ICLR"),
            RANKED,
            "needs-info",
            "The year is not known",
            id="no year",
        ),
    ],
)
def test_a_scope_that_binds_says_whose_turn_it_is_and_what_happens_next(
    proposal: Proposal, policy: str, verdict: str, words: str
) -> None:
    (entry,) = review(proposal, levels=BINDING, policy=policy)
    assert entry.verdict == verdict
    first = entry.findings[0]
    assert (first.level, first.by) == ("error", "contributor" if verdict == "needs-info" else "maintainer")
    assert words in first.message
    assert "/set " in first.hint
    assert f"A maintainer can let it pass: `/allow {first.rule}`." in first.hint


@pytest.mark.parametrize(
    ("proposal", "policy"),
    [
        pytest.param(GOOD, RANKED, id="a venue that counts"),
        pytest.param(replace(GOOD, venue="ICLR 2020"), RANKED, id="the first year"),
        pytest.param(replace(GOOD, venue=None), RANKED, id="a welcome preprint"),
        pytest.param(GOOD, OWN, id="a venue of its own"),
        pytest.param(replace(OUTSIDE, venue="TechRxiv 1990"), 'venues: "any"', id="a list without a scope"),
    ],
)
def test_what_is_in_the_scope_is_ready(proposal: Proposal, policy: str) -> None:
    (entry,) = review(proposal, levels=BINDING, policy=policy)
    assert (entry.verdict, entry.findings) == ("ready", ())


def test_what_the_contributor_can_mend_comes_first() -> None:
    (entry,) = review(replace(OLD, section=None), levels=BINDING)
    assert entry.verdict == "needs-info"
    assert findings(entry) == {"section-missing": "error", "year-policy": "error"}


def test_a_listed_paper_is_not_held_against_the_scope() -> None:
    again = Proposal(urls=("https://arxiv.org/abs/1706.03762",), section="Serving")
    for policy in (RANKED, 'venues: "own"\n  extra_venues: ["ICLR"]'):
        (entry,) = review(again, levels=BINDING, policy=policy)
        assert (entry.verdict, findings(entry)) == ("ready", {"improvement": "note"})


def test_a_scope_that_does_not_bind_asks_for_nothing() -> None:
    (entry,) = review(Proposal(title="New", urls=("https://example.org/x",), section="Attention"))
    assert (entry.verdict, entry.findings) == ("ready", ())


def test_errors_come_first_whatever_the_list_made_of_them() -> None:
    (entry,) = review(replace(OLD, title="Hello <b>", urls=(f"{LINK}?utm_source=x",)), levels=BINDING)
    assert [finding.level for finding in entry.findings] == ["error", "warning", "note"]


def test_what_a_maintainer_allowed_no_longer_stands_in_the_way_and_says_who_allowed_it() -> None:
    (entry,) = review(OLD, levels=BINDING, allowed={"year-policy": "ada"})
    assert entry.verdict == "ready"
    (finding,) = entry.findings
    assert (finding.level, finding.hint) == ("note", "Allowed by `ada`.")
    assert "2013" in finding.message


def test_a_wrong_alarm_about_a_title_can_be_allowed() -> None:
    facts = {Identifier("arxiv", "2407.08608"): Metadata("arXiv", title="Something else entirely")}
    (entry,) = review(GOOD, facts=facts)
    assert (entry.verdict, findings(entry)) == ("needs-info", {"title-differs": "error"})
    (entry,) = review(GOOD, facts=facts, allowed={"title-differs": "ada"})
    assert (entry.verdict, findings(entry)) == ("ready", {"title-differs": "note"})


def test_one_entry_of_several_is_allowed_and_the_command_names_it() -> None:
    other = replace(OLD, title="Another old paper", urls=("https://arxiv.org/abs/2407.08609",))
    allowed, held = review(OLD, other, levels=BINDING, allowed={"year-policy": "ada"})
    assert (allowed.verdict, held.verdict) == ("ready", "needs-maintainer")
    assert "`/allow 2 year-policy`" in held.findings[0].hint


@pytest.mark.parametrize("rule", [rule.id for rule in SUBMISSION if not rule.allowable])
def test_a_rule_that_keeps_the_data_valid_is_never_lifted(rule: str) -> None:
    broken = Proposal(title="x" * 301, urls=("ftp://x",), section="Cooking")
    (free,) = review(broken, allowed={rule: "ada"})
    assert free.findings == review(broken)[0].findings


def test_who_allowed_it_is_shown_and_nothing_in_the_name_fires() -> None:
    (entry,) = review(OLD, levels=BINDING, allowed={"year-policy": "`@all`<b>"})
    assert entry.findings[0].hint == "Allowed by `` `@all`<b> ``."


def test_a_papers_own_file_is_held_against_the_scope_too() -> None:
    text = (
        'title: "Old"\nvenue: "ICLR"\nyear: 2013\nsections:\n  attention: 10\n'
        'links:\n  - {label: "Paper", url: "https://example.org/x"}\n'
    )
    proposal = Proposal(operation="add", record=FileDiff("data/papers/old.yaml", "added", after=text))
    (entry,) = review(proposal, levels=BINDING)
    assert (entry.verdict, findings(entry)) == ("needs-maintainer", {"year-policy": "error"})


@given(
    st.dictionaries(
        st.sampled_from([rule.id for rule in SUBMISSION if "error" in rule.settings]),
        st.sampled_from(["off", "note", "warning", "error"]),
    ),
    st.dictionaries(st.sampled_from([rule.id for rule in SUBMISSION]), st.just("ada")),
)
def test_allowing_something_never_makes_a_verdict_worse(levels: dict[str, Setting], allowed: dict[str, str]) -> None:
    proposal = replace(OUTSIDE, title="Hello <b> Аttention", year=2013)
    order = ["ready", "needs-maintainer", "needs-info"]
    (strict,), (lenient,) = review(proposal, levels=levels), review(proposal, levels=levels, allowed=allowed)
    assert order.index(lenient.verdict) <= order.index(strict.verdict)
    assert {finding.rule for finding in lenient.findings} == {finding.rule for finding in strict.findings}
    assert lenient.hash == strict.hash


def test_a_venue_with_a_slip_is_offered_with_its_command_and_another_is_not() -> None:
    (slip,), (other,) = review(replace(GOOD, venue="NeurIPSS 2025")), review(replace(GOOD, venue="Qqq 2025"))
    assert slip.findings[0].hint == "Did you mean NeurIPS? Then comment `/set venue NeurIPS 2025`."
    assert "mean" not in other.findings[0].hint


@pytest.mark.parametrize("rule", ALLOWABLE)
def test_a_maintainer_names_the_rule_to_allow(rule: str) -> None:
    assert read_rule(f" {rule.upper()} ") == rule


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("venue-polcy", "did you mean `venue-policy`?", id="a slip"),
        pytest.param("", "there are `link-no-paper`", id="nothing"),
        pytest.param("schema", "`schema` cannot be allowed; only `link-no-paper`", id="a rule of the data"),
        pytest.param("`@all`" * 5_000, "there is no such rule", id="rubbish"),
    ],
)
def test_another_word_is_refused_with_what_was_perhaps_meant(text: str, words: str) -> None:
    with pytest.raises(FieldError) as refusal:
        read_rule(text)
    assert words in str(refusal.value)
    assert "@" not in str(refusal.value)
