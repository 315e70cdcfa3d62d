from datetime import date, timedelta

import pytest

from contest.contests.models import Entry
from contest.db import db
from contest.results import complaint_parts_queries as parts
from contest.results import complaint_queries as queries
from contest.results import complaint_service as service
from contest.results.complaint_models import Channel, Complaint
from contest.results.complaint_service import Contact
from contest.rules.complaint_terms import Settings
from contest.rules.complaints import (
    ComplaintFault,
    ComplaintRefused,
    Effect,
    Involvement,
    Kind,
    Part,
    State,
    Until,
)
from contest.rules.result_way import State as WayState
from contest.rules.verification import State as EntryState
from contest.rules.working_days import Days
from tests.contest.factories import NOON, keep, make_account
from tests.contest.results.complaint_factories import (
    PUBLISHED,
    VAULT,
    build_holiday,
    make_complaint,
    make_result_complaint,
    publish,
    set_terms,
)
from tests.contest.results.factories import make_sat_round, set_state

NOBODY: frozenset[Involvement] = frozenset()


@pytest.fixture
def round_(rows):
    found = make_sat_round().round
    set_terms(found.contest)
    publish(found)
    return found


@pytest.fixture
def attempt(round_):
    person = db.session.query(Entry).filter_by(contest=round_.contest).first().person
    return queries.list_attempts(round_.contest, person)[0]


@pytest.fixture
def by(round_):
    return make_account(round_.contest.host)


def taken_up(complaint: Complaint, by) -> Complaint:
    service.assign(complaint, by, NOBODY, by, NOON)
    return complaint


def test_complaints_are_numbered_in_their_year(round_, attempt):
    made = [make_result_complaint(attempt) for _ in range(2)]
    assert [str(each.label) for each in made] == ["1/2030", "2/2030"]


def test_the_same_page_sent_twice_makes_one_complaint(round_, attempt):
    first, second = (make_result_complaint(attempt, page_key="x" * 22) for _ in range(2))
    assert first is second


def test_the_last_days_follow_the_regulation_and_the_hosts_holidays(round_, attempt):
    keep(build_holiday(round_.contest.host, date(2030, 5, 15)))
    made = make_result_complaint(attempt)
    assert (made.event_on, made.last_on, made.answer_by) == (
        date(2030, 5, 13), date(2030, 5, 21), date(2030, 5, 29),
    )  # fmt: skip


def test_one_that_comes_on_the_last_day_is_in_time(round_, attempt):
    assert make_result_complaint(attempt, received_on=date(2030, 5, 20)).fault == ""


def test_a_late_one_is_registered_as_late(round_, attempt):
    made = make_result_complaint(attempt, received_on=date(2030, 5, 21))
    assert (made.fault, made.number) == (ComplaintFault.LATE, 1)


def test_a_named_last_day_holds_without_a_publication(round_, attempt):
    set_terms(round_.contest, Settings(Until(NOON.date()), Days(3)))
    assert make_result_complaint(attempt).fault == ComplaintFault.LATE


def test_marks_that_are_shown_before_the_publication_can_be_complained_of(round_, attempt):
    set_state(round_, WayState.PROVISIONAL)
    made = make_result_complaint(attempt)
    assert (made.fault, made.last_on) == ("", None)


def test_without_a_word_in_the_regulation_a_complaint_is_kept_with_that_fault(round_, attempt):
    set_terms(round_.contest, None)
    assert make_result_complaint(attempt).fault == ComplaintFault.NOT_KNOWN


def test_the_question_named_is_found_on_the_paper(round_, attempt):
    made = make_result_complaint(attempt, position=2)
    assert made.question_version_id == attempt.drawn.items[1].version_id


def test_who_is_no_entrant_is_sealed(round_):
    by = Contact("Trần Thị Giấy", "0912 345 678")
    made = make_complaint(round_.contest, None, by=by, page_key=None)
    assert made.channel is Channel.PAPER
    assert "Giấy".encode() not in made.complainant_sealed
    assert service.complainant(made, VAULT) == by


def test_an_open_complaint_is_told_of_whom_it_is_about(round_, attempt):
    made = make_result_complaint(attempt)
    found = queries.open_about(round_.contest, round_, [attempt.person_id, -1])
    assert found == {attempt.person_id: [made]}


def test_a_closed_complaint_holds_nothing_up(round_, attempt, by):
    service.withdraw(make_result_complaint(attempt), NOON)
    assert not queries.open_about(round_.contest, None, [attempt.person_id])
    assert queries.count_open(round_) == 0


def test_a_complaint_of_the_whole_contest_holds_each_round_up(round_, attempt):
    make_complaint(round_.contest, attempt.person)
    assert queries.count_open(round_) == 1


@pytest.mark.parametrize("role", ["author_id", "reviewed_by_id", "decided_by_id"])
def test_who_made_the_question_had_a_part(round_, attempt, by, role):
    made = make_result_complaint(attempt, position=1)
    setattr(made.question_version, role, by.id)
    db.session.commit()
    assert Involvement(by.id, Part.SET_KEY) in parts.involvements(made)


def test_who_made_another_question_of_the_paper_had_none(round_, attempt, by):
    other, made = (
        make_result_complaint(attempt, position=2),
        make_result_complaint(attempt, position=1),
    )
    other.question_version.author_id = by.id
    db.session.commit()
    assert not [each for each in parts.involvements(made) if each.account == by.id]


def test_of_the_whole_paper_who_made_any_question_had_a_part(round_, attempt, by):
    make_result_complaint(attempt, position=2).question_version.author_id = by.id
    db.session.commit()
    assert Involvement(by.id, Part.SET_KEY) in parts.involvements(make_result_complaint(attempt))


def test_who_took_part_is_not_assigned(round_, attempt, by):
    made = make_result_complaint(attempt)
    with pytest.raises(ComplaintRefused) as refused:
        service.assign(made, by, [Involvement(by.id, Part.MARKED)], by, NOON)
    assert refused.value.code == ComplaintFault.TOOK_PART


def test_assigning_takes_it_up_and_may_change_hands(round_, attempt, by):
    made, other = taken_up(make_result_complaint(attempt), by), make_account()
    service.assign(made, other, NOBODY, by, NOON)
    assert (made.state, made.answerer) == (State.TAKEN_UP, other)


def test_an_answer_without_effect_is_done_at_once(round_, attempt, by):
    made = taken_up(make_result_complaint(attempt), by)
    service.answer(made, Effect.NONE, "Đáp án đúng luật.", NOBODY, by, NOON)
    assert (made.state, made.effect_done_at) == (State.ANSWERED, NOON)


def test_a_new_marking_waits_until_it_is_done(round_, attempt, by):
    made = taken_up(make_result_complaint(attempt), by)
    service.answer(made, Effect.REMARK, "Câu 2 sai đáp án.", NOBODY, by, NOON)
    assert made.waits_for_effect
    service.finish(made, "Đã chấm lại.", by, NOON)
    assert not made.waits_for_effect


def test_what_is_done_is_not_done_again(round_, attempt, by):
    made = taken_up(make_result_complaint(attempt), by)
    service.answer(made, Effect.NONE, "Đúng.", NOBODY, by, NOON)
    with pytest.raises(ComplaintRefused):
        service.finish(made, "Lần nữa", by, NOON)


def test_who_was_refused_is_reinstated_by_the_answer(round_, attempt, by):
    entry = queries.find_entry(round_.contest, attempt.person_id)
    entry.state, entry.state_ground = EntryState.NOT_RECOGNISED, "untrue-data"
    db.session.commit()
    made = make_complaint(round_.contest, attempt.person, kind=Kind.REFUSAL, about=attempt.person)
    service.answer(taken_up(made, by), Effect.REINSTATED, "Giấy tờ đúng.", NOBODY, by, NOON)
    assert (entry.state, entry.state_ground) == (EntryState.ELIGIBLE, "")


def test_who_was_not_refused_cannot_be_reinstated(round_, attempt, by):
    made = make_complaint(round_.contest, attempt.person, kind=Kind.REFUSAL, about=attempt.person)
    with pytest.raises(ComplaintRefused) as refused:
        service.answer(taken_up(made, by), Effect.REINSTATED, "Đúng.", NOBODY, by, NOON)
    assert refused.value.code == ComplaintFault.EFFECT_NOT_POSSIBLE


def test_one_not_taken_up_says_why(round_, attempt, by):
    made = make_result_complaint(attempt)
    service.leave(made, NOBODY, "Đơn gửi muộn.", by, NOON)
    assert (made.state, made.answer) == (State.NOT_TAKEN_UP, "Đơn gửi muộn.")


def test_each_step_is_kept(round_, attempt, by):
    made = taken_up(make_result_complaint(attempt), by)
    service.answer(made, Effect.NONE, "Đúng.", NOBODY, by, NOON + timedelta(days=1))
    assert [(each.number, each.from_state, each.to_state) for each in queries.list_moves(made)] == [
        (1, None, State.RECEIVED),
        (2, State.RECEIVED, State.TAKEN_UP),
        (3, State.TAKEN_UP, State.ANSWERED),
    ]


def test_an_overdue_complaint_is_found_by_its_last_day(round_, attempt):
    made = make_result_complaint(attempt)
    after = made.answer_by + timedelta(days=1)
    for day, count in ((made.answer_by, 0), (after, 1)):
        wanted = queries.Filter(is_overdue_on=day)
        assert queries.count_register(round_.contest, wanted) == count


def test_the_publication_is_a_day_of_vietnam(round_):
    assert queries.published_on(round_) == PUBLISHED.date()
