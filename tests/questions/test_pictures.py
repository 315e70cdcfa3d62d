import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.pictures import (
    MOST_BYTES,
    PictureRefused,
    Place,
    each_once,
    names_in,
    picture_of,
    pieces,
    without_marks,
)
from tests.questions.builders import PNG

GIF = b"GIF89a" + struct.pack("<HH", 3, 4)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 6, 5)
WEBP = b"RIFF\n\n\n\nWEBPVP8X" + bytes(8) + b"\x06\x00\x00\x07\x00\x00"
PICTURE = picture_of(PNG)


@pytest.mark.parametrize(
    ("content", "media_type", "size"),
    [
        (PNG, "image/png", (2, 1)),
        (GIF, "image/gif", (3, 4)),
        (JPEG, "image/jpeg", (5, 6)),
        (WEBP, "image/webp", (7, 8)),
        (PNG[:8], "image/png", None),
        (GIF[:6], "image/gif", None),
        (JPEG[:8], "image/jpeg", None),
        (b"\xff\xd8\xff" + bytes(9), "image/jpeg", None),
        (WEBP.replace(b"VP8X", b"VP8L"), "image/webp", None),
        (WEBP[:20], "image/webp", None),
    ],
)
def test_pictures_are_known_by_how_they_begin(content, media_type, size):
    picture = picture_of(content)
    assert (picture.media_type, picture.size) == (media_type, size)


@pytest.mark.parametrize(
    "content", [b"", b"<svg/>", b"BM", b"\xd7\xcd\xc6\x9a", b"GIF88a", b" \x89PNG\r\n\x1a\n"]
)
def test_other_bytes_are_no_picture(content):
    with pytest.raises(PictureRefused, match="picture-kind"):
        picture_of(content)


def test_a_picture_has_at_most_a_mebibyte():
    assert picture_of(PNG + bytes(MOST_BYTES - len(PNG))).size == (2, 1)
    with pytest.raises(PictureRefused, match="picture-too-large"):
        picture_of(PNG + bytes(MOST_BYTES - len(PNG) + 1))


def test_the_same_picture_has_one_name():
    assert picture_of(PNG).name == PICTURE.name != picture_of(GIF).name


def test_words_in_a_mark_cannot_end_it():
    assert PICTURE.mark(" a]] [b|\nc ") == f"[[picture:{PICTURE.name}|a b c]]"


@pytest.mark.parametrize("words", ["", " ", "[]"])
def test_a_mark_needs_no_words(words):
    assert PICTURE.mark(words) == f"[[picture:{PICTURE.name}]]"


def test_a_text_is_words_and_pictures_in_their_order():
    text = f"a {PICTURE.mark('bản đồ')}{PICTURE.mark()} b"
    place = Place(PICTURE.name, "bản đồ")
    assert list(pieces(text)) == ["a ", place, Place(PICTURE.name, ""), " b"]
    assert names_in("x", text) == {PICTURE.name}
    assert without_marks(text) == "a bản đồ  b"


@given(st.text("[]pictures:|0f ", max_size=60) | st.text())
def test_what_is_no_mark_is_words(text):
    assert "".join(each if isinstance(each, str) else "" for each in pieces(text)) == text
    assert without_marks(text) == text


@given(st.text())
def test_a_mark_is_found_whatever_its_words(words):
    (place,) = pieces(PICTURE.mark(words))
    assert place.name == PICTURE.name


def test_pictures_are_each_there_once_by_their_names():
    gif = picture_of(GIF)
    assert each_once([gif, PICTURE, gif]) == tuple(
        sorted([gif, PICTURE], key=lambda each: each.name)
    )


@given(st.binary(max_size=40), st.sampled_from([PNG[:8], b"GIF89a", b"\xff\xd8\xff", WEBP[:16]]))
def test_any_header_has_a_size_or_none(end, start):
    size = picture_of(start + end).size
    assert size is None or len(size) == 2
