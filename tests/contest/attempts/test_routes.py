"""What an entrant's browser is answered, with and without JavaScript."""

import re
from datetime import timedelta
from typing import Any

import pytest

from contest.contests.models import Round
from contest.db import db
from contest.rules.answers import LARGEST_NUMBER
from contest.rules.disclosure import Shown
from contest.rules.prediction import Target
from tests.contest.attempts.entrants import Entrant, known_browser
from tests.contest.attempts.factories import filling, make_browser, right_letter
from tests.contest.conftest import TOKEN
from tests.contest.contests.factories import make_person
from tests.contest.factories import NOON

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
CLOSED = NOON + timedelta(days=8)
UNREADABLE = ["", "{", "[]", "null", "[" * 10_000, '{"answers": [[1, 1, "A"]]}', '{"token": 5}']


def test_starting_leads_to_the_paper(entrant):
    address = entrant.start()
    assert entrant.client.get(address).status_code == 200


def test_pressing_twice_leads_to_the_same_paper(entrant):
    assert entrant.start() == entrant.start()


def test_nobody_starts_by_a_form_of_another_site(entrant):
    entrant.client.post(f"/c/{entrant.contest_id}/r/1/start")
    assert entrant.attempts() == []


def test_a_round_whose_number_no_column_holds_is_not_found(entrant):
    address = f"/c/{entrant.contest_id}/r/{10**20}/start"
    assert entrant.client.post(address).status_code == 404


def test_whoever_has_not_entered_is_told_to_register(enter, open_round):
    entrant = enter(open_round[1])
    with filling():
        stranger = make_person(db.session.get(Round, entrant.round_id).contest.host)
        entrant.client = known_browser(open_round[0], stranger)
    found = TOKEN.search(entrant.client.get("/sign-in").text)
    data = {"csrf_token": found[1] if found else ""}
    answer = entrant.client.post(f"/c/{entrant.contest_id}/r/1/start", data=data)
    assert (answer.status_code, "đăng ký dự thi" in answer.text) == (403, True)


def test_an_unknown_device_starts_nothing(entrant, open_round):
    client = make_browser(open_round[0], "")
    answer = client.post(f"/c/{entrant.contest_id}/r/1/start")
    assert answer.status_code in (303, 401, 422)


def test_a_paper_shows_its_questions_with_all_options(entrant):
    text = entrant.client.get(entrant.start()).text
    assert len(re.findall(r'<input[^>]*type="radio"', text)) == 4 * 4


def test_a_paper_holds_no_rows_id(entrant):
    text = entrant.client.get(entrant.start()).text
    [attempt] = entrant.attempts()
    assert str(attempt.id) not in text
    assert attempt.paper not in text


def test_another_persons_paper_is_not_found(entrant, enter):
    address = entrant.start()
    assert enter(entrant.round_id).client.get(address).status_code == 404


def test_an_unknown_paper_is_not_found(entrant):
    assert entrant.client.get("/attempts/there-is-none").status_code == 404


def test_a_save_is_acknowledged_by_its_number(entrant):
    _, token = entrant.sit()
    answer = entrant.save(token, [1, 2, "B"], [2, 9, "A"]).json
    assert (answer["saved"], answer["refused"]) == ([1], {"2": "position-unknown"})


def test_a_save_needs_the_token_alone(entrant, open_round):
    _, token = entrant.sit()
    entrant.client = make_browser(open_round[0], "")
    entrant.save(token, [1, 2, "B"])
    assert entrant.answers() == {2: "B"}


def test_a_save_sets_no_cookie(entrant):
    _, token = entrant.sit()
    assert "Set-Cookie" not in entrant.save(token, [1, 2, "B"]).headers


def test_a_forged_token_saves_nothing(entrant):
    _, token = entrant.sit()
    answer = entrant.save(token[:-4] + "AAAA", [1, 2, "B"])
    assert (answer.status_code, entrant.answers()) == (422, {})


@pytest.mark.parametrize("body", UNREADABLE)
def test_what_cannot_be_read_is_refused(entrant, body):
    answer = entrant.client.post("/attempts/answers", data=body, content_type="application/json")
    assert answer.status_code == 422


@pytest.mark.parametrize("answers", [[], [[1, 1]], [[0, 1, "A"]], [[1, 1, "Z"]], [[1, 1, "A\0"]]])
def test_answers_that_cannot_be_read_are_refused(entrant, answers):
    _, token = entrant.sit()
    assert entrant.save(token, *answers).status_code == 422


def test_a_body_that_is_too_large_is_refused(entrant):
    answer = entrant.client.post("/attempts/answers", data=b"x" * 20_000)
    assert answer.status_code == 413


def test_what_was_chosen_stands_on_the_page_again(entrant):
    address, token = entrant.sit()
    entrant.save(token, [1, 2, "B"])
    checked = re.findall(r"<input[^>]*\bchecked\b[^>]*>", entrant.client.get(address).text)
    assert [('name="q2"' in each, 'value="B"' in each) for each in checked] == [(True, True)]


def test_without_javascript_the_form_is_saved_as_a_whole(entrant):
    address, token = entrant.sit()
    entrant.client.post(f"{address}/save", data={"token": token, "q1": "A", "q3": "C"})
    assert entrant.answers() == {1: "A", 3: "C"}


def test_a_question_left_blank_in_a_form_is_not_taken_back(entrant):
    address, token = entrant.sit()
    entrant.save(token, [1, 2, "B"])
    entrant.client.post(f"{address}/save", data={"token": token, "q1": "A"})
    assert entrant.answers() == {1: "A", 2: "B"}


def test_a_forged_form_is_refused_in_words(entrant):
    address, _ = entrant.sit()
    answer = entrant.client.post(f"{address}/save", data={"token": "x", "q1": "A"})
    assert (answer.status_code, "Mời bạn" in answer.text) == (422, True)


def test_a_token_of_one_paper_saves_nothing_in_another(entrant, enter):
    _, token = entrant.sit()
    other = enter(entrant.round_id)
    address, _ = other.sit()
    answer = other.client.post(f"{address}/save", data={"token": token, "q1": "A"})
    assert (answer.status_code, other.answers(), entrant.answers()) == (404, {}, {})


def test_handing_in_with_blanks_asks_first(entrant):
    address, token = entrant.sit()
    answer = entrant.client.post(f"{address}/hand-in", data={"token": token, "q1": "A"})
    assert (answer.status_code, entrant.attempts()[0].handed_in_ms) == (200, None)


def test_what_was_chosen_is_saved_before_one_is_asked(entrant):
    address, token = entrant.sit()
    entrant.client.post(f"{address}/hand-in", data={"token": token, "q1": "A"})
    assert entrant.answers() == {1: "A"}


def hand_in(entrant: Entrant, address: str, token: str, **chosen: str) -> Any:
    data = {"token": token, "sure": "1"} | chosen
    return entrant.client.post(f"{address}/hand-in", data=data)


def test_handing_in_leads_to_the_receipt(entrant):
    address, token = entrant.sit()
    answer = hand_in(entrant, address, token, q1="A")
    assert answer.headers["Location"] == f"{address}/receipt"


def test_a_complete_paper_is_handed_in_at_once(entrant):
    address, token = entrant.sit()
    data = {"token": token} | {f"q{number}": "A" for number in range(1, 5)}
    entrant.client.post(f"{address}/hand-in", data=data)
    assert entrant.attempts()[0].handed_in_ms is not None


def test_handing_in_twice_leads_to_the_same_receipt(entrant):
    address, token = entrant.sit()
    receipts = []
    for _ in range(2):
        hand_in(entrant, address, token)
        receipts.append(entrant.client.get(f"{address}/receipt").text)
    assert receipts[0] == receipts[1]


def test_there_is_no_receipt_while_the_paper_is_sat(entrant):
    address, _ = entrant.sit()
    assert entrant.client.get(f"{address}/receipt").status_code == 409


def test_a_paper_that_is_over_leads_to_its_receipt(entrant, at):
    address, _ = entrant.sit()
    at(NOON + HOUR)
    assert entrant.client.get(address).headers["Location"] == f"{address}/receipt"


def test_the_receipt_of_a_paper_closed_by_the_clock_is_written_down(entrant, at):
    address, token = entrant.sit()
    entrant.save(token, [1, 2, "B"])
    at(NOON + HOUR)
    assert "1/4" in entrant.client.get(f"{address}/receipt").text
    assert entrant.attempts()[0].handed_in_ms == entrant.attempts()[0].deadline_ms


def test_an_answer_that_comes_too_late_is_refused(entrant, at):
    _, token = entrant.sit()
    at(NOON + HOUR)
    assert entrant.save(token, [1, 2, "B"]).json["refused"] == {"1": "attempt-over"}


def test_a_second_device_goes_on_where_the_first_was(entrant, open_round):
    address, token = entrant.sit()
    entrant.save(token, [1, 2, "B"])
    with filling():
        entrant.client = known_browser(open_round[0], entrant.attempts()[0].person)
    page = entrant.client.get(address, follow_redirects=True)
    assert 'value="B" checked' in page.text
    assert entrant.attempts()[0].sitting == 2


def test_a_device_that_was_taken_over_gets_no_newer_token_by_a_wrong_prediction(enter):
    entrant = enter(asked=1, prediction_target=Target.PARTICIPANTS, prediction_text="Bao nhiêu?")
    address, old = entrant.sit()
    first = entrant.client
    with filling():
        entrant.client = known_browser(first.application, entrant.attempts()[0].person)
    entrant.client.get(address)
    entrant.save(entrant.token(address), [1, 1, "B"])
    answer = first.post(f"{address}/save", data={"token": old, "q1": "A", "q2": "nhiều"})
    assert "data-token" not in answer.text
    assert entrant.answers() == {1: "B"}


def test_the_greatest_number_of_a_device_does_not_end_its_paper(entrant):
    address, token = entrant.sit()
    entrant.save(token, [LARGEST_NUMBER, 2, "B"])
    assert hand_in(entrant, address, token, q1="A").status_code == 303
    assert entrant.answers() == {1: "A", 2: "B"}


def test_the_prediction_is_asked_last_and_kept(enter):
    entrant = enter(asked=1, prediction_target=Target.PARTICIPANTS, prediction_text="Bao nhiêu?")
    address, token = entrant.sit()
    entrant.client.post(f"{address}/save", data={"token": token, "q2": "1.234"})
    assert entrant.answers() == {2: "1.234"}


def test_a_prediction_that_is_no_number_is_marked_and_kept_on_the_page(enter):
    entrant = enter(asked=1, prediction_target=Target.PARTICIPANTS, prediction_text="Bao nhiêu?")
    address, token = entrant.sit()
    answer = entrant.client.post(f"{address}/save", data={"token": token, "q2": "nhiều", "q1": "A"})
    assert (answer.status_code, 'value="nhiều"' in answer.text) == (422, True)
    assert entrant.answers() == {1: "A"}


def test_a_text_and_a_fact_are_saved_without_javascript_and_shown_again(enter):
    entrant = enter(asked=1, fact_text="Bao nhiêu?", text_question="Vì sao?", text_points=1000)
    address, token = entrant.sit()
    given = {"token": token, "q2": "1.234", "q3": "Vì dân\r\nphục vụ"}
    entrant.client.post(f"{address}/save", data=given)
    assert entrant.answers() == {2: "1.234", 3: "=Vì dân\nphục vụ"}
    assert "Vì dân\nphục vụ</textarea>" in entrant.client.get(address).text


def test_a_text_is_saved_by_the_saving_path(enter):
    entrant = enter(asked=1, text_question="Vì sao?", text_points=1000)
    _, token = entrant.sit()
    answer = entrant.save(token, [1, 2, "=Vì dân"], [2, 1, "A"]).get_json()
    assert answer["saved"] == [1, 2]
    assert entrant.answers() == {1: "A", 2: "=Vì dân"}


def test_the_result_is_not_shown_before_the_round_closes(enter):
    entrant = enter(shown=Shown.AFTER_CLOSING)
    address, token = entrant.sit()
    hand_in(entrant, address, token)
    assert entrant.client.get(f"{address}/result").status_code == 409


def test_after_the_closing_the_result_shows_marks_and_right_answers(enter, at):
    entrant = enter(shown=Shown.AFTER_CLOSING)
    address, token = entrant.sit()
    letter = right_letter(entrant.attempts()[0].drawn, 1)
    hand_in(entrant, address, token, q1=letter)
    at(CLOSED)
    text = entrant.client.get(f"{address}/result").text
    assert ("1/4" in text, text.count("choice--right")) == (True, 4)


def test_marks_shown_at_once_leave_the_right_answers_out(enter):
    entrant = enter(shown=Shown.AT_ONCE)
    address, token = entrant.sit()
    hand_in(entrant, address, token)
    text = entrant.client.get(f"{address}/result").text
    assert ("0/4" in text, "choice--right" in text) == (True, False)


def test_another_persons_result_is_not_found(entrant, enter):
    address, token = entrant.sit()
    hand_in(entrant, address, token)
    other = enter(entrant.round_id)
    assert other.client.get(f"{address}/receipt").status_code == 404


def test_a_second_attempt_beyond_the_limit_is_refused_in_words(entrant):
    address, token = entrant.sit()
    hand_in(entrant, address, token)
    found = TOKEN.search(entrant.client.get("/sign-in").text)
    data = {"csrf_token": found[1] if found else ""}
    answer = entrant.client.post(f"/c/{entrant.contest_id}/r/1/start", data=data)
    assert (answer.status_code, "Mời bạn" in answer.text) == (409, True)


def test_the_attempts_of_a_person_are_listed(entrant):
    address = entrant.start()
    assert address in entrant.client.get("/me/attempts").text
