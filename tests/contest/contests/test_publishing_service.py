from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.contests import publishing_service as publishing
from contest.contests import queries, service
from contest.contests.publishing_service import Missing
from contest.db import db
from contest.errors import ContestEntered, ContestNotReady
from contest.rules.drawing import BlueprintRow, draw
from contest.rules.ranking import PRESETS, Preset
from tests.contest.contests.factories import (
    add_audience,
    add_round,
    build_contest,
    build_version,
    make_contest,
    make_entry,
    make_published,
    make_questions,
    make_ready,
)
from tests.contest.factories import NOON, build_host


def codes(contest, now=NOON):
    return [each.missing for each in publishing.gaps(contest, now)]


def test_an_empty_contest_lacks_everything():
    contest = build_contest(build_host(), regulation=" ", consent_wording="")
    lacking = [Missing.REGULATION, Missing.CONSENT, Missing.AUDIENCE, Missing.ROUND]
    assert codes(contest) == lacking


def test_a_ready_contest_lacks_nothing(rows):
    assert codes(make_ready()) == []


def test_a_round_without_a_blueprint_for_an_audience_is_named(rows):
    contest = make_ready()
    second = add_audience(contest)
    db.session.flush()
    (gap,) = publishing.gaps(contest, NOON)
    assert (gap.missing, gap.audience) == (Missing.BLUEPRINT, second)


def test_a_shortage_says_how_many_there_are(rows):
    (gap,) = publishing.gaps(make_ready(questions=2, wanted=3), NOON)
    assert (gap.missing, gap.wanted, gap.available) == (Missing.QUESTIONS, 3, 2)


def test_a_question_that_ends_within_the_round_is_not_drawn(rows):
    contest = make_ready(questions=2, wanted=3)
    (round_,), (audience,) = contest.rounds, contest.audiences
    topic = round_.blueprint[0].topic
    day = (NOON + timedelta(days=4)).date()
    make_questions(1, contest.host, topic, audience.audience, valid_to=day)
    assert codes(contest) == [Missing.QUESTIONS]


def test_a_round_that_closes_before_it_opens_is_named(rows):
    contest = make_ready()
    contest.rounds[0].closes_at = contest.rounds[0].opens_at - timedelta(hours=1)
    with db.session.no_autoflush:
        assert codes(contest) == [Missing.LATER_CLOSING]


def test_a_round_in_the_past_is_named(rows):
    assert codes(make_ready(), NOON + timedelta(days=9)) == [Missing.TIME]


def test_a_ranking_by_prediction_without_its_question_is_advice_only(rows):
    contest = make_ready()
    service.edit_audience(contest.audiences[0], "Công chức", PRESETS[Preset.A])
    assert codes(contest) == [Missing.PREDICTION]
    publishing.publish(contest, NOON)
    assert contest.is_published


def test_a_contest_that_lacks_something_is_not_published(rows):
    contest = make_contest()
    with pytest.raises(ContestNotReady) as refused:
        publishing.publish(contest, NOON)
    lacking = [each.missing for each in refused.value.details["gaps"]]
    assert lacking == [Missing.AUDIENCE, Missing.ROUND]
    assert not contest.is_published


def test_publishing_pins_the_pool_of_each_round_and_audience(rows):
    contest = make_published(questions=5)
    assert len(queries.list_pool(contest.rounds[0], contest.audiences[0])) == 5


def test_a_pinned_round_draws_from_its_pool_alone(rows):
    contest = make_published(questions=3, wanted=3)
    (round_,), (audience,) = contest.rounds, contest.audiences
    before = {each.version_id for each in queries.list_pool(round_, audience)}
    make_questions(5, contest.host, round_.blueprint[0].topic, audience.audience)
    pool, blueprint = queries.list_pool(round_, audience), queries.list_blueprint(round_, audience)
    paper = draw(blueprint, pool, b"seed")
    assert {each.version_id for each in paper.items} == before


def test_a_later_round_is_pinned_by_itself(rows):
    contest = make_published()
    later, audience = add_round(contest), contest.audiences[0]
    cell = (contest.rounds[0].blueprint[0].topic_id, contest.rounds[0].blueprint[0].difficulty)
    db.session.flush()
    service.set_blueprint(later, audience, {cell: 2})
    publishing.pin(later, NOON)
    db.session.flush()
    assert len(queries.list_pool(later, audience)) == 4


def test_a_contest_nobody_entered_goes_back_into_draft(rows):
    contest = make_published()
    publishing.unpublish(contest)
    db.session.commit()
    assert queries.list_pool(contest.rounds[0], contest.audiences[0]) == []
    assert (contest.is_published, contest.rounds[0].pinned_at) == (False, None)


def test_a_contest_somebody_entered_stays_published(rows):
    contest = make_published()
    make_entry(contest)
    with pytest.raises(ContestEntered):
        publishing.unpublish(contest)


def test_the_last_day_of_a_round_that_closes_at_midnight_is_the_day_before():
    round_ = add_round(build_contest(build_host()))
    round_.closes_at = NOON.replace(hour=17)  # 24h00 of the fourth in Vietnam
    assert queries.round_days(round_)[1].day == 4


def test_options_that_stay_are_told_to_the_draw():
    version = build_version(id=7, topic_id=1)
    assert queries.pool_item(version).stays == {3}


@given(st.permutations(["Sở", "Xã", "Tỉnh", "Cả A và B đều đúng"]), st.binary(min_size=1))
def test_a_paper_never_moves_options_that_name_each_other_by_letter(texts, chance):
    written = [{"text": text, "right": text == "Sở", "stays": False} for text in texts]
    item = queries.pool_item(build_version(id=7, topic_id=1, options=written))
    paper = draw([BlueprintRow(1, item.difficulty, 1)], [item], chance)
    assert paper.items[0].order == (0, 1, 2, 3)
