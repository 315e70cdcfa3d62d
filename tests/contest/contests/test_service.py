import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from contest.contests import queries, service
from contest.db import db
from contest.errors import HeadcountsFixed, RoundFixed
from contest.rules.ranking import PRESETS, Preset
from questions.model import Difficulty
from tests.contest.contests.factories import (
    SECRET,
    add_audience,
    add_round,
    build_contest,
    build_details,
    build_round_details,
    make_contest,
    make_published,
    make_ready,
    make_topic,
    make_unit,
)
from tests.contest.factories import NOON, build_host


def test_everyone_may_know_the_hash_of_a_rounds_secret():
    round_ = service.add_round(build_contest(build_host()), build_round_details(), SECRET)
    assert round_.secret_commitment == hashlib.sha256(SECRET).hexdigest()


def test_rounds_are_numbered_in_turn():
    contest = build_contest(build_host())
    assert [add_round(contest).number for _ in range(3)] == [1, 2, 3]


def test_a_pinned_round_can_be_prolonged():
    round_ = add_round(build_contest(build_host()))
    round_.pinned_at = NOON
    later = round_.closes_at + timedelta(days=1)
    service.edit_round(round_, build_round_details(closes_at=later), NOON)
    assert round_.closes_at == later


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"closes_at": NOON + timedelta(days=7)}, id="shortened"),
        pytest.param({"minutes": 30}, id="more-minutes"),
        pytest.param({"attempts_allowed": None}, id="more-attempts"),
        pytest.param({"opens_at": NOON + timedelta(days=2)}, id="opened-later"),
        pytest.param({"shuffles_options": False}, id="unshuffled"),
    ],
)
def test_nothing_else_of_a_pinned_round_changes(change):
    round_ = add_round(build_contest(build_host()))
    round_.pinned_at = NOON
    with pytest.raises(RoundFixed):
        service.edit_round(round_, build_round_details(**change), NOON)


def test_a_round_that_has_closed_is_not_opened_again():
    round_ = add_round(build_contest(build_host()))
    round_.pinned_at, closed = NOON, round_.closes_at
    with pytest.raises(RoundFixed):
        service.edit_round(
            round_, build_round_details(closes_at=closed + timedelta(days=1)), closed
        )


def test_what_was_agreed_to_keeps_its_version_while_its_wording_stays():
    contest = build_contest(build_host())
    contest.published_at = NOON
    service.edit_contest(contest, build_details(title="Tên mới"))
    assert contest.consent_version == 1


def test_another_wording_of_the_consent_is_a_new_version():
    contest = build_contest(build_host())
    contest.published_at = NOON
    service.edit_contest(contest, build_details(consent_wording="Tôi đồng ý, bản sửa."))
    assert contest.consent_version == 2


def test_a_blueprint_is_replaced_cell_by_cell(rows):
    contest = make_ready()
    (round_,), (audience,), topic = contest.rounds, contest.audiences, make_topic()
    old = round_.blueprint[0].topic_id
    counts = {(old, Difficulty.EASY): 0, (topic.id, Difficulty.HARD): 2}
    service.set_blueprint(round_, audience, counts)
    db.session.commit()
    assert [(each.topic, each.count) for each in queries.list_blueprint(round_, audience)] == [
        (topic.id, 2)
    ]


def test_a_pinned_blueprint_stays(rows):
    contest = make_published()
    with pytest.raises(RoundFixed):
        service.set_blueprint(contest.rounds[0], contest.audiences[0], {})


def test_an_audience_goes_with_its_blueprints(rows):
    contest = make_ready()
    service.remove_audience(contest.audiences[0])
    db.session.commit()
    assert (contest.audiences, contest.rounds[0].blueprint) == ([], [])


def test_a_ranking_is_fixed_with_the_first_pinned_round(rows):
    audience = make_published().audiences[0]
    service.edit_audience(audience, "Tên khác", PRESETS[Preset.B])
    with pytest.raises(RoundFixed):
        service.edit_audience(audience, "Tên khác", PRESETS[Preset.A])


def test_headcounts_are_stated_changed_and_taken_back(rows):
    contest = make_contest()
    round_ = add_round(contest)
    db.session.flush()
    units = [make_unit(contest.host, name) for name in ("Sở A", "Sở B", "Sở C")]
    service.set_headcounts(round_, None, [], dict.fromkeys(units, 10), NOON)
    db.session.flush()
    stated = queries.list_headcounts(round_)
    changes = {units[0]: 12, units[1]: None, units[2]: 10}
    changed = service.set_headcounts(round_, None, stated, changes, NOON)
    db.session.flush()
    assert changed == 2
    assert [(each.unit.name, each.count) for each in queries.list_headcounts(round_)] == [
        ("Sở A", 12),
        ("Sở C", 10),
    ]


def test_headcounts_are_frozen_at_the_opening():
    round_ = add_round(build_contest(build_host()))
    with pytest.raises(HeadcountsFixed):
        service.set_headcounts(round_, None, [], {}, round_.opens_at)


def test_a_copy_has_all_that_was_written_down_and_nothing_that_happened(rows):
    contest = make_published()
    copy = service.clone(contest, "nam-sau", "Năm sau", NOON, lambda size: b"\1" * size, 365)
    db.session.add(copy)
    db.session.commit()
    (old,), (new,) = contest.rounds, copy.rounds
    shifted = replace(
        service.round_details(old),
        opens_at=old.opens_at + timedelta(days=365),
        closes_at=old.closes_at + timedelta(days=365),
    )
    assert service.round_details(new) == shifted
    assert [each.count for each in new.blueprint] == [each.count for each in old.blueprint]
    assert (copy.is_published, new.pinned_at) == (False, None)
    assert new.secret_commitment != old.secret_commitment


def test_a_copys_blueprint_speaks_of_its_own_audience(rows):
    contest = make_ready()
    copy = service.clone(contest, "ban-sao", "Bản sao", NOON, bytes)
    db.session.add(copy)
    db.session.commit()
    assert copy.rounds[0].blueprint[0].contest_audience is copy.audiences[0]
    assert copy.audiences[0].ranking == contest.audiences[0].ranking


def test_an_audience_is_added_before_the_first_round_is_pinned(rows):
    with pytest.raises(RoundFixed):
        add_audience(make_published())
