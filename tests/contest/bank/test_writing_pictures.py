"""Pictures of questions, as a writer adds them."""

import io

import pytest

from contest.bank.picture_models import StoredPicture
from questions.pictures import picture_of
from tests.questions.builders import PNG

PICTURE = picture_of(PNG)


@pytest.mark.parametrize(
    ("place", "field"), [("stem", "stem"), ("1", "options-1-text"), ("explanation", "explanation")]
)
def test_a_picture_is_kept_and_its_mark_put_where_it_is_wanted(rows, written, place, field):
    given = {"more": "picture", "picture_place": place, "picture_words": "Sơ đồ"}
    answer, _ = written(**given, picture=(io.BytesIO(PNG), "a.png"))
    assert rows.get(StoredPicture, PICTURE.name)
    text = answer.text.partition(f'name="{field}"')[2].partition("</textarea>")[0]
    assert PICTURE.mark("Sơ đồ") in text
    assert f'src="/pictures/{PICTURE.name}" alt="Sơ đồ"' in answer.text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Vui lòng chọn một hình PNG, JPEG, GIF hoặc WebP."),
        (b"<svg/>", "Vui lòng chọn một hình PNG, JPEG, GIF hoặc WebP."),
        (PNG + bytes(100), "Hình nặng quá 1 MB."),
    ],
)
def test_what_is_no_picture_is_refused_and_what_was_typed_is_kept(
    rows, written, monkeypatch, content, sentence
):
    monkeypatch.setattr("questions.pictures.MOST_BYTES", 100)
    answer, _ = written(more="picture", picture=(io.BytesIO(content), "a.png"))
    assert (answer.status_code, rows.query(StoredPicture).count()) == (422, 0)
    assert sentence in answer.text
    assert "Nộp qua mạng" in answer.text


def test_a_question_with_a_picture_is_found_by_its_words_alone(written):
    _, [question] = written(stem=f"Theo {PICTURE.mark('sơ đồ')} thì sao?", right="0")
    assert question.latest.folded.startswith("theo so do thi sao")


def test_the_page_of_a_question_shows_its_picture(written, client):
    answer, _ = written(stem=f"Xem {PICTURE.mark()}", right="0")
    assert f'src="/pictures/{PICTURE.name}"' in client.get(answer.location).text


def chosen():
    """The file as a browser sends it; a file is read once."""
    return io.BytesIO(PNG), "a.png"


def test_a_picture_that_was_chosen_is_saved_without_its_own_button(rows, written):
    _, [question] = written(picture=chosen(), picture_words="Sơ đồ", right="0")
    assert question.latest.stem == f"Thủ tục này thế nào? {PICTURE.mark('Sơ đồ')}"
    assert rows.get(StoredPicture, PICTURE.name)


@pytest.mark.parametrize("wish", ["options", "basis", "kind"])
def test_a_picture_that_was_chosen_stays_when_something_else_is_added(written, wish):
    answer, _ = written(more=wish, picture=chosen(), picture_words="Sơ đồ")
    assert PICTURE.mark("Sơ đồ") in answer.text


@pytest.mark.parametrize("more", ["picture", ""])
def test_a_picture_without_words_is_asked_for_them_and_kept(rows, written, more):
    answer, questions = written(more=more, picture=chosen(), right="0")
    assert (answer.status_code, questions) == (422, [])
    assert "Vui lòng mô tả hình" in answer.text
    assert f'src="/pictures/{PICTURE.name}"' in answer.text
    _, [question] = written(picture_kept=PICTURE.name, picture_words="Sơ đồ", right="0")
    assert PICTURE.mark("Sơ đồ") in question.latest.stem


def test_a_picture_without_words_can_be_left_out(written):
    written(picture=chosen())
    answer, _ = written(more="no-picture", picture_kept=PICTURE.name)
    assert answer.status_code == 200
    assert PICTURE.name not in answer.text


def test_a_picture_that_is_not_kept_is_not_taken(written):
    answer, questions = written(picture_kept="0" * 20, picture_words="Sơ đồ", right="0")
    assert (answer.status_code, questions) == (422, [])
    assert "Vui lòng chọn một hình" in answer.text


def test_words_without_a_picture_ask_for_it(written):
    answer, questions = written(picture_words="Sơ đồ", right="0")
    assert (answer.status_code, questions) == (422, [])
    assert "chưa chọn hình" in answer.text


def test_a_refused_picture_is_told_with_the_other_errors(written):
    answer, _ = written(picture=(io.BytesIO(b"<svg/>"), "a.svg"), stem="")
    assert "Vui lòng chọn một hình" in answer.text
    assert "Vui lòng nhập câu hỏi." in answer.text


def test_where_a_picture_went_is_told(written):
    answer, _ = written(more="picture", picture_place="1", picture=chosen(), picture_words="Sơ đồ")
    assert "Đã đặt hình vào cuối phần “Phương án B”" in answer.text


def test_a_picture_never_goes_into_an_option_that_is_not_shown(written):
    given = {"kind": "true-false", "picture_place": "1", "picture_words": "Sơ đồ"}
    _, [question] = written(**given, picture=chosen(), right="0")
    assert PICTURE.mark("Sơ đồ") in question.latest.stem
