"""What an open complaint holds up, and who had a part in what it attacks by the record."""

from datetime import date, timedelta

import pytest

from contest.attempts.care_models import ExtraTime, PaperSitting, PaperTyping, Reopening
from contest.audit import service as audit
from contest.contests.models import Entry
from contest.db import db
from contest.hosts.words import ACTS as NAMES
from contest.results import complaint_parts_queries as parts
from contest.results import complaint_queries as queries
from contest.results import way_queries
from contest.results.check_models import Merge
from contest.rules import complaints as rules
from contest.rules.complaints import Kind
from contest.rules.result_way import State, WayFault, WayRefused
from contest.rules.roles import Role
from tests.contest.contests.factories import make_entry
from tests.contest.factories import NOON, keep, make_account, serial
from tests.contest.results.complaint_factories import (
    LATE,
    build_holiday,
    make_complaint,
    make_result_complaint,
    publish,
    set_terms,
    staff_url,
)
from tests.contest.results.factories import make_sat_round
from tests.contest.results.ways import CLOSED, traveller


@pytest.fixture
def round_(rows):
    found = make_sat_round().round
    set_terms(found.contest)
    return found


@pytest.fixture
def attempt(round_):
    person = db.session.query(Entry).filter_by(contest=round_.contest).first().person
    return queries.list_attempts(round_.contest, person)[0]


@pytest.fixture
def by(round_):
    return make_account(round_.contest.host)


def published(sat_round):
    found = traveller(type("Sat", (), {"round": sat_round})())
    found.go(State.PUBLISHED)
    return found


def refusal(travels, now):
    with pytest.raises(WayRefused) as refused:
        travels.take(State.FINAL, now)
    return {each.code: each.values for each in refused.value.obstacles}


def test_an_open_complaint_keeps_a_result_from_its_end(round_, attempt):
    travels = published(round_)
    make_result_complaint(attempt)
    assert refusal(travels, LATE)[WayFault.COMPLAINTS_OPEN] == {"count": 1}


def test_the_days_for_complaints_mind_the_hosts_holidays(round_):
    travels = published(round_)  # on Sunday the 12th
    keep(build_holiday(round_.contest.host, date(2030, 5, 15)))
    found = refusal(travels, CLOSED + timedelta(days=5))
    assert found[WayFault.COMPLAINT_DAYS_NOT_OVER] == {"until": "2030-05-20"}


def test_a_result_that_nobody_complains_of_ends_after_its_days(round_):
    assert published(round_).take(State.FINAL, LATE).state is State.FINAL


def acted(by, act, complaint, **details):
    """The record of an act, upon whoever or whatever that act is recorded of."""
    contest, person = complaint.contest, complaint.about_person
    is_of_person = act.startswith(("entrant", "signal"))
    subject = person.number if is_of_person else f"{contest.public_id}/1"
    given = {"contest": contest.public_id} if is_of_person else {}
    audit.record(
        by.actor, act, now=NOON, host_id=contest.host_id, subject_kind="x", subject=subject,
        details=given | details,
    )  # fmt: skip
    db.session.commit()


def about(kind, attempt):
    if kind is Kind.RESULT:
        return make_result_complaint(attempt)
    return make_complaint(
        attempt.round.contest, attempt.person, kind=kind, about=attempt.person, round=attempt.round
    )


CHECKED = ("entrant-checked", "entrant-called", "entrant-decided", "entrant-corrected")


@pytest.mark.parametrize(
    ("kind", "act"),
    [
        *((Kind.REFUSAL, act) for act in (*CHECKED, "signal-settled")),
        *((Kind.ANOTHER_ENTRANT, act) for act in (*CHECKED, "signal-settled")),
        *(
            (Kind.RESULT, act)
            for act in (
                "results-asked", "result-confirmed", "result-dissented", "truth-recorded",
                "lot-number-entered",
            )
        ),
    ],
)  # fmt: skip
def test_who_did_what_is_attacked_does_not_answer(round_, attempt, by, kind, act):
    made = about(kind, attempt)
    acted(by, act, made)
    assert not rules.may_answer(by.id, kind, parts.involvements(made))


@pytest.mark.parametrize("kind", [Kind.REFUSAL, Kind.ANOTHER_ENTRANT])
def test_who_merged_the_entry_that_went_does_not_answer(round_, attempt, by, kind):
    made = about(kind, attempt)
    entry = queries.find_entry(round_.contest, attempt.person_id)
    kept = make_entry(round_.contest)
    keep(
        Merge(
            kept_entry_id=kept.id, gone_entry_id=entry.id, attempts=[], why="Một người.",
            merged_by_id=by.id, merged_at=NOON,
        )
    )  # fmt: skip
    assert not rules.may_answer(by.id, kind, parts.involvements(made))


def helping(attempt, by):
    """Each way of having had a hand in the attempt."""
    where = {"round_id": attempt.round_id, "attempt_id": attempt.id}
    entry = queries.find_entry(attempt.round.contest, attempt.person_id)
    given = {"extra_ms": 60_000, "reason": "Mất điện.", "open_count": 0, "given_at": NOON}
    sitting = PaperSitting(
        public_id=f"paper-{serial()}", entry_id=entry.id, printed_by_id=make_account().id,
        printed_at=NOON, **where,
    )  # fmt: skip
    return {
        "time": lambda: ExtraTime(
            round_id=attempt.round_id, person_id=attempt.person_id, given_by_id=by.id, **given
        ),
        "time-of-an-audience": lambda: ExtraTime(
            round_id=attempt.round_id, contest_audience_id=attempt.contest_audience_id,
            given_by_id=by.id, **given,
        ),
        "reopening": lambda: Reopening(
            **where, extra_ms=0, reason="Rớt mạng.", handed_in_ms=1, deadline_ms=1, closes_ms=1,
            marks=[], done_by_id=by.id, done_at=NOON,
        ),
        "typing": lambda: PaperTyping(
            sitting=sitting, turn=1, answers={}, typed_by_id=by.id, typed_at=NOON
        ),
    }  # fmt: skip


@pytest.mark.parametrize("way", ["time", "time-of-an-audience", "reopening", "typing"])
def test_who_helped_with_the_attempt_does_not_answer(round_, attempt, by, way):
    made = about(Kind.RESULT, attempt)
    assert rules.may_answer(by.id, Kind.RESULT, parts.involvements(made))
    keep(helping(attempt, by)[way]())
    assert not rules.may_answer(by.id, Kind.RESULT, parts.involvements(made))


def test_who_checked_the_person_for_another_contest_answers(round_, attempt, by):
    made = about(Kind.REFUSAL, attempt)
    acted(by, "entrant-checked", made, contest="another")
    assert rules.may_answer(by.id, Kind.REFUSAL, parts.involvements(made))


def test_the_acts_that_tell_of_a_part_are_acts_of_the_record():
    assert not set(parts.ACTS) - set(NAMES)


def test_a_new_marking_that_was_promised_begins_at_the_keys_of_the_round(
    client, log_in, round_, attempt, at
):
    publish(round_)
    at(LATE)
    made = make_result_complaint(attempt)
    made.answered_at = NOON
    db.session.commit()
    log_in(make_account(round_.contest.host, Role.ORGANISER))
    page = client.get(staff_url(round_.contest, f"/{made.public_id}")).text
    assert f"/contests/{round_.contest.public_id}/rounds/1/keys" in page


def test_without_terms_no_day_is_waited_for(round_):
    set_terms(round_.contest, None)
    travels = published(round_)
    assert way_queries.complaints_until(travels.way) is None
