from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.contests import entry_service
from contest.contests.entry_service import NOTHING_KNOWN, EntryFault, Known, Others, Said
from contest.contests.models import Ask, BirthAsk, Contest, ContestAudience
from contest.people.service import Particulars
from contest.rules import barring, conditions_data
from contest.rules.audiences import AudienceReason, WrongAudience
from contest.rules.barring import BarredByList, BarredByRole
from contest.rules.conditions import AgeFrom, AgeTo, AllOf, AnyOf, Grade, Link, Linked, MemberOf
from contest.rules.eligibility import Birth, EntryRefusal
from contest.rules.roles import Role
from contest.rules.timing import RoundPhase
from contest.units.models import Unit, UnitKind

TODAY = date(2030, 5, 4)
AN = Particulars("Nguyễn Văn An")


def build(*conditions, audiences=(None,), **given):
    usual = {
        "asks_birth": BirthAsk.DAY,
        "asks_residence": Ask.REQUIRED,
        "asks_unit": Ask.OPTIONAL,
        "people_per_phone": 2,
        "bodies": [],
        "bars": [],
        "declaration_wording": "",
        "wrong_audience": WrongAudience.NOT_RECOGNISED,
    }
    contest = Contest(conditions=conditions_data.encode(AllOf(conditions)), **usual | given)
    contest.audiences = [
        ContestAudience(id=number, conditions=asked and conditions_data.encode(asked))
        for number, asked in enumerate(audiences, 1)
    ]
    return contest


def decide(contest, birth=None, given=AN, said=None, known=NOTHING_KNOWN, chosen=0):
    facts = entry_service.facts_of(contest, birth, given, said or Said(), known)
    return entry_service.decide(contest, contest.audiences[chosen], facts, TODAY)


def codes(decision):
    return [one.code for each in decision.unmet for one in each.refusals]


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        pytest.param(Birth(2016, 5, 4), [], id="fourteen-today"),
        pytest.param(Birth(2016, 5, 5), [EntryRefusal.TOO_YOUNG], id="fourteen-tomorrow"),
        pytest.param(Birth(2016), [EntryRefusal.MAYBE_TOO_YOUNG], id="a-year-is-its-last-day"),
        pytest.param(None, [], id="not-said"),
    ],
)
def test_the_least_age_is_reached_on_the_birthday(birth, expected):
    assert codes(decide(build(AgeFrom(14)), birth)) == expected


def test_without_a_birth_asked_nobody_is_too_young():
    assert decide(build(AgeFrom(14), asks_birth=BirthAsk.NO), Birth(2029)).is_let_in


def test_without_conditions_everybody_is_let_in():
    assert decide(build()).is_let_in


@given(st.integers(1, 20), st.integers(0, 40))
def test_a_phone_is_full_from_the_number_that_the_regulation_sets(allowed, there):
    found = entry_service.faults(build(people_per_phone=allowed), Others(on_phone=there))
    assert (EntryFault.PHONE_FULL in found) == (there >= allowed)


@given(st.integers(0, 10_000))
def test_without_a_limit_a_phone_is_never_full(there):
    assert not entry_service.faults(build(people_per_phone=None), Others(on_phone=there))


def test_a_citizen_number_enters_once():
    found = entry_service.faults(build(), Others(of_citizen_number=1))
    assert found == (EntryFault.ENTERED_BEFORE,)


@pytest.mark.parametrize(("ticked", "is_enough"), [(None, False), (1, False), (2, True)])
def test_only_the_declaration_in_force_counts(ticked, is_enough):
    contest = build(declaration_wording="Tôi cam đoan.", declaration_version=2)
    assert (entry_service.faults(contest, Others(), ticked) == ()) == is_enough


def test_each_row_that_is_not_met_is_named_by_itself():
    contest = build(AgeFrom(14), Grade(6, 9), asks_grade=Ask.REQUIRED)
    decision = decide(contest, Birth(2020, 1, 1), said=Said(grade=4))
    assert [each.condition for each in decision.unmet] == [AgeFrom(14), Grade(6, 9)]


def test_of_alternatives_all_are_named_together():
    either = AnyOf((AgeFrom(60), MemberOf("đoàn viên")))
    decision = decide(build(either, bodies=["đoàn viên"]), Birth(1990, 1, 1))
    assert [each.condition for each in decision.unmet] == [either]
    assert codes(decision) == [EntryRefusal.TOO_YOUNG, EntryRefusal.NOT_A_MEMBER]


def test_a_place_holds_those_below_it():
    province = Unit(id=1, kind=UnitKind.PROVINCE)
    commune = Unit(id=2, kind=UnitKind.COMMUNE, parent=province)
    contest = build(Linked(frozenset({1}), frozenset({Link.LIVES})))
    assert decide(contest, given=Particulars("A", residence=commune)).is_let_in
    assert not decide(contest, given=Particulars("A", country="LA")).is_let_in


def test_a_school_counts_for_the_place_where_it_stands():
    commune = Unit(id=2, kind=UnitKind.COMMUNE)
    school = Unit(id=7, kind=UnitKind.SCHOOL, commune=commune)
    contest = build(Linked(frozenset({2}), frozenset({Link.STUDIES})))
    at_school = Particulars("A", unit=school)
    assert decide(contest, given=at_school, said=Said(unit_link=Link.STUDIES)).is_let_in
    assert not decide(contest, given=at_school, said=Said(unit_link=Link.WORKS)).is_let_in


def test_a_unit_in_ones_own_words_is_left_for_the_check():
    contest = build(Linked(frozenset({2}), frozenset({Link.WORKS})))
    own = Particulars("A", unit_name="Hợp tác xã")
    facts = entry_service.facts_of(contest, None, own, Said(), NOTHING_KNOWN)
    left = entry_service.left_unchecked(contest, contest.audiences[0], facts, NOTHING_KNOWN, TODAY)
    assert left == [{"is": "linked", "units": [2], "links": ["works"]}]


PUPILS, GROWN_UP = AgeTo(17), AgeFrom(18)


def test_the_wrong_audience_is_refused_and_the_right_one_named():
    decision = decide(build(audiences=(PUPILS, GROWN_UP)), Birth(1980, 1, 1))
    assert decision.settled.reason is AudienceReason.NOT_RECOGNISED
    assert decision.fitting == (2,)
    assert not decision.is_let_in


def test_where_the_regulation_says_so_one_is_moved():
    contest = build(audiences=(PUPILS, GROWN_UP), wrong_audience=WrongAudience.MOVED)
    decision = decide(contest, Birth(1980, 1, 1))
    assert (decision.settled.audience, decision.is_let_in) == (2, True)


@pytest.mark.parametrize(
    ("bar", "known", "is_barred"),
    [
        (BarredByList(3), Known({3: True}), True),
        (BarredByList(3), Known({3: False}), False),
        (BarredByList(3), Known({}), False),
        (BarredByRole(frozenset({Role.JUDGE})), Known({}, roles=frozenset({Role.JUDGE})), True),
        (
            BarredByRole(frozenset({Role.JUDGE})),
            Known({}, namesakes_roles=frozenset({Role.JUDGE})),
            False,
        ),
    ],
)
def test_who_is_known_to_be_barred_is_kept_out(bar, known, is_barred):
    decision = decide(build(bars=[barring.encode(bar)]), known=known)
    assert decision.is_let_in is not is_barred


@pytest.mark.parametrize(
    ("bar", "known"),
    [
        (BarredByList(3), Known({})),
        (
            BarredByRole(frozenset({Role.JUDGE})),
            Known({}, namesakes_roles=frozenset({Role.JUDGE})),
        ),
    ],
)
def test_a_namesake_of_somebody_barred_is_left_for_the_check(bar, known):
    contest = build(bars=[barring.encode(bar)])
    facts = entry_service.facts_of(contest, None, AN, Said(), known)
    left = entry_service.left_unchecked(contest, contest.audiences[0], facts, known, TODAY)
    assert left == [barring.encode(bar)]


def test_no_more_of_a_birth_is_kept_than_is_asked():
    kept = entry_service.kept_birth(build(asks_birth=BirthAsk.YEAR), Birth(1980, 5, 3))
    assert kept == Birth(1980)


def test_open_rounds_come_first():
    phases = sorted(RoundPhase, key=entry_service.round_order)
    assert phases == [
        RoundPhase.OPEN,
        RoundPhase.PAUSED,
        RoundPhase.EARLY,
        RoundPhase.OVER,
    ]
