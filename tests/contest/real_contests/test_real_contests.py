"""What comes of each real contest when it is run through the services.

The table says it (``tests/contest/real_contests/table``); each test looks at one side of it.
"""

from tests.contest.real_contests.judging import USUALLY_SEEN
from tests.contest.real_contests.publishing import expected_publication
from tests.contest.real_contests.sitting import expected_refusals


def test_who_may_enter_does_and_who_may_not_is_told_which_rule_says_so(world, contest):
    assert world.refusals == {each.name: each.refused for each in contest.entrants}


def test_everything_that_the_conditions_need_is_asked_of_entrants(world):
    assert world.is_asked


def test_one_sits_when_and_as_often_as_the_rules_allow(world, contest):
    assert world.starts == expected_refusals(contest.entrants)


def test_an_attempt_lasts_the_minutes_that_are_printed_or_to_the_closing(world, contest):
    if contest.minutes:
        assert max(world.lengths) == contest.minutes.fact


def test_every_paper_is_drawn_from_the_bank_of_its_round_and_audience(world):
    for key, drawn in world.papers.items():
        assert all(paper <= world.banks[key] for paper in drawn), key


def test_audiences_and_themed_rounds_have_banks_of_their_own(world, contest):
    rounds = {number for number, _ in world.banks}
    kept_apart = [
        {title: bank for (number, title), bank in world.banks.items() if number == each}
        for each in rounds
    ]
    if contest.themed:
        kept_apart.append(world.banks)
    for banks in kept_apart:
        assert len(frozenset().union(*banks.values())) == sum(map(len, banks.values()))


def test_where_papers_are_drawn_by_chance_not_all_get_the_same(world, contest):
    differ = any(len(set(drawn)) > 1 for drawn in world.papers.values())
    assert differ is (contest.spare is not None)


def test_the_attempt_counts_that_the_rules_name(world, contest):
    assert world.counting == contest.expected.counting


def test_people_stand_as_the_keys_of_the_contest_order_them(world, contest):
    assert world.ranking == contest.expected.ranking


def test_prizes_go_to_whom_the_rules_give_them(world, contest):
    assert world.prizes == contest.expected.prizes


def test_units_stand_as_the_rules_order_them(world, contest):
    assert world.units == contest.expected.units


def test_prizes_of_units_go_to_whom_the_rules_give_them(world, contest):
    assert world.unit_prizes == contest.expected.unit_prizes


def test_winners_are_published_by_name_place_and_prize_and_nothing_more(world, contest):
    assert world.published == expected_publication(contest)


def test_each_thing_is_shown_from_the_state_on_that_the_rules_name(world, contest):
    if world.seen:
        assert world.seen == USUALLY_SEEN | contest.expected.seen


def test_one_may_complain_until_the_last_day_of_the_rules(world, contest):
    assert world.last_complaint == contest.expected.last_complaint


def test_a_complaint_is_in_time_on_that_day_and_late_on_the_next(world, contest):
    known = ("", "complaint-late") if contest.complaints else ("complaints-not-known",) * 2
    assert world.complained == (known if world.seen else ())


def test_a_result_is_final_when_nobody_may_complain_and_every_complaint_is_answered(world, contest):
    waits = ("way-complaints-open way-complaint-days-not-over", "way-complaints-open", "")
    expected = waits if contest.complaints else ("",)
    assert world.finals == (expected if world.seen else ())


def test_its_organisers_could_print_the_figures_that_they_printed(world, contest):
    printed = contest.expected.report
    assert {each: world.report[each] for each in printed} == printed
