"""What pages show to whom in which state: figures, names, marks, numbers; and a frozen board."""

import re
from datetime import timedelta

import pytest

from contest.contests.prize_models import Prize
from contest.results import queries, service
from contest.results.award_models import Award
from contest.rules.disclosure import What, encode_opens
from contest.rules.result_way import State
from contest.rules.roles import Role
from tests.contest.contests.factories import make_unit
from tests.contest.factories import keep, make_account, serial
from tests.contest.results.factories import CLOSED, PEOPLE, compute, make_entrant, set_state, sit

WINNER = PEOPLE[0][0]
LOSERS = [name for name, *_ in PEOPLE[1:]]
FIGURE = "xã Bến Quan"
AFTER = (State.PUBLISHED, State.COMPLAINTS, State.FINAL)
STATES = (State.PROVISIONAL, State.MINUTES, State.DECISION, *AFTER)


@pytest.fixture
def award(sat, rows, at):
    """The first won the first prize, by the computation that there is."""
    at(CLOSED)
    ranking = compute(sat.round)
    contest = sat.round.contest
    [first] = queries.each_standing(ranking, contest.audiences[0], limit=1)
    prize = keep(
        Prize(
            public_id=f"prize-{serial()}", contest_id=contest.id, round_id=sat.round.id,
            is_for_units=False, is_by_proposal=False, rank=1, title="Giải Nhất đợt", count=1,
            amount=1_000_000,
        )
    )  # fmt: skip
    person = rows.query(queries.Person).filter_by(number=first.number).one()
    return keep(
        Award(
            ranking_id=ranking.id, prize_id=prize.id, person_id=person.id, position=1,
            contest_audience_id=contest.audiences[0].id, amount=1_000_000, is_shared=False,
        )
    )  # fmt: skip


@pytest.fixture
def opens(sat, rows):
    def opens(**given):
        named = {What(name.replace("_", "-")): state for name, state in given.items()}
        sat.round.contest.disclosure = encode_opens(named)
        rows.commit()

    return opens


@pytest.fixture
def public(sat):
    return f"/c/{sat.round.contest.public_id}/r/1"


@pytest.fixture
def staff(sat):
    contest = sat.round.contest
    return f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/rounds/1"


@pytest.mark.parametrize("state", STATES)
def test_before_the_decision_there_are_no_names_and_after_it_winners_alone(
    client, sat, award, opens, public, state
):
    opens(totals=State.CLOSED, unit_table=State.CLOSED, numbers=State.PROVISIONAL)
    set_state(sat.round, state)
    page = client.get(f"{public}/results").text
    assert FIGURE in page
    assert (WINNER in page) is (state in AFTER)
    assert not [name for name in LOSERS if name in page]


def test_a_winner_without_a_unit_is_published_with_the_commune(client, sat, award, public):
    set_state(sat.round, State.PUBLISHED)
    [row] = re.findall(
        rf"<tr[^>]*>(?:(?!</tr>).)*{WINNER}.*?</tr>",
        client.get(f"{public}/results").text,
        re.DOTALL,
    )
    assert "xã Bến Quan" in row


@pytest.mark.parametrize("state", STATES)
def test_units_that_win_are_published_with_the_winners(client, sat, award, public, rows, state):
    unit = make_unit(sat.round.contest.host, "Sở Đạt Giải")
    keep(
        Award(
            ranking_id=award.ranking_id, prize_id=award.prize_id, unit_id=unit.id, position=2,
            amount=0, is_shared=False,
        )
    )  # fmt: skip
    set_state(sat.round, state)
    page = client.get(f"{public}/results")
    assert ("Sở Đạt Giải" in page.text) is (state in AFTER)


@pytest.mark.parametrize("state", STATES)
def test_numbers_are_shown_without_names(client, sat, award, opens, public, state):
    opens(numbers=State.PROVISIONAL)
    set_state(sat.round, state)
    page = client.get(f"{public}/results/numbers/1").text
    number = award.person.number
    assert f"{number[:3]}" in page
    assert not [name for name, *_ in PEOPLE if name in page]


def test_where_the_regulation_opens_no_numbers_there_is_no_such_page(client, sat, award, public):
    set_state(sat.round, State.FINAL)
    assert client.get(f"{public}/results/numbers/1").status_code == 404


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", [Role.CONTACT, Role.OBSERVER])
def test_contact_persons_and_who_follow_see_no_marks_of_others(
    client, sat, award, staff, log_in, role, state
):
    set_state(sat.round, state)
    log_in(make_account(sat.round.contest.host, role))
    page = client.get(f"{staff}/results").text
    assert (FIGURE in page) is (state in AFTER)
    assert not [name for name, *_ in PEOPLE if name in page]
    assert client.get(f"{staff}/standings/1").status_code == 403


@pytest.mark.parametrize("state", [State.CLOSED, *STATES])
@pytest.mark.parametrize("role", [Role.JUDGE, Role.ORGANISER])
def test_who_judges_or_organises_sees_names_from_the_provisional_result_on(
    client, sat, award, staff, log_in, role, state
):
    set_state(sat.round, state)
    log_in(make_account(sat.round.contest.host, role))
    answer = client.get(f"{staff}/standings/1")
    assert (WINNER in answer.text) is (state is not State.CLOSED)
    assert answer.status_code == (409 if state is State.CLOSED else 200)


@pytest.mark.parametrize("state", [State.CLOSED, State.PROVISIONAL])
def test_a_secretary_sees_figures_and_no_standings(client, sat, award, staff, log_in, state):
    set_state(sat.round, state)
    log_in(make_account(sat.round.contest.host, Role.SECRETARY))
    page = client.get(f"{staff}/results").text
    assert FIGURE in page
    assert not [name for name, *_ in PEOPLE if name in page]
    assert client.get(f"{staff}/standings/1").status_code == 403


@pytest.mark.parametrize("file", ["workbook", "csv/standings-1"])
def test_no_names_leave_in_a_file_before_the_provisional_result(
    post, sat, award, staff, log_in, file
):
    set_state(sat.round, State.CLOSED)
    log_in(make_account(sat.round.contest.host, Role.JUDGE))
    assert post(f"{staff}/results/{file}", f"{staff}/results").status_code == 409


def drawn(rows):
    while found := service.drawn_next():
        service.keep_chart(found, CLOSED)
    rows.commit()


@pytest.mark.parametrize("page", ["results", "results/numbers/1", "results/charts/histogram.svg"])
def test_a_frozen_board_is_the_same_bytes_whatever_happens_after(
    client, sat, award, opens, public, rows, at, page
):
    opens(totals=State.CLOSED, unit_table=State.CLOSED, numbers=State.PROVISIONAL)
    drawn(rows)
    sat.round.frozen_at = CLOSED
    rows.commit()
    answer = client.get(f"{public}/{page}")
    assert answer.status_code == 200
    before = answer.data
    at(CLOSED + timedelta(days=1))
    sit(sat.round, make_entrant(sat.round, "Người Đến Sau"), 4, 10)
    compute(sat.round, CLOSED + timedelta(hours=1))
    set_state(sat.round, State.MINUTES, CLOSED + timedelta(hours=2))
    drawn(rows)
    assert client.get(f"{public}/{page}").data == before
    sat.round.frozen_at = None
    rows.commit()
    assert client.get(f"{public}/{page}").data != before


def test_a_frozen_board_of_a_round_not_computed_then_has_no_figures(
    client, sat, award, opens, public, rows
):
    opens(totals=State.CLOSED, unit_table=State.CLOSED)
    sat.round.frozen_at = CLOSED - timedelta(hours=1)
    rows.commit()
    page = client.get(f"{public}/results").text
    assert FIGURE not in page
    assert "Chưa có số liệu" in page


def test_the_publication_thaws_the_board(client, sat, award, public, rows):
    sat.round.frozen_at = CLOSED - timedelta(hours=1)
    set_state(sat.round, State.PUBLISHED)
    assert WINNER in client.get(f"{public}/results").text


def test_insiders_see_through_the_frozen_board(client, sat, award, staff, rows, log_in):
    sat.round.frozen_at = CLOSED - timedelta(hours=1)
    rows.commit()
    log_in(make_account(sat.round.contest.host, Role.ORGANISER))
    assert FIGURE in client.get(f"{staff}/results").text


@pytest.fixture
def looked_up(sat, award, opens, rows):
    """The winner, whose day of birth is known."""
    opens(look_up=State.CLOSED)
    person = award.person
    person.birth_year, person.birth_month, person.birth_day = 1990, 3, 27
    rows.commit()
    return person


def birth(day=27):
    return f"{day}/3/1990"


@pytest.mark.parametrize("state", STATES)
def test_who_knows_number_and_birth_finds_that_result(post, sat, looked_up, public, state):
    set_state(sat.round, state)
    answer = post(f"{public}/look-up", number=looked_up.number, birth=birth())
    assert "4/4" in answer.text
    assert ("Giải Nhất đợt" in answer.text) is (state in AFTER)


def test_a_look_up_says_nothing_of_others(post, looked_up, public):
    answer = post(f"{public}/look-up", number=looked_up.number, birth=birth())
    assert not [name for name, *_ in PEOPLE if name in answer.text]


def test_a_wrong_day_and_a_wrong_number_are_told_alike(post, looked_up, public):
    wrong_day = post(f"{public}/look-up", number=looked_up.number, birth=birth(28))
    other = "100000009"
    wrong_number = post(f"{public}/look-up", number=other, birth=birth())
    assert {wrong_day.status_code, wrong_number.status_code} == {422}
    assert "4/4" not in wrong_day.text


def test_guesses_at_one_number_are_few(post, looked_up, public):
    for day in range(1, 6):
        post(f"{public}/look-up", number=looked_up.number, birth=birth(day))
    answer = post(f"{public}/look-up", number=looked_up.number, birth=birth())
    assert answer.status_code == 429


def test_there_is_no_look_up_unless_the_regulation_opens_it(client, sat, award, public):
    assert client.get(f"{public}/look-up").status_code == 404


def test_questions_are_published_without_keys_while_the_round_runs(client, sat, opens, public, at):
    at(sat.round.opens_at)
    opens(bank=State.OPEN)
    page = client.get(f"{public}/questions").text
    assert "Câu hỏi của đợt thi" in page
    assert "Đáp án đúng" not in page
    assert "Căn cứ:" not in page
    assert client.get(f"{public}/key").status_code == 404


def test_the_key_is_published_with_its_basis_after_the_closing(client, sat, opens, public, at):
    opens(key=State.CLOSED)
    at(sat.round.opens_at)
    assert client.get(f"{public}/key").status_code == 404
    at(CLOSED)
    page = client.get(f"{public}/key").text
    assert "✓ Đáp án đúng:" in page
