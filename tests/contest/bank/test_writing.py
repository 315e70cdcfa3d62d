"""Questions of each kind, and their pictures, as a writer writes them."""

import io

import pytest

from contest.bank.models import Question
from contest.bank.picture_models import StoredPicture
from contest.rules.roles import Role
from questions.model import Kind
from questions.pictures import picture_of
from tests.contest.bank.factories import make_audience, make_topic
from tests.contest.conftest import TOKEN
from tests.contest.factories import PASSWORD, make_account, make_host
from tests.questions.builders import PNG

PICTURE = picture_of(PNG)
STATEMENTS = {
    f"options-{at}-{part}": value
    for at in range(4)
    for part, value in (("text", f"Ý thứ {at}"), ("truth", "01"[at % 2]))
}


@pytest.fixture
def written(rows, client):
    """Send the form of a new question of a host; returns the answer and the host's questions."""
    host = make_host()
    token = TOKEN.search(client.get("/staff/sign-in").text)[1]
    account = make_account(host, Role.WRITER)
    sign_in = {"email": account.email, "password": PASSWORD, "csrf_token": token}
    client.post("/staff/sign-in", data=sign_in)
    address = f"/hosts/{host.public_id}/questions/new"
    usual = {
        "kind": "single",
        "stem": "Thủ tục này thế nào?",
        "options-0-text": "Nộp tại Bộ phận Một cửa",
        "options-1-text": "Nộp qua mạng",
        "topic": make_topic().code,
        "difficulty": "easy",
        "audiences": make_audience().code,
    }

    def written(**given):
        found = TOKEN.search(client.get(address).text)[1]
        data = usual | given | {"csrf_token": found}
        answer = client.post(address, data={key: each for key, each in data.items() if each})
        return answer, rows.query(Question).filter_by(host_id=host.id).all()

    return written


def right_of(question):
    return [bool(each["right"]) for each in question.latest.options]


def test_of_several_each_right_option_is_kept(written):
    _, [question] = written(kind="several", rights=["0", "1"])
    assert (question.latest.kind, right_of(question)) == (Kind.SEVERAL, [True, True])


@pytest.mark.parametrize(("right", "expected"), [("0", [True, False]), ("1", [False, True])])
def test_true_or_false_needs_no_options_typed(written, right, expected):
    _, [question] = written(kind="true-false", right=right)
    assert [each["text"] for each in question.latest.options] == ["Đúng", "Sai"]
    assert right_of(question) == expected
    assert all(each["stays"] for each in question.latest.options)


def test_each_of_four_statements_is_true_or_false(written):
    _, [question] = written(kind="statements", **STATEMENTS)
    assert (question.latest.kind, right_of(question)) == (Kind.STATEMENTS, [True, False] * 2)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        pytest.param({"kind": "several"}, "Vui lòng chọn các phương án đúng.", id="several"),
        pytest.param({"kind": "true-false"}, "Vui lòng chọn phương án đúng.", id="true-false"),
        pytest.param({"kind": "statements"}, "Dạng này cần đúng bốn ý.", id="two-statements"),
        pytest.param(
            {"kind": "statements"} | STATEMENTS | {"options-2-truth": ""},
            "Vui lòng chọn Đúng hoặc Sai cho từng ý.",
            id="one-not-judged",
        ),
        pytest.param({"kind": "essay"}, "Dạng câu hỏi", id="forged-kind"),
        pytest.param(
            {"kind": "several", "rights": ["0", "2"], "options-2-text": " "},
            "chưa có nội dung",
            id="blank",
        ),
    ],
)
def test_a_key_that_does_not_fit_the_kind_is_refused(written, given, sentence):
    answer, questions = written(**given)
    assert (answer.status_code, questions) == (422, [])
    assert sentence in answer.text


def test_who_changes_the_kind_and_saves_is_shown_the_form_of_that_kind(written):
    answer, questions = written(kind="true-false", kind_shown="single", right="0")
    assert (answer.status_code, questions) == (200, [])
    assert "Câu này đúng hay sai?" in answer.text
    assert "Thủ tục này thế nào?" in answer.text


def test_what_was_right_of_another_kind_is_not_right_of_this(written):
    answer, _ = written(kind="true-false", kind_shown="single", right="0")
    assert 'name="right" type="radio" value="0" checked' not in answer.text


def test_an_edit_begins_with_what_was_judged(written, client):
    _, [question] = written(kind="statements", **STATEMENTS)
    page = client.get(f"/hosts/{question.host.public_id}/questions/{question.public_id}/edit").text
    assert page.count("checked") == 1 + 4 + 1 + 1  # kind, statements, difficulty, audience


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


@pytest.mark.parametrize(
    ("kind", "options", "words"),
    [
        (Kind.SEVERAL, "AB", "<strong>A.</strong> A<br><strong>B.</strong> B"),
        (Kind.STATEMENTS, "ABcd", "<strong>a) Đúng</strong>; <strong>b) Đúng</strong>"),
    ],
)
def test_the_key_of_a_question_is_said_by_its_kind(written, rows, client, kind, options, words):
    written(right="0")
    version = rows.query(Question).one().latest
    version.kind = kind
    version.options = [{"text": each, "right": each.isupper(), "stays": False} for each in options]
    rows.commit()
    question = version.question
    page = client.get(f"/hosts/{question.host.public_id}/questions/{question.public_id}").text
    assert words in " ".join(page.split())
