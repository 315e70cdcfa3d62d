from datetime import timedelta

import pytest
from sqlalchemy import func, select

from contest.bank import looks_service
from contest.contests import pool_queries, publishing_service, service
from contest.contests.models import PoolQuestion
from contest.db import db
from contest.errors import ContestEntered
from contest.rules.ranking import PRESETS, Preset
from contest.rules.roles import Role
from questions.model import Difficulty
from questions.review import State
from tests.contest.contests.factories import (
    build_version,
    make_audience,
    make_entry,
    make_published,
    make_questions,
    make_ready,
)
from tests.contest.factories import NOON, make_account, make_host

OPENING = NOON + timedelta(days=1)
HOUR = timedelta(hours=1)


def pinned(round_):
    return [version for version, _ in pool_queries.list_pinned(round_, 1, 100)[0]]


def cell(contest):
    """Where a question must stand to be drawn for the contest's only round."""
    line = contest.rounds[0].blueprint[0]
    return contest.host, line.topic, line.contest_audience.audience


@pytest.mark.parametrize(
    ("given", "is_pinned"),
    [
        pytest.param({}, True, id="approved-and-valid"),
        pytest.param({"state": State.DRAFT}, False, id="a-draft"),
        pytest.param({"state": State.SUBMITTED}, False, id="submitted"),
        pytest.param({"state": State.REVIEWED}, False, id="reviewed"),
        pytest.param({"state": State.RETIRED}, False, id="retired"),
        pytest.param({"valid_from": NOON.date() + timedelta(days=2)}, False, id="valid-too-late"),
        pytest.param({"valid_to": NOON.date() + timedelta(days=7)}, False, id="ends-too-early"),
        pytest.param({"valid_to": NOON.date() + timedelta(days=8)}, True, id="to-the-last-day"),
    ],
)
def test_only_what_is_approved_and_valid_on_each_day_is_pinned(rows, given, is_pinned):
    contest = make_ready()
    version = make_questions(1, *cell(contest), **given)[0]
    publishing_service.publish(contest, NOON)
    db.session.flush()
    assert (version in pinned(contest.rounds[0])) is is_pinned


def test_a_later_version_does_not_change_what_was_pinned(rows):
    contest = make_published()
    version = pinned(contest.rounds[0])[0]
    question = version.question
    question.versions.append(
        build_version(number=2, topic=version.topic, audiences=version.audiences)
    )
    publishing_service.pin(contest.rounds[0], NOON + HOUR)
    db.session.commit()
    assert version in pinned(contest.rounds[0])
    assert question.latest not in pinned(contest.rounds[0])


def test_only_taking_a_contest_back_unpins_and_nobody_may_have_entered(rows):
    contest = make_published()
    publishing_service.unpublish(contest)
    assert (contest.rounds[0].pinned_at, pinned(contest.rounds[0])) == (None, [])
    publishing_service.publish(contest, NOON)
    make_entry(contest)
    with pytest.raises(ContestEntered):
        publishing_service.unpublish(contest)
    count = rows.scalar(select(func.count()).select_from(PoolQuestion))
    assert count == len(pinned(contest.rounds[0])) > 0


def test_the_overlap_with_earlier_rounds_is_counted(rows):
    first = make_published()
    host, topic, audience = cell(first)
    shared = pinned(first.rounds[0])
    second = make_ready(host)
    second.rounds[0].opens_at += HOUR
    line = second.rounds[0].blueprint[0]
    line.topic, line.contest_audience.audience = topic, audience
    new = make_questions(2, host, topic, audience)
    publishing_service.publish(second, NOON)
    db.session.commit()
    found = pool_queries.overlaps(second.rounds[0])
    assert [(each.round, each.count) for each in found] == [(first.rounds[0], len(shared))]
    assert pool_queries.count_overlapping(second.rounds[0], found) == len(shared)
    assert pool_queries.count_pooled(second.rounds[0]) == len(shared) + len(new)
    assert pool_queries.overlaps(first.rounds[0]) == []


def test_who_saw_keys_before_the_opening_is_listed_with_when(rows):
    contest = make_published()
    round_ = contest.rounds[0]
    questions = [each.question for each in pinned(round_)]
    account, late = make_account(), make_account()
    for seen, moment in (
        (questions[:1], NOON - HOUR),  # before the pinning
        (questions[:2], NOON + HOUR),  # on the same day, after it
        (questions, OPENING + HOUR),  # when the round was open
    ):
        looks_service.record(account, seen, moment)
    looks_service.record(late, questions, OPENING)
    (found,) = pool_queries.list_lookers(round_)
    assert (found.account, found.questions) == (account, 2)
    assert (found.before_pinning, found.after_pinning) == (1, 2)
    assert (found.first_at, found.last_at) == (NOON - HOUR, NOON + HOUR)


def test_a_look_on_the_day_of_the_opening_counts_to_its_first_moment(rows):
    round_ = make_published().rounds[0]
    question, account = pinned(round_)[0].question, make_account()
    looks_service.record(account, [question], OPENING - HOUR)
    looks_service.record(account, [question], OPENING + HOUR)
    assert [each.last_at for each in pool_queries.list_lookers(round_)] == [OPENING - HOUR]


def test_looks_at_other_questions_are_not_of_the_round(rows):
    contest = make_published()
    other = make_questions(1, *cell(contest))[0]
    looks_service.record(make_account(), [other.question], NOON)
    assert pool_queries.list_lookers(contest.rounds[0]) == []


def test_the_pages_of_a_pool(client, log_in):
    host = make_host()
    contest = make_published(host)
    version = pinned(contest.rounds[0])[0]
    account = make_account(host, Role.ORGANISER)
    log_in(account)
    looks_service.record(account, [version.question], NOON)
    page = f"/hosts/{host.public_id}/contests/{contest.public_id}/rounds/1"
    shown = client.get(page).text
    assert f"{page}/pool" in shown
    assert f"{page}/looks" in shown
    assert version.question.code in client.get(f"{page}/pool").text
    assert account.name in client.get(f"{page}/looks").text


def test_both_pages_count_a_question_of_two_audiences_once(client, log_in, rows):
    contest = make_ready()
    first = contest.audiences[0].audience
    second = make_audience(name="Học sinh")
    added = service.add_audience(contest, second, "Học sinh", PRESETS[Preset.B])
    topic = contest.rounds[0].blueprint[0].topic
    service.set_blueprint(contest.rounds[0], added, {(topic.id, Difficulty.EASY): 1})
    for version in make_questions(2, contest.host, topic, first):
        version.audiences.append(second)
    publishing_service.pin(contest.rounds[0], NOON)
    rows.commit()
    log_in(make_account(contest.host, Role.ORGANISER))
    page = f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/rounds/1"
    said = "Bộ câu hỏi của đợt có 6 câu"
    assert said in client.get(f"{page}/looks").text
    pool = client.get(f"{page}/pool").text
    assert said in pool
    assert "bảng dưới đây có 8 dòng" in pool


def test_a_round_that_is_not_pinned_has_no_pool_yet(client, log_in):
    contest = make_ready()
    log_in(make_account(contest.host, Role.ORGANISER))
    page = f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/rounds/1"
    assert "chưa chốt" in client.get(f"{page}/pool").text
    assert "chưa chốt" in client.get(f"{page}/looks").text
