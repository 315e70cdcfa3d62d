"""What entrants are told of their own place, and why it is that one."""

from datetime import timedelta

import pytest

from contest.contests.models import Entry
from contest.db import db
from contest.results import service
from contest.rules.disclosure import Shown, What, encode_opens
from contest.rules.extra import Definition, Scope, encode
from contest.rules.prediction import Target
from contest.rules.result_way import State
from contest.web.entrants import _hash
from tests.contest.attempts.factories import make_device
from tests.contest.factories import serial
from tests.contest.results.factories import CLOSED, PEOPLE, compute, make_entrant, set_state
from tests.contest.results.test_truths import second_round

WAITING = "Thứ hạng của bạn hiện ở đây sau khi"
OF_FIVE = "trên 5 người"
NUMBERS = {What.NUMBERS: State.PROVISIONAL}


@pytest.fixture
def place(sat, client, at, rows):
    """Compute, open what the regulation opens, and look as one of the five."""
    at(CLOSED)
    compute(sat.round)

    def place(state, opens=None, name=PEOPLE[1][0]):
        sat.round.contest.disclosure = None if opens is None else encode_opens(opens)
        rows.commit()
        set_state(sat.round, state)
        entries = rows.query(Entry).filter_by(contest=sat.round.contest)
        [person] = [each.person for each in entries if each.person.name == name]
        token = f"device-{serial()}"
        make_device(person, token_hash=_hash(token))
        client.set_cookie("device", token)
        return client.get(f"/c/{sat.round.contest.public_id}/my-place")

    return place


@pytest.mark.parametrize("state", [State.PROVISIONAL, State.MINUTES, State.DECISION])
def test_a_place_waits_for_the_publication(place, state):
    assert WAITING in place(state).text


@pytest.mark.parametrize("state", [State.PUBLISHED, State.COMPLAINTS, State.FINAL])
def test_with_the_publication_one_sees_ones_place_and_the_marks(place, state):
    text = place(state).text
    assert ("3/4" in text, OF_FIVE in text) == (True, True)


def test_where_numbers_are_public_places_are_too(place):
    assert OF_FIVE in place(State.PROVISIONAL, NUMBERS).text


def test_a_place_is_told_with_the_marks_and_not_before(place, sat, rows):
    sat.round.shown = Shown.AFTER_PUBLICATION
    rows.commit()
    assert WAITING in place(State.PROVISIONAL, NUMBERS).text


def test_the_neighbours_are_named_by_number_where_numbers_are_public(place):
    text = place(State.PUBLISHED, NUMBERS).text
    assert text.count("số báo danh") >= 2
    assert not [name for name, *_ in PEOPLE if name in text]


def test_the_neighbours_have_no_number_where_numbers_are_not_public(place):
    text = place(State.PUBLISHED).text
    assert "Đứng sau người ở hạng liền trước vì số câu trả lời đúng: 3 câu so với 4 câu." in text
    assert "Đứng trên người ở hạng liền sau vì thời gian làm bài" in text


def test_who_shares_a_place_is_told_so(place):
    assert "cùng hạng" in place(State.PUBLISHED).text


def test_who_is_not_ranked_has_no_place(place, sat):
    stranger = make_entrant(sat.round, "Lý Thị Không")
    assert OF_FIVE not in place(State.PUBLISHED, name=stranger.name).text


def test_a_frozen_board_keeps_the_place_that_stood_then(place, sat, rows, at):
    sat.round.frozen_at = CLOSED + timedelta(minutes=1)
    rows.commit()
    before = place(State.PROVISIONAL, NUMBERS).text
    entry = rows.query(Entry).filter(Entry.person.has(name=PEOPLE[0][0])).one()
    entry.state = "not-recognised"
    rows.commit()
    at(CLOSED + timedelta(hours=1))
    service.compute(sat.round, CLOSED + timedelta(hours=1))
    db.session.commit()
    assert place(State.PROVISIONAL, NUMBERS).text == before


def test_how_many_there_are_is_not_told_while_somebody_may_predict_it(place, sat, rows):
    second = second_round(sat.round)
    second.prediction_target, second.prediction_text = Target.PARTICIPANTS, "Bao nhiêu người?"
    second.prediction_counts = encode(Definition(Target.PARTICIPANTS, scope=Scope.CONTEST))
    rows.commit()
    text = place(State.PUBLISHED).text
    assert ("Hạng 2." in text, OF_FIVE in text) == (True, False)


def test_another_device_is_asked_to_sign_in(client, sat):
    answer = client.get(f"/c/{sat.round.contest.public_id}/my-place")
    assert answer.status_code == 401
