"""What participants see of their own paper, as the regulation opens it step by step."""

from datetime import timedelta

import pytest

from contest.contests.models import Round
from contest.contests.way_models import Way
from contest.db import db
from contest.rules.disclosure import Shown, What, encode_opens
from contest.rules.result_way import State
from tests.contest.attempts.factories import filling, right_letter
from tests.contest.factories import NOON

CLOSED = NOON + timedelta(days=8)


@pytest.fixture
def handed_in(enter, at):
    """Somebody who had one of four right, after the closing; with the address of the result."""

    def handed_in(opens, shown=Shown.AFTER_CLOSING):
        entrant = enter(shown=shown)
        address, token = entrant.sit()
        letter = right_letter(entrant.attempts()[0].drawn, 1)
        given = {"token": token, "sure": "1", "q1": letter}
        entrant.client.post(f"{address}/hand-in", data=given)
        with filling():
            db.session.get(Round, entrant.round_id).contest.disclosure = encode_opens(opens)
        at(CLOSED)
        return entrant, f"{address}/result"

    return handed_in


def publish(entrant):
    with filling():
        db.session.add(
            Way(
                round_id=entrant.round_id,
                state=State.PUBLISHED,
                since_at=CLOSED,
                published_at=CLOSED,
            )
        )


def test_marks_alone_where_the_regulation_shows_nothing_else(handed_in):
    entrant, url = handed_in({What.OWN_WRONG: None, What.RIGHT_ANSWERS: None})
    text = entrant.client.get(url).text
    assert ("1/4" in text, "choice--right" in text, "Bạn làm đúng" in text) == (True, False, False)


def test_which_were_wrong_without_what_is_right(handed_in):
    entrant, url = handed_in({What.OWN_WRONG: State.CLOSED, What.RIGHT_ANSWERS: None})
    text = entrant.client.get(url).text
    assert ("choice--right" in text, text.count("✓ Bạn làm đúng câu này.")) == (False, 1)
    assert text.count("Bạn chưa trả lời câu này.") == 3


def test_right_answers_with_the_publication_wait_for_it(handed_in):
    entrant, url = handed_in({What.RIGHT_ANSWERS: State.PUBLISHED})
    assert "choice--right" not in entrant.client.get(url).text
    publish(entrant)
    assert "choice--right" in entrant.client.get(url).text


def test_marks_after_the_publication_are_refused_before(handed_in):
    entrant, url = handed_in({}, Shown.AFTER_PUBLICATION)
    assert entrant.client.get(url).status_code == 409
    publish(entrant)
    assert "1/4" in entrant.client.get(url).text
