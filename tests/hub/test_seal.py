"""The seal on the bot's comments."""

import pytest

from bot.hub.seal import Seal

OLD, NEW = b"an old key of the operator's", b"a new key of the operator's"
WORDS = "### Ready\n\n<!-- paperclerk:state {} -->"
SEALED = Seal([NEW]).close("1#7", WORDS)


@pytest.mark.parametrize(
    ("keys", "place", "text", "good"),
    [
        pytest.param([NEW], "1#7", SEALED, True, id="as it was written"),
        pytest.param([NEW], "1#7", f"{SEALED}\r\n", True, id="GitHub ends a text in its own way"),
        pytest.param([NEW, OLD], "1#7", Seal([OLD]).close("1#7", WORDS), True, id="by a key that is replaced"),
        pytest.param([NEW], "1#7", Seal([OLD]).close("1#7", WORDS), False, id="by a key that counts no more"),
        pytest.param([NEW], "1#7", SEALED.replace("Ready", "ready"), False, id="a word was changed"),
        pytest.param([NEW], "1#8", SEALED, False, id="of another thread"),
        pytest.param([NEW], "2#7", SEALED, False, id="of another repository"),
        pytest.param([NEW], "1", SEALED, False, id="of a shorter place"),
        pytest.param([NEW], "1#7", WORDS, False, id="none"),
        pytest.param([NEW], "1#7", f"{SEALED}\n{WORDS}", False, id="not at the end"),
        pytest.param([], "1#7", SEALED, True, id="without a key nothing can be said"),
        pytest.param([], "1#7", WORDS, True, id="without a key nothing is sealed"),
    ],
)
def test_a_seal_is_good_for_one_text_in_one_place(keys: list[bytes], place: str, text: str, good: bool) -> None:
    assert Seal(keys).open(place, text)[1] is good


def test_what_is_read_is_what_was_written() -> None:
    assert Seal([NEW]).open("1#7", SEALED)[0] == WORDS
    assert Seal().open("1#7", SEALED)[0] == WORDS
    assert Seal().close("1#7", WORDS) == WORDS
