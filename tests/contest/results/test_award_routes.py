"""Pages of prizes, units, lots and what the committee decides, as people use them."""

import pytest

from contest.contests.prize_models import Prize
from contest.rules.roles import Role
from tests.contest.factories import NOON, make_account
from tests.contest.results.factories import CLOSED, compute


@pytest.fixture
def organiser(sat, log_in, at):
    at(CLOSED)
    account = make_account(sat.round.contest.host, Role.ORGANISER)
    log_in(account)
    return account


@pytest.fixture
def base(sat):
    contest = sat.round.contest
    return f"/hosts/{contest.host.public_id}/contests/{contest.public_id}"


PRIZE = {
    "title": "Giải Nhất", "count": "1", "amount": "800000", "scope": "all", "audience": "",
    "rank": "1", "receiver": "people", "block": "",
}  # fmt: skip


def test_an_organiser_adds_a_prize_to_every_round(post, base, organiser, rows):
    assert post(f"{base}/prizes/new", f"{base}/prizes/new", **PRIZE).status_code == 303
    assert rows.query(Prize).one().amount == 800_000


def test_once_somebody_has_started_prizes_are_never_lowered(post, client, base, organiser, rows):
    post(f"{base}/prizes/new", f"{base}/prizes/new", **PRIZE)
    address = f"{base}/prizes/{rows.query(Prize).one().public_id}"
    lower = {"title": "Giải Nhất", "count": "1", "amount": "1"}
    assert post(address, address, **lower).status_code == 422
    assert post(address, address, **lower | {"amount": "900000"}).status_code == 303


def test_a_refused_prize_keeps_what_was_typed(post, base, organiser):
    answer = post(f"{base}/prizes/new", f"{base}/prizes/new", **PRIZE | {"count": "0"})
    assert answer.status_code == 422
    assert "Giải Nhất" in answer.text


def test_the_awards_page_names_winners_and_why(post, client, base, organiser, sat):
    post(f"{base}/prizes/new", f"{base}/prizes/new", **PRIZE)
    compute(sat.round)
    page = client.get(f"{base}/rounds/1/awards").text
    assert "Đỗ Thị Ánh" in page
    assert "Đứng trên số báo danh" in page


def test_lots_can_be_drawn_again_from_the_public_page(post, client, base, organiser, sat):
    compute(sat.round)
    lots = f"{base}/rounds/1/lots"
    public = f"/c/{sat.round.contest.public_id}/r/1/lots"
    assert sat.round.secret.hex() not in client.get(public).text
    answer = post(lots, lots, **{"number": "04213", "source": "Xổ số Quảng Trị 12/5/2030"})
    assert answer.status_code == 303
    page = client.get(f"{public}?number=123456789").text
    assert sat.round.secret.hex() in page
    assert "sha256sum" in page


def test_a_public_number_has_digits_alone(post, base, organiser, sat):
    compute(sat.round)
    lots = f"{base}/rounds/1/lots"
    assert post(lots, lots, **{"number": "12a", "source": "x"}).status_code == 422


def test_nothing_is_drawn_for_the_public_before_the_round_is_over(client, at, sat):
    at(NOON)
    page = client.get(f"/c/{sat.round.contest.public_id}/r/1/lots").text
    assert sat.round.secret_commitment in page
    assert sat.round.secret.hex() not in page


def test_sizes_that_do_not_rise_are_refused_at_their_field(post, base, organiser):
    units = f"{base}/prizes/units"
    form = {"ranks": "y", "paths": "residence", "key_1": "rate", "key_2": "mean", "key_3": "",
            "key_4": "", "grouping": "size", "sizes": "200, 50", "combine": "sum"}  # fmt: skip
    answer = post(units, units, **form)
    assert answer.status_code == 422
    assert "tăng dần" in answer.text
