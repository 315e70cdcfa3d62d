"""Each handing over of a prize stays written down, with what was paid by it."""

import pytest

from contest.audit.models import AuditEntry
from contest.db import begin_writing, db
from contest.results import claim_service, dossier_check_words
from contest.rules.claims import ClaimFault, ClaimRefused, State
from contest.rules.roles import Role
from tests.contest.factories import make_account
from tests.contest.results.claim_factories import (
    CLOSED,
    OVER,
    SECOND,
    make_claim,
    make_won,
    pass_on,
    person_of,
    prize_of,
    today,
)

SHARED, MORE = 400_000, 700_000  # the lower two prizes are shared; then the higher two are


@pytest.fixture
def round_(rows):
    return make_won()


def pay(round_, receipt, now, handed_by="Thủ quỹ"):
    begin_writing()
    won = prize_of(round_, SECOND, now)
    claim_service.hand_over(won, today(now), handed_by, receipt, 0, make_account(), now)
    db.session.commit()
    return prize_of(round_, SECOND, now)


@pytest.fixture
def paid(round_):
    """Paid the lower prize, and by a passing-on winner of a higher one."""
    make_claim(round_, SECOND)
    pay(round_, "PC 12", CLOSED)
    pass_on(round_)
    return round_


def payments(won):
    return [(each.receipt, each.amount) for each in won.row.payments]


def test_a_second_payment_stands_beside_the_first_with_the_difference(paid):
    won = pay(paid, "PC 99", OVER)
    assert payments(won) == [("PC 12", SHARED), ("PC 99", MORE - SHARED)]
    assert won.state is State.HANDED_OVER


def test_what_is_still_to_be_paid_is_the_difference(paid):
    assert prize_of(paid, SECOND, OVER).owed == MORE - SHARED


def test_a_prize_that_did_not_grow_is_not_handed_over_twice(round_):
    make_claim(round_, SECOND)
    pay(round_, "PC 12", CLOSED)
    with pytest.raises(ClaimRefused) as refused:
        pay(round_, "PC 13", CLOSED)
    assert refused.value.code == ClaimFault.HANDED_OVER


def test_whose_prize_became_less_was_paid(round_):
    make_claim(round_, SECOND)
    won = pay(round_, "PC 12", CLOSED)
    won.award.amount -= 1
    db.session.commit()
    assert prize_of(round_, SECOND).state is State.HANDED_OVER


def test_a_higher_prize_of_no_more_money_is_handed_over_too(round_):
    make_claim(round_, SECOND)
    won = pay(round_, "PC 12", CLOSED)
    won.award.prize = prize_of(round_).award.prize
    db.session.commit()
    won = pay(round_, "Giấy khen số 3", CLOSED)
    assert payments(won) == [("PC 12", SHARED), ("Giấy khen số 3", 0)]


def test_the_dossier_tells_of_every_payment(paid):
    said = "\n".join(dossier_check_words.claim_lines(pay(paid, "PC 99", OVER).row))
    assert "400.000 đồng" in said
    assert "300.000 đồng" in said
    assert "PC 12" in said
    assert "PC 99" in said


@pytest.fixture
def page(client, log_in, at, paid):
    at(OVER)
    log_in(make_account(paid.contest.host, Role.SECRETARY))
    contest, number = paid.contest, person_of(paid.contest, SECOND).number
    return f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/claims/1/{number}"


def test_staff_read_how_much_more_is_to_be_paid_and_then_both_payments(client, post, page):
    assert "Mời bạn trao thêm 300.000 đồng" in client.get(page).text
    given = {"on": f"{today(OVER):%d/%m/%Y}", "handed_by": "Lê Thị Thủ", "receipt": "PC 99"}
    assert post(f"{page}/handed-over", page, **given).status_code == 303
    text = client.get(page).text
    assert "PC 12" in text
    assert "PC 99" in text


def test_the_record_keeps_what_was_paid_by_whom_and_against_which_paper(post, page):
    given = {"on": f"{today(OVER):%d/%m/%Y}", "handed_by": "Lê Thị Thủ", "receipt": "PC 99"}
    post(f"{page}/handed-over", page, **given)
    last = db.session.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
    wanted = {"amount": MORE - SHARED, "handed_by": "Lê Thị Thủ", "receipt": "PC 99"}
    assert wanted.items() <= last.details.items()
