import pytest

from contest.bank.picture_models import StoredPicture
from contest.bank.picture_queries import check_kept, pictures_of
from contest.bank.picture_service import keep_pictures
from contest.bank.picture_words import question_text, words_alone
from questions.checks import Code
from questions.pictures import picture_of
from tests.contest.factories import NOON
from tests.questions.builders import PNG, build_question

FIRST, SECOND = picture_of(PNG), picture_of(PNG + b"other")


@pytest.fixture
def kept(rows):
    keep_pictures([FIRST], NOON)
    return FIRST


def test_a_picture_is_kept_once(rows, kept):
    keep_pictures([SECOND, FIRST, FIRST], NOON)
    assert rows.query(StoredPicture).count() == 2


def test_two_may_keep_the_same_picture_at_once(rows, kept, monkeypatch):
    monkeypatch.setattr("contest.bank.picture_service.hold_names", lambda _names: set())
    keep_pictures([FIRST], NOON)
    assert rows.query(StoredPicture).count() == 1


def test_nothing_is_kept_of_nothing(rows):
    keep_pictures([], NOON)
    assert rows.query(StoredPicture).count() == 0


def test_the_pictures_that_texts_show_are_found(rows, kept):
    texts = [f"Xem {FIRST.mark()} và {SECOND.mark()}", "không có hình"]
    assert pictures_of(texts) == (FIRST,)


def test_texts_without_pictures_ask_nothing(rows):
    assert pictures_of(["không có hình"]) == ()


@pytest.mark.parametrize(("picture", "is_missed"), [(FIRST, False), (SECOND, True)])
def test_a_kept_picture_is_not_missed_in_a_question(rows, kept, picture, is_missed):
    question = build_question(stem=f"Hình nào? {picture.mark('cổng')}")
    found = [each.code for each in check_kept(question)]
    assert (Code.PICTURE_MISSING in found) is is_missed


def test_who_knows_its_name_sees_a_picture_and_may_keep_it(client, kept):
    answer = client.get(f"/pictures/{kept.name}")
    assert (answer.data, answer.content_type) == (PNG, "image/png")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"


def test_a_picture_that_is_there_already_is_not_sent_again(client, kept):
    tag = client.get(f"/pictures/{kept.name}").headers["ETag"]
    assert client.get(f"/pictures/{kept.name}", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("name", [SECOND.name, "x", "..%2Fconfig", FIRST.name.upper()])
def test_an_unknown_picture_is_not_found(client, kept, name):
    assert client.get(f"/pictures/{name}").status_code == 404


NAME = "0123456789abcdef0123"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điều 1 <b> & 2", "Điều 1 &lt;b&gt; &amp; 2"),
        ("dòng một\ndòng hai", "dòng một<br>dòng hai"),
        (f'[[picture:{NAME}|Sơ đồ "một cửa"]]', 'alt="Sơ đồ &#34;một cửa&#34;"'),
        (f"a [[picture:{NAME}]] b", 'alt="Hình trong câu hỏi"'),
        (f"a [[picture:{NAME}]] b", f'src="/pictures/{NAME}"'),
        ("[[picture:../secret]]", "[[picture:../secret]]"),
    ],
)
def test_a_question_is_shown_with_its_lines_and_pictures_and_no_mark_up(rows, text, expected):
    assert expected in question_text(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Theo [[picture:{NAME}|sơ đồ]] này", "Theo sơ đồ này"),
        (f"[[picture:{NAME}]]", "[hình]"),
    ],
)
def test_a_list_has_words_in_the_place_of_pictures(rows, text, expected):
    assert words_alone(text) == expected


@pytest.mark.parametrize(
    ("picture", "room"),
    [
        (FIRST, ' width="2" height="1">'),
        (picture_of(PNG[:16] + bytes(8)), 'alt="Hình trong câu hỏi">'),
        (picture_of(PNG[:16] + b"\xff" * 8), 'alt="Hình trong câu hỏi">'),
        (picture_of(PNG[:8]), 'alt="Hình trong câu hỏi">'),
    ],
)
def test_a_picture_whose_size_is_known_has_its_room_kept(rows, picture, room):
    keep_pictures([picture], NOON)
    assert room in question_text(picture.mark())
