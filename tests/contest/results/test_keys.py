"""Corrections of a round's keys: proposed by one, marked by the job, published by another."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contest.attempts import key_queries
from contest.attempts.models import Attempt, Mark
from contest.bank.models import QuestionVersion
from contest.contests.models import PoolQuestion
from contest.db import begin_writing, db
from contest.errors import (
    KeysFixed,
    KeysNotMarked,
    KeysPending,
    KeysSettled,
    KeyUnchanged,
    OwnCorrection,
)
from contest.results import key_impact_service as job
from contest.results import key_service, queries, service
from contest.results.writing_service import Work
from contest.rules.remarking import ChangeKind, KeyChange, RemarkRefused
from contest.rules.result_way import State
from tests.contest.factories import make_account
from tests.contest.results.factories import CLOSED, PEOPLE, compute, make_entrant, set_state, sit

ALL = KeyChange(ChangeKind.POINT_FOR_ALL)
DROP = KeyChange(ChangeKind.DROP)
AS_WRITTEN = KeyChange(ChangeKind.ACCEPT, frozenset({1}))


def pooled(round_) -> list[QuestionVersion]:
    query = (
        db.session.query(QuestionVersion)
        .join(PoolQuestion, PoolQuestion.version_id == QuestionVersion.id)
        .filter(PoolQuestion.round_id == round_.id)
    )
    return query.order_by(QuestionVersion.id).all()


def asked_of_the_last(round_) -> QuestionVersion:
    """A question that somebody left blank: the last person answered none."""
    [blank] = [each for each in marks(round_, 1).values() if each.right_count == 0]
    attempt = db.session.get(Attempt, (round_.id, blank.attempt_id))
    return db.session.get(QuestionVersion, attempt.drawn.items[0].version_id)


def propose(round_, change=ALL, version=None, author=None, now=CLOSED):
    begin_writing()
    author = author or make_account()
    asked = version or pooled(round_)[0]
    found = key_service.propose(round_, asked, change, "Đề in sai.", author, now)
    db.session.commit()
    return found


def run_job(now=CLOSED) -> int:
    """All slices there are, as the runner does them."""
    slices = 0
    while (work := job.prepare(now)) is not None:
        begin_writing()
        job.store(now, work)
        db.session.commit()
        slices += 1
    return slices


def publish(round_, found, account=None, now=CLOSED):
    begin_writing()
    key_service.publish(round_, found, account or make_account(), now)
    db.session.commit()


def marks(round_, version):
    rows = db.session.query(Mark).filter_by(round_id=round_.id, key_version=version)
    return {each.attempt_id: each for each in rows}


def figures(mark):
    return (mark.right_count, mark.points, mark.outcomes, mark.guess, mark.duration_ms)


def test_a_proposal_changes_nobodys_marks(sat):
    propose(sat.round)
    assert sat.round.key_version == 1
    assert not marks(sat.round, 2)


def test_the_job_marks_every_attempt_under_the_proposal_and_old_marks_stay(sat):
    before = {each: figures(mark) for each, mark in marks(sat.round, 1).items()}
    propose(sat.round)
    run_job()
    assert marks(sat.round, 2).keys() == before.keys()
    assert {each: figures(mark) for each, mark in marks(sat.round, 1).items()} == before


def test_the_job_does_a_slice_at_a_time_and_goes_on_where_it_stopped(sat, monkeypatch):
    monkeypatch.setattr("contest.attempts.remarking_service.AT_ONCE", 2)
    monkeypatch.setattr(
        "contest.attempts.remarking_service.rows_wanting.__defaults__", (2,), raising=False
    )
    propose(sat.round)
    first = job.prepare(CLOSED)
    assert isinstance(first, job.Marked)
    job.store(CLOSED, first)
    job.store(CLOSED, first)  # another runner had the same slice
    run_job()
    assert len(marks(sat.round, 2)) == len(PEOPLE) + 1


def test_a_point_for_all_gives_it_to_whoever_was_asked(sat):
    asked = pooled(sat.round)[0]
    propose(sat.round, ALL, asked)
    run_job()
    new = marks(sat.round, 2)
    for attempt_id, old in marks(sat.round, 1).items():
        attempt = db.session.get(Attempt, (sat.round.id, attempt_id))
        order = [item.version_id for item in attempt.drawn.items]
        was_wrong = asked.id in order and old.outcomes[order.index(asked.id)] != "r"
        assert new[attempt_id].right_count == old.right_count + was_wrong


def test_a_dropped_question_is_counted_for_nobody(sat):
    asked = pooled(sat.round)[0]
    propose(sat.round, DROP, asked)
    run_job()
    for attempt_id, mark in marks(sat.round, 2).items():
        attempt = db.session.get(Attempt, (sat.round.id, attempt_id))
        is_asked = asked.id in [item.version_id for item in attempt.drawn.items]
        assert mark.question_count == 4 - is_asked


@given(position=st.integers(0, 5))
@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_marking_again_with_the_same_key_changes_nothing(sat, position):
    asked = pooled(sat.round)[position]
    number = len(key_queries.list_versions(sat.round)) + 2
    added = key_service.KeyVersion(
        round_id=sat.round.id, version=number, why="", written_at=CLOSED,
        written_by_id=make_account().id,
    )  # fmt: skip
    begin_writing()
    db.session.add(added)
    db.session.flush()
    key_service._add(added, asked.id, AS_WRITTEN, "")
    db.session.commit()
    run_job()
    old, new = marks(sat.round, 1), marks(sat.round, number)
    assert {each: figures(mark) for each, mark in new.items()} == {
        each: figures(mark) for each, mark in old.items()
    }
    assert added.impact is not None
    assert added.impact["changes"] == []


def test_a_correction_that_corrects_nothing_is_refused(sat):
    with pytest.raises(KeyUnchanged):
        propose(sat.round, AS_WRITTEN)


def test_a_key_under_which_nobody_is_right_is_refused(sat):
    with pytest.raises(RemarkRefused):
        propose(sat.round, KeyChange(ChangeKind.ACCEPT))


def test_the_author_does_not_publish(sat):
    author = make_account()
    found = propose(sat.round, author=author)
    run_job()
    with pytest.raises(OwnCorrection):
        publish(sat.round, found, author)
    assert sat.round.key_version == 1


def test_nothing_is_published_before_its_effects_could_be_read(sat):
    found = propose(sat.round)
    with pytest.raises(KeysNotMarked):
        publish(sat.round, found)


def test_a_second_person_puts_it_in_force(sat):
    found = propose(sat.round)
    run_job()
    publish(sat.round, found)
    assert sat.round.key_version == 2
    with pytest.raises(KeysSettled):
        publish(sat.round, found)


def test_a_withdrawn_correction_is_never_published(sat):
    found = propose(sat.round)
    run_job()
    begin_writing()
    key_service.withdraw(sat.round, found, CLOSED)
    db.session.commit()
    with pytest.raises(KeysSettled):
        publish(sat.round, found)


def test_one_waits_for_anothers_correction_and_adds_to_the_own_one(sat):
    first, author = pooled(sat.round)[0], make_account()
    found = propose(sat.round, ALL, first, author)
    second = pooled(sat.round)[1]
    with pytest.raises(KeysPending):
        propose(sat.round, DROP, second)
    both = propose(sat.round, DROP, second, author)
    assert found.withdrawn_at is not None
    changed = {each.question_version_id: each.kind for each in changes(sat.round, both.version)}
    assert changed == {first.id: ChangeKind.POINT_FOR_ALL, second.id: ChangeKind.DROP}


def changes(round_, version):
    return key_queries.list_changes(round_.id, version)


def test_the_next_version_repeats_what_is_in_force(sat):
    first, second = pooled(sat.round)[:2]
    found = propose(sat.round, ALL, first)
    run_job()
    publish(sat.round, found)
    further = propose(sat.round, DROP, second)
    assert {each.question_version_id for each in changes(sat.round, further.version)} == {
        first.id,
        second.id,
    }


def test_who_hands_in_after_the_publishing_is_marked_by_the_keys_in_force(sat):
    found = propose(sat.round, now=sat.round.opens_at)
    run_job(sat.round.opens_at)
    publish(sat.round, found, now=sat.round.opens_at)
    attempt = sit(sat.round, make_entrant(sat.round), 0, 30)
    assert set(key_queries.marks_by_version(attempt)) == {2}


def test_who_handed_in_between_dry_run_and_publishing_is_marked_under_both(sat):
    found = propose(sat.round, now=sat.round.opens_at)
    run_job(sat.round.opens_at)
    attempt = sit(sat.round, make_entrant(sat.round), 2, 30)
    publish(sat.round, found, now=sat.round.opens_at)
    assert set(key_queries.marks_by_version(attempt)) == {1, 2}


def test_the_job_mends_a_hand_in_that_raced_with_the_publishing(sat):
    found = propose(sat.round)
    run_job()
    publish(sat.round, found)
    late = marks(sat.round, 2).popitem()[1]  # as if it had been marked by the older keys alone
    db.session.delete(late)
    db.session.commit()
    assert queries.count_unmarked(sat.round.id, 2) == 1
    run_job()
    assert queries.count_unmarked(sat.round.id, 2) == 0


def test_the_dry_run_says_who_changes_in_marks_and_places(sat):
    found = propose(sat.round, ALL, asked_of_the_last(sat.round))
    run_job()
    impact = found.impact
    assert (impact["attempts"], impact["people"]) == (len(PEOPLE) + 1, len(PEOPLE))
    assert impact["has_places"]
    assert impact["better_marks"] >= 1
    for _, right, points, place, new_right, new_points, new_place, *_ in impact["changes"]:
        assert (right, points, place) != (new_right, new_points, new_place)


def test_an_open_rounds_dry_run_names_no_places_and_is_made_again_when_it_is_over(sat):
    open_at = sat.round.closes_at - timedelta(hours=1)
    found = propose(sat.round, now=open_at)
    run_job(open_at)
    assert not found.impact["has_places"]
    run_job(CLOSED)
    assert found.impact["has_places"]


def test_results_are_computed_anew_once_other_keys_are_in_force(sat):
    old = compute(sat.round)
    assert not list(queries.list_without_ranking(CLOSED))
    found = propose(sat.round)
    run_job()
    publish(sat.round, found)
    desk = service.Desk()
    while isinstance(work := desk.prepare(CLOSED), Work):
        begin_writing()
        assert desk.store(CLOSED, work) == 1
        db.session.commit()
    new = queries.get_ranking(sat.round)
    assert (old.key_version, new.key_version, new.version) == (1, 2, 2)


def test_what_was_computed_by_older_keys_is_not_kept_after_the_publishing(sat):
    desk = service.Desk()
    work = desk.prepare(CLOSED)
    found = propose(sat.round)
    run_job()
    publish(sat.round, found)
    assert desk.store(CLOSED, work) == 0


def test_no_key_is_corrected_once_results_are_published(sat):
    set_state(sat.round, State.PUBLISHED)
    with pytest.raises(KeysFixed):
        propose(sat.round)
