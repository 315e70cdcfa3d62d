"""Who may start, what an attempt keeps, and what its paper asks."""

from collections import Counter
from datetime import timedelta

import pytest

from contest.attempts import service
from contest.attempts.service import attempt_id
from contest.db import begin_writing, db
from contest.errors import AttemptsUsedUp, RoundNotReady
from contest.rules.drawing import PoolTooSmall
from contest.rules.timing import StartRefused
from tests.contest.attempts.factories import (
    MINUTE_MS,
    make_device,
    make_draft_round,
    make_round,
    start,
)
from tests.contest.contests.factories import make_entry, make_person, make_unit
from tests.contest.factories import NOON

pytestmark = pytest.mark.usefixtures("rows")
DAY = timedelta(days=1)
MILLISECOND = timedelta(milliseconds=1)


def entered(**given):
    """A published round and somebody who has entered."""
    round_ = make_round(**given)
    return round_, make_entry(round_.contest)


def test_an_attempt_has_the_rounds_minutes():
    attempt = start(*entered(minutes=15))
    assert attempt.deadline_ms - attempt.started_ms == 15 * MINUTE_MS


def test_an_attempt_closes_after_the_grace():
    round_, entry = entered()
    attempt = start(round_, entry)
    assert attempt.closes_ms - attempt.deadline_ms == round_.contest.grace_seconds * 1000


def test_a_paper_has_what_the_blueprint_asks():
    attempt = start(*entered(pool=6, asked=4))
    assert len({each.version_id for each in attempt.drawn.items}) == 4


def test_the_prediction_is_one_more_position():
    attempt = start(*entered(asked=4, prediction_target="participants"))
    assert (attempt.question_count, len(attempt.drawn.items)) == (5, 4)


@pytest.mark.parametrize("moment", [NOON - MILLISECOND, NOON + 7 * DAY], ids=["early", "over"])
def test_nobody_starts_outside_the_rounds_window(moment):
    round_, entry = entered()
    with pytest.raises(StartRefused):
        start(round_, entry, moment)


@pytest.mark.parametrize("moment", [NOON, NOON + 7 * DAY - MILLISECOND])
def test_one_starts_from_the_opening_until_the_closing(moment):
    round_, entry = entered()
    assert start(round_, entry, moment).started_ms > 0


def test_starting_again_returns_the_running_attempt():
    round_, entry = entered(attempts_allowed=3)
    assert start(round_, entry) is start(round_, entry, NOON + timedelta(minutes=1))


def test_within_the_grace_the_attempt_is_still_the_running_one():
    round_, entry = entered(attempts_allowed=3, minutes=20)
    first = start(round_, entry)
    assert start(round_, entry, NOON + timedelta(minutes=20, seconds=10)) is first


def test_nobody_sits_oftener_than_the_regulation_allows():
    round_, entry = entered(attempts_allowed=2)
    start(round_, entry)
    start(round_, entry, NOON + DAY)
    with pytest.raises(AttemptsUsedUp):
        start(round_, entry, NOON + 2 * DAY)


def test_where_there_is_no_limit_one_sits_as_often_as_one_likes():
    round_, entry = entered(attempts_allowed=None)
    numbers = [start(round_, entry, NOON + day * DAY).number for day in range(5)]
    assert numbers == [1, 2, 3, 4, 5]


def test_another_persons_attempts_are_not_counted():
    round_, entry = entered(attempts_allowed=1)
    start(round_, entry)
    assert start(round_, make_entry(round_.contest)).number == 1


def test_a_second_paper_asks_what_was_seen_least():
    round_, entry = entered(pool=6, asked=4, attempts_allowed=2)
    papers = [start(round_, entry, NOON + day * DAY).drawn for day in range(2)]
    seen = Counter(item.version_id for paper in papers for item in paper.items)
    assert sorted(seen.values()) == [1, 1, 1, 1, 2, 2]


def test_a_paper_can_be_drawn_again_from_the_evidence():
    """Seed, pool and what was seen before say it all: whoever checks draws the same paper."""
    round_, entry = entered(attempts_allowed=2)
    first, second = (start(round_, entry, NOON + day * DAY) for day in range(2))
    assert service._draw(round_, entry, 2, [first]) == second.drawn


def test_an_attempt_keeps_residence_and_unit_as_they_were():
    round_ = make_round()
    host = round_.contest.host
    commune, office, other = (make_unit(host, name) for name in ("Bến Quan", "Sở", "Cam Lộ"))
    person = make_person(host, residence=commune, unit=office)
    attempt = start(round_, make_entry(round_.contest, person))
    person.residence, person.unit = other, None
    db.session.commit()
    assert (attempt.residence_id, attempt.unit_id) == (commune.id, office.id)


def test_an_attempt_keeps_the_country_of_who_lives_abroad():
    round_ = make_round()
    person = make_person(round_.contest.host, country="LA")
    assert start(round_, make_entry(round_.contest, person)).country == "LA"


def test_nobody_starts_before_the_pools_are_fixed():
    round_ = make_draft_round()
    with pytest.raises(RoundNotReady):
        start(round_, make_entry(round_.contest))


def test_a_pool_that_has_become_too_small_is_said():
    """Only a fault could bring this about: pinned pools do not change."""
    round_, entry = entered(pool=4, asked=4)
    round_.blueprint[0].count = 5
    db.session.commit()
    with pytest.raises(PoolTooSmall):
        start(round_, entry)


def test_a_paper_of_forty_questions_takes_at_most_400_bytes():
    attempt = start(*entered(pool=45, asked=40))
    assert len(attempt.paper.encode()) <= 400


def test_the_device_that_starts_holds_the_attempt():
    round_, entry = entered()
    device = make_device(entry.person)
    assert start(round_, entry, device=device).device_id == device.id


def test_another_device_takes_the_attempt_over():
    attempt = start(*entered())
    begin_writing()
    service.take_over(attempt, make_device(attempt.person))
    assert attempt.sitting == 2


def test_a_reload_on_the_same_device_changes_nothing():
    attempt = start(*entered())
    device = make_device(attempt.person)
    for _ in range(2):
        service.take_over(attempt, device)
    assert attempt.sitting == 2


@pytest.mark.parametrize("chance", [0, 2**20 - 1, 2**64])
def test_an_attempts_id_fits_a_column_until_the_year_2240(chance):
    assert 0 < attempt_id(NOON.replace(year=2240), chance) < 2**63


def test_a_later_attempt_has_the_greater_id():
    assert attempt_id(NOON, 2**20 - 1) < attempt_id(NOON + MILLISECOND, 0)
