import hashlib
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.lots import Draw, DrawRefused, lot, lots

SECRET, ROOT = bytes(range(32)), bytes(32)
published = st.builds(
    Draw,
    st.binary(min_size=32, max_size=32),
    st.binary(min_size=32, max_size=32),
    st.text("0123456789", min_size=1, max_size=40),
)
numbers = st.lists(st.text("0123456789", min_size=9, max_size=9), unique=True, max_size=20)


@given(published, numbers)
def test_anybody_can_draw_again_from_what_is_published(draw, contest_numbers):
    """By the words of the docstring alone, with nothing of ours."""
    for number, found in lots(draw, contest_numbers).items():
        said = f"lot:{draw.secret.hex()}:{draw.root.hex()}:{draw.public_number}:{number}"
        assert f"{found:014x}" == hashlib.sha256(said.encode("ascii")).hexdigest()[:14]


def test_the_command_in_the_docstring_gives_the_same():
    command = "printf 'lot:%s:%s:%s:%s' \"$@\" | sha256sum | cut -c1-14"
    given_ = [SECRET.hex(), ROOT.hex(), "04213", "123456789"]
    done = subprocess.run(
        ["sh", "-c", command, "-", *given_], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == f"{lot(SECRET, ROOT, '04213', '123456789'):014x}"


@pytest.mark.parametrize(
    "given_",
    [
        (bytes(32), ROOT, "04213", "123456789"),
        (SECRET, SECRET, "04213", "123456789"),
        (SECRET, ROOT, "4213", "123456789"),
        (SECRET, ROOT, "04213", "123456780"),
    ],
)
def test_each_part_has_a_say(given_):
    assert lot(*given_) != lot(SECRET, ROOT, "04213", "123456789")


def test_without_the_public_number_nothing_is_drawn():
    assert lots(None, ["123456789"]) == {}


@pytest.mark.parametrize("text", ["", "12 34", "abc", "١٢", "1" * 41, "12\n"])
def test_a_public_number_is_digits(text):
    with pytest.raises(DrawRefused) as refused:
        Draw(SECRET, ROOT, text)
    assert refused.value.code == "draw-public-number"


@given(published, numbers)
def test_a_lot_fits_a_signed_column_of_64_bits(draw, contest_numbers):
    assert all(0 <= each < 2**63 for each in lots(draw, contest_numbers).values())
