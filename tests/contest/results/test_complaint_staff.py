import pytest

from contest.db import db
from contest.results import complaint_queries as queries
from contest.results import complaint_service as service
from contest.results.complaint_models import Channel
from contest.rules.complaints import Kind, State
from contest.rules.roles import Role
from contest.rules.verification import State as EntryState
from tests.contest.contests.factories import make_published
from tests.contest.factories import make_account
from tests.contest.results.complaint_factories import (
    NUMBER,
    TUESDAY,
    acts,
    make_complaint,
    make_result_complaint,
    only,
    staff_url,
)
from tests.contest.results.factories import make_sat_round


def paper(**given):
    usual = {
        "received_on": "13/5/2030", "kind": "running", "number": "", "name": "Trần Thị Giấy",
        "contact": "0912 345 678", "round": "", "other": "", "position": "", "event_on": "",
        "words": "Thông báo không rõ.",
    }  # fmt: skip
    return usual | given


def test_staff_enter_one_on_paper(client, post, log_in, complained, organiser):
    log_in(organiser)
    answer = post(staff_url(complained.contest, "/paper"), **paper())
    assert answer.status_code == 303
    made = only()
    assert (made.channel, made.received_by, made.person) == (Channel.PAPER, organiser, None)
    assert "Trần Thị Giấy, 0912 345 678" in client.get(answer.location).text


def test_on_paper_an_entrants_result_finds_the_attempt(client, post, log_in, attempt, organiser):
    log_in(organiser)
    contest = attempt.round.contest
    given = paper(kind="result", number=attempt.person.number, round="1", position="2")
    post(staff_url(contest, "/paper"), **given)
    assert (only().about_person, only().position) == (attempt.person, 2)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": ""}, "Vui lòng nhập số báo danh, hoặc họ và tên."),
        ({"number": NUMBER}, "Không có người dự thi mang số báo danh này."),
        ({"received_on": "1/1/2031"}, "Ngày nhận đơn không thể ở tương lai."),
        ({"position": "3"}, "Không có bài thi nào của người này có câu số đó."),
    ],
)
def test_a_paper_that_fits_nobody_is_refused(
    client, post, log_in, complained, organiser, given, said
):
    log_in(organiser)
    answer = post(staff_url(complained.contest, "/paper"), **paper(**given))
    assert answer.status_code == 422
    assert said in answer.text


def test_the_register_is_filtered(client, log_in, complained, attempt, organiser):
    make_result_complaint(attempt)
    log_in(organiser)
    shown = client.get(staff_url(complained.contest, "?kind=result")).text
    hidden = client.get(staff_url(complained.contest, "?kind=running&state=none")).text
    assert attempt.person.name in shown
    assert attempt.person.name not in hidden


def test_the_register_is_taken_away_as_a_workbook(
    client, post, log_in, complained, attempt, organiser
):
    make_result_complaint(attempt, words="=1+1")
    log_in(organiser)
    url = staff_url(complained.contest)
    assert post(f"{url}/workbook", url).data.startswith(b"PK")
    assert "complaints-exported" in acts()


def test_who_wrote_the_question_is_named_and_not_offered(
    client, log_in, complained, attempt, organiser
):
    made = make_result_complaint(attempt, position=2)
    made.question_version.author_id = organiser.id
    db.session.commit()
    log_in(organiser)
    page = client.get(staff_url(complained.contest, f"/{made.public_id}")).text
    assert f"{organiser.name}: đã soạn, thẩm định hoặc duyệt câu hỏi, đáp án" in page
    assert f'value="{organiser.public_id}"' not in page


def test_who_wrote_the_question_is_refused_even_by_a_made_up_form(
    client, post, log_in, complained, attempt, organiser
):
    made = make_result_complaint(attempt, position=2)
    made.question_version.author_id = organiser.id
    db.session.commit()
    log_in(organiser)
    url = staff_url(complained.contest, f"/{made.public_id}")
    assert post(f"{url}/assign", url, answerer=organiser.public_id).status_code == 409


def test_a_complaint_goes_its_whole_way(client, post, log_in, complained, attempt, organiser):
    made, judge = make_result_complaint(attempt), make_account(complained.contest.host, Role.JUDGE)
    url = staff_url(complained.contest, f"/{made.public_id}")
    log_in(organiser)
    post(f"{url}/assign", url, answerer=judge.public_id)
    log_in(judge)
    post(f"{url}/answer", effect="remark", why="Câu 2 sai.", is_outsider="y", passed_to="")
    assert made.waits_for_effect
    post(f"{url}/done", url, note="Đã chấm lại.")
    assert made.effect_note == "Đã chấm lại."
    assert acts()[-3:] == ["complaint-assigned", "complaint-answered", "complaint-effect-done"]


def test_another_than_the_answerer_does_not_answer(client, log_in, complained, attempt, organiser):
    made, by = make_result_complaint(attempt), make_account()
    service.assign(made, by, [], by, TUESDAY)
    db.session.commit()
    log_in(organiser)
    url = staff_url(complained.contest, f"/{made.public_id}/answer")
    assert client.get(url).status_code == 409


def test_an_answer_needs_the_word_of_no_relative(client, post, log_in, attempt, organiser):
    made = make_result_complaint(attempt)
    service.assign(made, organiser, [], organiser, TUESDAY)
    db.session.commit()
    log_in(organiser)
    url = staff_url(attempt.round.contest, f"/{made.public_id}/answer")
    answer = post(url, effect="none", why="Đúng.", passed_to="")
    assert answer.status_code == 422
    assert "Đúng." in answer.text


def test_passing_on_names_to_whom(client, post, log_in, attempt, organiser):
    made = make_result_complaint(attempt)
    service.assign(made, organiser, [], organiser, TUESDAY)
    db.session.commit()
    log_in(organiser)
    url = staff_url(attempt.round.contest, f"/{made.public_id}/answer")
    given = {"effect": "passed-on", "why": "Không thuộc thẩm quyền.", "is_outsider": "y"}
    assert post(url, **given, passed_to="").status_code == 422
    post(url, **given, passed_to="Công an xã")
    assert made.passed_to == "Công an xã"


def test_a_reinstatement_changes_the_entry_and_is_recorded(
    client, post, log_in, complained, attempt, organiser
):
    entry = queries.find_entry(complained.contest, attempt.person_id)
    entry.state = EntryState.NOT_RECOGNISED
    db.session.commit()
    made = make_complaint(complained.contest, entry.person, kind=Kind.REFUSAL, about=entry.person)
    service.assign(made, organiser, [], organiser, TUESDAY)
    db.session.commit()
    log_in(organiser)
    url = staff_url(complained.contest, f"/{made.public_id}/answer")
    post(url, effect="reinstated", why="Giấy tờ đúng.", is_outsider="y", passed_to="")
    assert entry.state is EntryState.ELIGIBLE
    assert acts()[-2:] == ["complaint-answered", "entry-reinstated"]


def test_one_is_not_taken_up_with_a_reason(client, post, log_in, complained, attempt, organiser):
    made = make_result_complaint(attempt)
    log_in(organiser)
    url = staff_url(complained.contest, f"/{made.public_id}")
    assert post(f"{url}/leave", url, why="").status_code == 422
    post(f"{url}/leave", url, why="Gửi muộn.")
    assert made.state is State.NOT_TAKEN_UP


def test_a_complaint_of_another_contest_is_not_found(client, log_in, complained, attempt):
    made = make_result_complaint(attempt)
    other = make_sat_round().round.contest
    log_in(make_account(other.host, Role.ORGANISER))
    assert client.get(staff_url(other, f"/{made.public_id}")).status_code == 404


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"window": "days", "days": "3", "counted": "calendar"}, "Nhận khiếu nại trong 3 ngày kể"),
        ({"window": "until", "until": "22/5/2030"}, "Nhận khiếu nại đến hết ngày 22/5/2030."),
        ({"window": "before"}, "Nhận khiếu nại đến trước ngày trao giải (chưa định ngày)."),
        (
            {"window": "before", "awarding": "18/6/2030"},
            "Nhận khiếu nại đến trước ngày trao giải 18/6/2030.",
        ),
    ],
)
def test_the_terms_that_are_set_are_read(client, post, log_in, rows, given, said):
    contest = make_published()
    log_in(make_account(contest.host, Role.ORGANISER))
    usual = {
        "days": "", "counted": "working", "until": "", "awarding": "", "answer_days": "10",
        "answer_counted": "working", "place": "",
    }  # fmt: skip
    assert post(staff_url(contest, "/terms"), **usual | given).status_code == 303
    assert said in client.get(f"/c/{contest.public_id}").text


@pytest.mark.parametrize("window", ["days", "until"])
def test_terms_that_lack_their_day_are_refused(client, post, log_in, complained, organiser, window):
    log_in(organiser)
    given = {"window": window, "answer_days": "10", "counted": "working"}
    url = staff_url(complained.contest, "/terms")
    assert post(url, **given, answer_counted="working").status_code == 422
