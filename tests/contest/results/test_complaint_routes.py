from contest.contests.models import Entry
from contest.db import db
from contest.results import complaint_queries as queries
from contest.results import complaint_service as service
from contest.results.complaint_models import Channel
from contest.rules.complaints import ComplaintFault, Effect, Kind, State
from contest.rules.verification import State as EntryState
from contest.web.entrants import _hash
from tests.contest.attempts.factories import make_device
from tests.contest.contests.factories import make_entry
from tests.contest.factories import make_account
from tests.contest.results.complaint_factories import (
    LATE,
    NUMBER,
    TUESDAY,
    acts,
    make_complaint,
    make_result_complaint,
    new_url,
    only,
    set_terms,
)
from tests.contest.results.factories import make_entrant, make_sat_round


def test_the_contest_page_says_the_terms_to_everybody(client, complained):
    page = client.get(f"/c/{complained.contest.public_id}").text
    assert "Nhận khiếu nại trong 5 ngày làm việc" in page
    assert "Ban Tổ chức trả lời trong 10 ngày làm việc" in page


def test_who_is_refused_entry_is_told_how_to_complain(client, post, complained):
    url = f"/c/{complained.contest.public_id}/register"
    complained.closes_at = LATE
    db.session.commit()
    assert "#khieu-nai" not in client.get(url).text
    assert "#khieu-nai" in post(url, name="").text


def test_without_terms_the_contest_page_says_nothing_of_complaints(client, complained):
    set_terms(complained.contest, None)
    assert "Khiếu nại" not in client.get(f"/c/{complained.contest.public_id}").text


def test_without_terms_nobody_complains_online(client, complained, known):
    set_terms(complained.contest, None)
    assert client.get(new_url(complained.contest)).status_code == 409


def test_an_entrant_of_another_host_finds_nothing(client, complained):
    make_device(make_entrant(make_sat_round().round), token_hash=_hash("other"))
    client.set_cookie("device", "other")
    assert client.get(new_url(complained.contest)).status_code == 404


def test_who_was_not_refused_is_not_asked_of_a_refusal(client, complained, known):
    assert "/refusal" not in client.get(new_url(complained.contest)).text


def test_who_was_not_recognised_may_complain_of_that(client, complained, known):
    queries.find_entry(complained.contest, known.id).state = EntryState.NOT_RECOGNISED
    db.session.commit()
    assert "/refusal" in client.get(new_url(complained.contest)).text


def test_the_result_page_leads_to_the_question(client, attempt, known):
    page = client.get(f"/attempts/{attempt.public_id}/result").text
    assert f"attempt={attempt.public_id}&amp;question=2" in page


def test_the_question_named_stands_in_the_form(client, complained, attempt, known):
    page = client.get(
        f"{new_url(complained.contest, 'result')}?attempt={attempt.public_id}&question=2"
    ).text
    assert 'name="position" type="text" value="2"' in page


def test_a_complaint_of_a_result_is_entered(client, post, complained, attempt, known):
    answer = post(
        new_url(complained.contest, "result"),
        attempt=attempt.public_id, position="2", words="Câu 2 sai.", page_key="p" * 22,
    )  # fmt: skip
    made = only()
    assert answer.status_code == 303
    assert (made.kind, made.about_person, made.position, made.channel, made.fault) == (
        Kind.RESULT, known, 2, Channel.ONLINE, "",
    )  # fmt: skip
    assert "complaint-received" in acts()


def test_a_double_click_enters_one(client, post, complained, known):
    for _ in range(2):
        post(new_url(complained.contest, "running"), round="", words="Sai giờ.", page_key="p" * 22)
    assert str(only().label) == "1/2030"
    assert acts().count("complaint-received") == 1


def test_a_question_that_the_paper_lacks_is_refused(client, post, complained, attempt, known):
    answer = post(
        new_url(complained.contest, "result"),
        attempt=attempt.public_id, position="9", words="Câu 9 sai.", page_key="p" * 22,
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Bài thi không có câu số này." in answer.text
    assert "Câu 9 sai." in answer.text


def test_another_entrants_attempt_is_not_taken(client, post, complained, known):
    others = db.session.query(Entry).filter_by(contest=complained.contest).all()[1].person
    other = queries.list_attempts(complained.contest, others)[0]
    answer = post(
        new_url(complained.contest, "result"),
        attempt=other.public_id,
        words="Sai.",
        page_key="p" * 22,
    )
    assert answer.status_code == 422


def test_a_number_that_nobody_has_is_refused(client, post, complained, known):
    answer = post(
        new_url(complained.contest, "another-entrant"),
        other=NUMBER, round="", words="Gian lận.", page_key="p" * 22,
    )  # fmt: skip
    assert answer.status_code == 422


def test_a_complaint_of_another_is_about_that_person(client, post, complained, known):
    other = make_entrant(complained)
    post(
        new_url(complained.contest, "another-entrant"),
        other=other.number, round="1", words="Gian lận.", page_key="p" * 22,
    )  # fmt: skip
    assert (only().about_person, only().round) == (other, complained)


def test_who_is_late_is_told_the_rule_before_sending(client, at, complained, known):
    at(LATE)
    page = client.get(new_url(complained.contest, "result")).text
    assert "Ngày cuối nhận khiếu nại là 20/5/2030, nay đã qua." in page


def test_a_late_one_is_entered_and_told_so(client, post, at, complained, attempt, known):
    at(LATE)
    post(
        new_url(complained.contest, "result"),
        attempt=attempt.public_id, words="Sai.", page_key="p" * 22,
    )  # fmt: skip
    assert only().fault == ComplaintFault.LATE
    page = client.get(f"/complaints/{only().public_id}").text
    assert "sau ngày cuối nhận khiếu nại là 20/5/2030" in page
    assert "Nhận khiếu nại trong 5 ngày làm việc" in page


def test_nobody_follows_anothers_complaint(client, complained, known):
    other = make_complaint(complained.contest, make_entrant(complained))
    assert client.get(f"/complaints/{other.public_id}").status_code == 404


def test_the_person_reads_number_days_and_answer(client, complained, attempt, known):
    made, by = make_result_complaint(attempt), make_account()
    service.assign(made, by, [], by, TUESDAY)
    service.answer(made, Effect.NONE, "Đáp án đúng luật.", [], by, TUESDAY)
    db.session.commit()
    page = client.get(f"/complaints/{made.public_id}").text
    assert "1/2030" in page
    assert "28/5/2030" in page
    assert "Đáp án đúng luật." in page


def test_the_person_does_not_read_who_answers(client, complained, attempt, known):
    made, by = make_result_complaint(attempt), make_account(name="Người Giải Quyết")
    service.assign(made, by, [], by, TUESDAY)
    db.session.commit()
    assert "Người Giải Quyết" not in client.get(f"/complaints/{made.public_id}").text


def test_it_is_withdrawn(client, post, attempt, known):
    made = make_result_complaint(attempt)
    post(f"/complaints/{made.public_id}/withdraw", f"/complaints/{made.public_id}")
    assert made.state is State.WITHDRAWN


def test_ones_own_are_listed(client, attempt, known):
    make_result_complaint(attempt)
    assert "Đơn số 1/2030" in client.get("/me/complaints").text


def test_somebody_who_did_not_enter_is_kept_with_that_fault(client, post, complained):
    stranger = make_entry(make_sat_round().round.contest).person
    stranger.host = complained.contest.host
    make_device(stranger, token_hash=_hash("stranger"))
    client.set_cookie("device", "stranger")
    post(new_url(complained.contest, "running"), round="", words="Sai giờ.", page_key="p" * 22)
    assert only().fault == ComplaintFault.NOT_ENTERED
