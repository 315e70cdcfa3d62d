"""Questions of each kind, as a writer writes them."""

import re

import pytest

from contest.bank.models import Question
from questions.model import Kind

HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
BUTTON = re.compile(r"<button[^>]*>")
STATEMENTS = {
    f"options-{at}-{part}": value
    for at in range(4)
    for part, value in (("text", f"Ý thứ {at}"), ("truth", "01"[at % 2]))
}


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


def test_options_outlive_a_visit_to_true_or_false(written):
    answer, _ = written(kind="true-false", kind_shown="single", **{"options-0-stays": "y"})
    carried = dict(HIDDEN.findall(answer.text))
    assert carried["options-0-text"] == "Nộp tại Bộ phận Một cửa"
    assert carried["options-1-text"] == "Nộp qua mạng"
    assert carried["options-0-stays"] == "y"
    assert "options-1-stays" not in carried


def test_a_long_option_of_another_kind_does_not_keep_true_or_false_from_being_saved(written):
    _, [question] = written(kind="true-false", right="0", **{"options-0-text": "a" * 601})
    assert question.latest.kind is Kind.TRUE_FALSE


def test_true_and_false_are_not_typed_options_of_another_kind(written, client):
    _, [question] = written(kind="true-false", right="0")
    page = client.get(f"/hosts/{question.host.public_id}/questions/{question.public_id}/edit").text
    assert not any(value for name, value in HIDDEN.findall(page) if name.startswith("options"))


def test_who_changes_the_kind_and_saves_is_told_what_to_look_at(written):
    answer, _ = written(kind="several", kind_shown="single", right="0")
    assert "câu hỏi chưa được lưu" in answer.text
    assert "câu hỏi chưa được lưu" not in written(more="kind", kind="several")[0].text


@pytest.mark.parametrize("kind", ["single", "statements"])
def test_an_error_of_the_options_leads_to_them(written, kind):
    answer, _ = written(kind=kind, **{"options-1-text": ""})
    assert 'href="#options"' in answer.text
    assert 'id="options"' in answer.text


def test_statements_are_called_by_the_letters_that_entrants_see(written):
    page = written(kind="statements", more="kind")[0].text
    assert "Ý a" in page
    assert "Ý A" not in page


@pytest.mark.parametrize(
    ("button", "place"),
    [("kind", "answers"), ("options", "options-2"), ("basis", "basis-1"), ("picture", "pictures")],
)
def test_a_button_leads_back_to_what_it_adds(written, button, place):
    page = written()[0].text
    [tag] = [each for each in BUTTON.findall(page) if f'value="{button}"' in each]
    assert f'formaction="#{place}"' in tag
    assert f'id="{place}"' in written(more=button)[0].text
