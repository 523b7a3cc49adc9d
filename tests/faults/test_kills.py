"""The clerk's process is killed where it stands, again and again. `make faults` does so 50 times."""

from tests.faults.runs import tell_at_once, tell_killing
from tests.faults.state import compare

CHAPTERS = ("completion", "list_edit", "pause")


def test_a_clerk_that_is_killed_three_times_ends_where_it_would_have() -> None:
    undisturbed = tell_at_once(CHAPTERS)
    killed = tell_killing(CHAPTERS, kills=3, gap=undisturbed.calls // 5, seed=1)
    assert compare(undisturbed.state, killed.state) == ""
    assert killed.wrong == []
    assert killed.starts == 4
    assert killed.deliveries >= 60
