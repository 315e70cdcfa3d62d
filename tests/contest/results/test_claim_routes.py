"""Pages of claims: the winner's own, and those of staff who pay and decide."""

import pytest

from contest.db import db
from contest.results import claim_queries
from contest.rules.claims import After, State, Terms
from contest.rules.complaints import Kind
from contest.rules.payees import Handing, Payee
from contest.rules.result_way import State as WayState
from contest.rules.roles import Role
from contest.rules.working_days import Days
from contest.web.entrants import _hash
from tests.contest.attempts.factories import make_device
from tests.contest.factories import make_account
from tests.contest.results.claim_factories import (
    CLOSED,
    DAY,
    LAST,
    OVER,
    make_claim,
    make_won,
    person_of,
    prize_of,
    run_jobs,
)
from tests.contest.results.complaint_factories import acts, make_complaint
from tests.contest.results.factories import set_state

BANK = {"handing": "bank", "bank": "Agribank", "account": "1234 567 890", "holder": "DO THI ANH"}
SIGNED = {"on": "20/5/2030", "handed_by": "Thủ quỹ", "receipt": "Phiếu chi số 12"}


@pytest.fixture
def round_(rows, at):
    found = make_won()
    at(CLOSED + DAY)
    return found


@pytest.fixture
def winner(client, round_):
    person = person_of(round_.contest)
    make_device(person, token_hash=_hash("known"))
    client.set_cookie("device", "known")
    return person


@pytest.fixture
def secretary(round_):
    return make_account(round_.contest.host, Role.SECRETARY)


@pytest.fixture
def organiser(round_):
    return make_account(round_.contest.host, Role.ORGANISER)


def own_url(round_):
    return f"/me/prizes/{round_.contest.public_id}/1"


def staff_url(round_, rest=""):
    contest = round_.contest
    return f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/claims{rest}"


def prize_url(round_, rest=""):
    return staff_url(round_, f"/1/{person_of(round_.contest).number}{rest}")


def test_ones_own_page_tells_of_the_prize_and_its_last_day(client, round_, winner):
    page = client.get("/me").text
    assert "Chúc mừng bạn đạt Nhất!" in page
    assert "Hạn nhận giải: hết ngày 20/5/2030." in page


def test_a_winner_claims_and_reads_what_was_said(client, post, round_, winner):
    assert post(own_url(round_), **BANK).status_code == 303
    page = client.get(own_url(round_)).text
    assert "1234567890" in page
    assert acts()[-1] == "prize-claimed"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Vui lòng chọn một cách nhận giải."),
        ({"handing": "post", "address": " "}, "Vui lòng nhập địa chỉ nhận."),
        (BANK | {"account": ""}, "Vui lòng nhập số tài khoản."),
        (BANK | {"account": "12"}, "Số tài khoản gồm 6 đến 24"),
    ],
)
def test_a_claim_that_lacks_something_is_refused_and_kept(
    client, post, round_, winner, given, said
):
    answer = post(own_url(round_), **given)
    assert answer.status_code == 422
    assert said in answer.text
    assert prize_of(round_).state is State.OPEN


def test_of_another_way_nothing_is_kept(client, post, round_, winner):
    post(own_url(round_), **BANK | {"handing": "office"})
    assert "1234567890" not in client.get(own_url(round_)).text


def test_after_the_last_day_the_page_says_whom_to_call(client, post, round_, winner, at):
    at(OVER)
    page = client.get(own_url(round_)).text
    assert "Đã hết hạn nhận giải." in page
    assert 'name="handing"' not in page
    assert post(own_url(round_), "/me", **BANK).status_code == 422


def test_who_won_nothing_has_no_such_page(client, round_):
    other = person_of(round_.contest, "=Phạm Thị Bình")
    make_device(other, token_hash=_hash("other"))
    client.set_cookie("device", "other")
    assert client.get(own_url(round_)).status_code == 404


def test_another_hosts_winner_has_no_such_page(client, round_, winner):
    assert client.get(own_url(make_won())).status_code == 404


def test_staff_see_an_account_masked(client, log_in, round_, secretary):
    make_claim(round_)
    log_in(secretary)
    page = client.get(prize_url(round_)).text
    assert "*******890" in page
    assert "1234567890" not in page


def test_staff_see_of_an_address_only_that_it_is_there(client, log_in, round_, organiser):
    make_claim(round_, payee=Payee(Handing.POST, address="Xã A, tỉnh B, số 12 đường Láng"))
    log_in(organiser)
    page = client.get(prize_url(round_)).text
    assert "đã ghi địa chỉ" in page
    assert "đường Láng" not in page


def test_who_pays_opens_it_in_full_and_that_is_recorded(client, post, log_in, round_, secretary):
    make_claim(round_)
    log_in(secretary)
    assert "1234567890" in post(prize_url(round_, "/payee"), prize_url(round_)).text
    assert acts()[-1] == "payee-seen"


def test_who_does_not_pay_does_not_open_it(post, log_in, round_, organiser):
    make_claim(round_)
    log_in(organiser)
    assert post(prize_url(round_, "/payee"), prize_url(round_)).status_code == 403


def test_staff_claim_for_who_came_in_person(client, post, log_in, round_, secretary):
    log_in(secretary)
    assert post(prize_url(round_, "/claim"), **BANK).status_code == 303
    assert prize_of(round_).row.claimed_by is secretary


def test_after_the_last_day_staff_are_told_to_have_it_extended(post, log_in, round_, secretary, at):
    at(OVER)
    log_in(secretary)
    answer = post(prize_url(round_, "/claim"), **BANK)
    assert answer.status_code == 422
    assert "Mời Ban Tổ chức gia hạn cho người này" in answer.text


def test_a_prize_is_handed_over_against_a_signed_paper(client, post, log_in, round_, secretary, at):
    make_claim(round_)
    at(LAST + DAY)
    log_in(secretary)
    assert post(prize_url(round_, "/handed-over"), prize_url(round_), **SIGNED).status_code == 303
    assert "Phiếu chi số 12" in client.get(prize_url(round_)).text
    assert acts()[-1] == "prize-handed-over"


def test_a_prize_under_complaint_is_not_handed_over_and_the_complaint_is_named(
    client, post, log_in, round_, secretary, at
):
    make_claim(round_)
    other = person_of(round_.contest, "=Phạm Thị Bình")
    made = make_complaint(
        round_.contest, other, kind=Kind.ANOTHER_ENTRANT, about=person_of(round_.contest)
    )
    at(LAST + DAY)
    log_in(secretary)
    answer = post(prize_url(round_, "/handed-over"), prize_url(round_), **SIGNED)
    assert answer.status_code == 422
    assert f"Giải này đang bị khiếu nại (đơn số {made.label})" in answer.text
    assert "Phiếu chi số 12" in answer.text
    assert f"đơn {made.label}" in client.get(staff_url(round_)).text
    assert prize_of(round_).state is State.CLAIMED


def test_the_list_of_prizes_tells_which_are_under_complaint(client, log_in, round_, organiser):
    person = person_of(round_.contest)
    made = make_complaint(round_.contest, person, kind=Kind.ANOTHER_ENTRANT, about=person)
    log_in(organiser)
    page = client.get(staff_url(round_).replace("claims", "rounds/1/awards")).text
    assert f"đang bị khiếu nại (đơn số {made.label}) nên giải chưa được trao" in page


def test_the_list_is_filtered_by_state(client, log_in, round_, secretary):
    make_claim(round_)
    log_in(secretary)
    name = person_of(round_.contest).name
    assert name in client.get(staff_url(round_, "?state=claimed")).text
    assert name not in client.get(staff_url(round_, "?state=open")).text


def test_one_winner_gets_a_later_day_for_a_reason(client, post, log_in, round_, organiser):
    log_in(organiser)
    url = prize_url(round_)
    assert post(f"{url}/extension", url, to="19/5/2030", why="Ốm").status_code == 422
    assert post(f"{url}/extension", url, to="25/5/2030", why="").status_code == 422
    assert post(f"{url}/extension", url, to="25/5/2030", why="Ốm").status_code == 303
    assert prize_of(round_).claim.last.day == 25


def test_a_prize_passes_on_when_the_organiser_confirms_it(
    client, post, log_in, round_, organiser, at
):
    at(OVER)
    log_in(organiser)
    url = prize_url(round_, "/end")
    page = client.get(url).text
    assert "giải chuyển cho người xếp hạng kế tiếp" in page
    assert "không có giải → Ba (300.000 đồng)" in page
    assert prize_of(round_, now=OVER).state is State.OVERDUE
    assert post(url).status_code == 303
    run_jobs(OVER)
    won = claim_queries.list_won(round_.contest, OVER)
    assert person_of(round_.contest).name not in [each.person.name for each in won if each.award]
    assert acts()[-1] == "claim-ended"


def test_a_final_result_passes_nothing_on(client, log_in, round_, organiser, at):
    set_state(round_, WayState.FINAL, CLOSED)
    at(OVER)
    log_in(organiser)
    page = client.get(prize_url(round_, "/end")).text
    assert "Kết quả đã chốt cuối cùng nên giải không chuyển cho ai." in page


def test_before_the_last_day_is_over_nothing_is_confirmed(client, post, log_in, round_, organiser):
    log_in(organiser)
    assert "Giải này chưa quá hạn" in client.get(prize_url(round_, "/end")).text
    post(prize_url(round_, "/end"), staff_url(round_))
    assert prize_of(round_).state is State.OPEN


def test_the_terms_that_are_set_are_read_by_everybody(client, post, log_in, round_, organiser):
    db.session.execute(db.text("DELETE FROM regulation_versions"))
    db.session.commit()
    log_in(organiser)
    given = {
        "asks": "until", "until": "30/6/2030", "days": "10", "counted": "working",
        "after": "lapses", "place": "Phòng 12",
    }  # fmt: skip
    assert post(staff_url(round_, "/terms"), **given).status_code == 303
    assert claim_queries.terms_of(round_.contest).after is After.LAPSES
    page = client.get(f"/c/{round_.contest.public_id}").text
    assert "đăng ký nhận giải chậm nhất ngày 30/6/2030" in page
    assert "10 ngày làm việc" in page


def test_once_somebody_has_started_the_terms_stay(client, post, log_in, round_, organiser):
    log_in(organiser)
    given = {"asks": "days", "days": "3", "counted": "calendar", "after": "lapses", "place": ""}
    answer = post(staff_url(round_, "/terms"), **given)
    assert answer.status_code == 422
    assert claim_queries.terms_of(round_.contest) == Terms(
        Days(7), After.PASSES_ON, place="Phòng 12, Sở Nội vụ"
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"asks": "days", "days": ""}, "Vui lòng nhập số ngày, ví dụ 15."),
        ({"asks": "until", "days": "5"}, "Vui lòng nhập ngày cuối nhận giải."),
        ({"asks": ""}, "Vui lòng chọn một cách."),
    ],
)
def test_terms_that_lack_something_are_refused(
    client, post, log_in, round_, organiser, given, said
):
    log_in(organiser)
    usual = {"counted": "calendar", "after": "lapses", "place": "", "until": "", "days": ""}
    answer = post(staff_url(round_, "/terms"), **usual | given)
    assert answer.status_code == 422
    assert said in answer.text
