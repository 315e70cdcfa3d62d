"""Claims of prizes: whose they are, until when, and how one passes on."""

from datetime import date

import pytest

from contest.contests import way_queries as ways
from contest.contests.prize_models import Prize
from contest.db import begin_writing, db
from contest.results import (
    award_queries,
    change_queries,
    claim_queries,
    claim_service,
    queries,
    service,
    way_queries,
)
from contest.results.award_models import Award
from contest.results.claim_preview_service import heirs
from contest.results.models import Ranking, Standing
from contest.rules.boards import Combine
from contest.rules.claims import After, ClaimFault, ClaimRefused, State, Terms
from contest.rules.payees import Handing, Payee
from contest.rules.prize_changes import Why, encode
from contest.rules.prizes import Edge, PrizeRules, Repeat
from contest.rules.result_way import State as WayState
from contest.rules.working_days import Days
from contest.web.current import vault
from tests.contest.contests.factories import add_round
from tests.contest.factories import keep, make_account
from tests.contest.results.claim_factories import (
    BANK,
    CLOSED,
    DAY,
    FIRST,
    FOURTH,
    OVER,
    SECOND,
    make_claim,
    make_won,
    pass_on,
    person_of,
    prize_of,
    run_jobs,
    today,
)
from tests.contest.results.factories import compute, set_state


@pytest.fixture
def round_(rows):
    return make_won()


@pytest.fixture
def by(round_):
    return make_account()


def winners(round_, now=CLOSED):
    return [
        (each.person.name, each.award.prize.title)
        for each in claim_queries.list_won(round_.contest, now)
        if each.award
    ]


def refusal(act, *given):
    with pytest.raises(ClaimRefused) as refused:
        act(*given)
    return refused.value.code


@pytest.mark.parametrize("state", [WayState.PROVISIONAL, WayState.DECISION])
def test_before_the_publication_nobody_claims(round_, state):
    set_state(round_, state)
    assert claim_queries.list_own(person_of(round_.contest), CLOSED) == []


def test_ones_own_prize_has_its_last_day(round_):
    [won] = claim_queries.list_own(person_of(round_.contest), CLOSED)
    assert (won.award.prize.title, won.claim.last, won.state) == (
        "Nhất", date(2030, 5, 20), State.OPEN,
    )  # fmt: skip


def test_where_no_claims_are_asked_for_there_is_no_last_day(rows):
    won = prize_of(make_won(None))
    assert (won.claim.last, won.state) == (None, State.NOT_ASKED)


def test_what_was_said_is_sealed_and_read_by_who_pays(round_):
    won = make_claim(round_)
    assert b"1234567890" not in won.row.payee_sealed
    assert claim_service.payee_of(won, vault()) == BANK


def test_what_was_said_may_be_corrected(round_):
    make_claim(round_)
    won = make_claim(round_, payee=Payee(Handing.OFFICE))
    assert claim_service.payee_of(won, vault()) == Payee(Handing.OFFICE)


def test_after_the_last_day_nobody_claims(round_):
    assert refusal(claim_service.claim, prize_of(round_, now=OVER), BANK, vault(), OVER) == (
        ClaimFault.LATE
    )


def test_a_later_day_of_ones_own_lets_one_claim(round_, by):
    begin_writing()
    claim_service.extend(prize_of(round_, now=OVER), today(OVER), "Nằm viện", by, OVER)
    db.session.commit()
    assert make_claim(round_, now=OVER).state is State.CLAIMED


def test_an_unclaimed_prize_passes_on_and_the_place_stays(round_):
    before = [each.person_id for each in winners_standing(round_)]
    assert pass_on(round_) is After.PASSES_ON
    assert FIRST not in dict(winners(round_, OVER))
    assert [each.person_id for each in winners_standing(round_)] == before


def winners_standing(round_):
    ranking = queries.find_ranking(round_.id)
    return db.session.query(Standing).filter_by(ranking_id=ranking.id).order_by("position").all()


def test_what_passes_on_is_published_at_once_in_the_same_standings(round_):
    old = queries.find_ranking(round_.id)
    pass_on(round_)
    way = ways.find_way(round_, None)
    assert way.ranking_id == queries.find_ranking(round_.id).id != old.id
    assert way.state is WayState.COMPLAINTS


def test_the_differences_of_a_passing_on_say_why(round_):
    old = queries.find_ranking(round_.id)
    pass_on(round_)
    found = change_queries.changes(
        old, queries.find_ranking(round_.id), round_.contest.audiences[0].id
    )
    number = person_of(round_.contest).number
    assert {each.entrant: each.why for each in found}[number] is Why.UNCLAIMED


def test_a_computation_for_another_reason_changes_no_published_prize(round_):
    old = queries.find_ranking(round_.id)
    compute(round_, OVER)
    assert ways.find_way(round_, None).ranking_id == old.id


def test_to_whom_a_prize_passes_has_days_from_then_on(round_):
    pass_on(round_)
    assert prize_of(round_, FOURTH, OVER).claim.last == today(OVER + 7 * DAY)


def test_who_moves_up_keeps_the_claim(round_):
    make_claim(round_, SECOND)
    pass_on(round_)
    won = prize_of(round_, SECOND, OVER)
    assert won.state is State.CLAIMED


def test_whose_prize_passed_on_is_still_told(round_):
    pass_on(round_)
    assert prize_of(round_, now=OVER).state is State.PASSED_ON


def test_where_the_regulation_says_so_a_prize_lapses_and_nobody_else_gets_it(rows):
    round_ = make_won(Terms(Days(7), After.LAPSES))
    before = winners(round_)
    assert pass_on(round_) is After.LAPSES
    assert winners(round_, OVER) == before
    assert prize_of(round_, now=OVER).state is State.LAPSED


def test_in_a_final_result_a_prize_lapses(round_):
    set_state(round_, WayState.FINAL, CLOSED)
    assert pass_on(round_) is After.LAPSES


def test_nothing_passes_on_in_standings_that_are_not_the_published_ones(round_, by):
    queries.find_ranking(round_.id).digest = "0" * 64
    db.session.commit()
    newer = compute(round_, CLOSED)
    assert newer.version == 2
    won = prize_of(round_, now=OVER)
    assert refusal(claim_service.end, won, 0, by, OVER) == ClaimFault.OTHER_RESULT


def test_a_result_waits_for_prizes_that_may_pass_on(round_):
    way = ways.find_way(round_, None)
    waiting = way_queries.facts_of(way, CLOSED).open_claims
    make_claim(round_)
    assert (waiting, way_queries.facts_of(way, CLOSED).open_claims) == (
        len(winners(round_)), len(winners(round_)) - 1,
    )  # fmt: skip


def test_a_claimed_prize_is_handed_over(round_, by):
    make_claim(round_)
    begin_writing()
    claim_service.hand_over(prize_of(round_), today(), "Lê Văn Thủ Quỹ", "PC 12", 0, by, CLOSED)
    db.session.commit()
    assert prize_of(round_, now=OVER).state is State.HANDED_OVER


def test_who_was_paid_a_lower_prize_and_moves_up_is_to_be_paid_again(round_, by):
    make_claim(round_, SECOND)
    begin_writing()
    claim_service.hand_over(prize_of(round_, SECOND), today(), "Thủ quỹ", "", 0, by, CLOSED)
    db.session.commit()
    pass_on(round_)
    won = prize_of(round_, SECOND, OVER)
    assert (won.state, won.row.payments[-1].prize.title) == (State.CLAIMED, "Nhì")


def test_another_contests_prize_is_not_found(round_):
    other = make_won()
    assert len(award_queries.list_awards(queries.find_ranking(other.id))) == len(winners(round_))
    assert claim_queries.list_won(round_.contest, CLOSED, person_of(other.contest)) == []


def test_what_is_told_before_is_what_comes_of_it(round_):
    told = {each.person.name: each.after for each in heirs(prize_of(round_, now=OVER))}
    before = dict(given(round_))
    pass_on(round_)
    after = dict(given(round_))
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    assert told == {name: after.get(name) for name in changed}
    assert len(told) == 4


def given(round_):
    return [
        (each.person.name, (each.award.prize_id, each.award.amount))
        for each in claim_queries.list_won(round_.contest, OVER)
        if each.award
    ]


@pytest.fixture
def whole(round_):
    """A prize of the whole contest, public since its only round is."""
    contest = round_.contest
    contest.combined = Combine.SUM
    contest.prize_rules = encode(PrizeRules((), Edge.SHARED, Repeat.EVERY))
    keep(
        Prize(
            public_id=f"whole-{contest.id}", contest_id=contest.id, is_for_units=False,
            is_by_proposal=False, rank=1, title="Giải toàn cuộc", count=1, amount=0,
        )
    )  # fmt: skip
    begin_writing()
    service.compute_board(contest, CLOSED)
    db.session.commit()
    return contest


def whole_prize(contest, name, now):
    return claim_queries.get_won(contest, 0, person_of(contest, name), now)


def test_a_prize_of_the_whole_contest_has_its_own_claim(round_, whole):
    make_claim(round_)
    assert whole_prize(whole, FIRST, CLOSED).state is State.OPEN


def test_a_prize_of_the_whole_contest_passes_on_by_a_new_board(round_, whole, by):
    begin_writing()
    claim_service.end(whole_prize(whole, FIRST, OVER), 0, by, OVER)
    db.session.commit()
    run_jobs(OVER)
    titles = [title for name, title in winners(round_, OVER) if name == FIRST]
    assert titles == ["Nhất"]
    assert whole_prize(whole, FIRST, OVER).state is State.PASSED_ON
    assert whole_prize(whole, SECOND, OVER).award.prize.title == "Giải toàn cuộc"


def test_while_a_round_is_not_public_no_prize_of_the_whole_contest_is(round_, whole):
    set_state(round_, WayState.PROVISIONAL)
    assert claim_queries.list_won(whole, CLOSED) == []


def test_a_prize_passes_by_whoever_is_a_published_winner_of_a_later_round(round_):
    contest = round_.contest
    later = keep(add_round(contest))
    ranking = keep(
        Ranking(
            round_id=later.id, version=1, computed_at=CLOSED, entrant_count=1, attempt_count=1,
            digest="0" * 64, figures={"prizes": []},
        )
    )  # fmt: skip
    prize = keep(
        Prize(
            public_id=f"later-{contest.id}", contest_id=contest.id, round_id=later.id,
            is_for_units=False, is_by_proposal=False, rank=1, title="Nhất", count=1, amount=0,
        )
    )  # fmt: skip
    keep(
        Award(
            ranking_id=ranking.id, prize_id=prize.id, position=1, amount=0, is_shared=False,
            person_id=person_of(contest, FOURTH).id,
        )
    )  # fmt: skip
    set_state(later, WayState.PUBLISHED)
    pass_on(round_)
    of_round = {
        each.person.name
        for each in claim_queries.list_won(contest, OVER)
        if each.award and each.round is round_
    }
    assert FOURTH not in of_round
    assert "=Phạm Thị Bình" in of_round
