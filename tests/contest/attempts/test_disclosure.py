"""No right answer is told while a round that draws from the same question can be sat."""

from datetime import timedelta

from contest.attempts import papers_queries as papers
from contest.contests.models import PoolQuestion
from tests.contest.attempts.factories import make_attempt, make_round
from tests.contest.factories import NOON, keep

AFTER = NOON + timedelta(days=8)


def ask_again(attempt, **given):
    """Another round whose pool holds the first question of the attempt's paper."""
    other = make_round(**given)
    version = attempt.drawn.items[0].version_id
    audience = other.contest.audiences[0].id
    keep(PoolQuestion(round_id=other.id, contest_audience_id=audience, version_id=version))
    return version


def withheld(attempt, now=AFTER):
    return papers.still_drawn(attempt.drawn, attempt.round_id, now)


def test_what_no_other_round_asks_is_told(rows):
    assert withheld(make_attempt()) == frozenset()


def test_what_an_open_round_may_ask_is_withheld(rows):
    attempt = make_attempt()
    version = ask_again(attempt, closes_at=AFTER + timedelta(days=1))
    assert withheld(attempt) == {version}


def test_what_a_round_asks_that_has_not_opened_is_withheld(rows):
    attempt = make_attempt()
    later = {"opens_at": AFTER + timedelta(days=1), "closes_at": AFTER + timedelta(days=2)}
    version = ask_again(attempt, **later)
    assert withheld(attempt) == {version}


def test_what_a_closed_round_asked_is_told(rows):
    attempt = make_attempt()
    ask_again(attempt, closes_at=NOON + timedelta(days=1))
    assert withheld(attempt) == frozenset()
