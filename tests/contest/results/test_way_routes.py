"""Staff see how far a result is, who may do what next, and take a step with its paper."""

import io

import pytest

from contest import clock
from contest.audit.models import AuditEntry
from contest.contests.official_models import OfficialDocument
from contest.db import begin_writing, db
from contest.results import service
from contest.results.way_models import WayStep
from contest.results.writing_service import Work
from contest.rules.result_way import State
from contest.rules.roles import Role
from tests.contest.factories import make_account
from tests.contest.results.factories import CLOSED, set_state
from tests.contest.results.ways import take_complaints, traveller

PAPER = {"number": "148/QĐ-BTC", "issued_on": "12/5/2030", "signer": "Nguyễn Văn An"}


@pytest.fixture
def result(sat, at):
    at(CLOSED)
    return traveller(sat)


@pytest.fixture
def url(result):
    contest = result.round.contest
    return f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/rounds/1/way"


def test_the_page_says_the_next_step_and_whose_it_is(client, log_in, result, url):
    log_in(result.organiser)
    page = client.get(url).text
    assert "Bước tiếp theo: Xác nhận kết quả tạm thời." in page
    assert "Người thực hiện: Ban Giám khảo." in page


def test_the_page_names_the_judges_who_have_not_confirmed(client, log_in, result, url):
    result.take(State.PROVISIONAL)
    log_in(result.judge)
    page = client.get(url).text
    assert "Chưa xác nhận: Phạm Giám Khảo." in page
    assert "/way/0/confirm" in page


def test_a_result_that_waits_for_complaints_is_shown_where_no_terms_are_left(
    client, log_in, result, url, rows
):
    set_state(result.round, State.COMPLAINTS)
    result.round.contest.complaints = None
    rows.commit()
    log_in(result.organiser)
    assert client.get(url).status_code == 200


def test_who_computes_as_a_judge_makes_the_result_provisional(post, log_in, result, url):
    log_in(result.judge)
    results = url.replace("/way", "/results")
    assert post(results).status_code == 303
    desk = service.Desk()
    while isinstance(work := desk.prepare(clock.now()), Work):
        begin_writing()
        desk.store(clock.now(), work)
        db.session.commit()
    assert result.way.state is State.PROVISIONAL


def test_a_judge_confirms_by_name_on_the_digest(client, post, log_in, result, url, rows):
    result.take(State.PROVISIONAL)
    log_in(result.judge)
    page = client.get(f"{url}/0/confirm").text
    digest = page.split('name="digest"')[1].split('value="')[1].split('"')[0]
    given = {"digest": digest, "word": "agreed", "has_read": "y"}
    assert post(f"{url}/0/confirm", **given).status_code == 303
    entry = rows.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
    assert (entry.act, entry.details["digest"]) == ("result-confirmed", digest)


def test_a_dissent_without_words_is_refused(post, log_in, result, url):
    result.take(State.PROVISIONAL)
    log_in(result.judge)
    answer = post(f"{url}/0/confirm", digest="x", word="dissent", has_read="y")
    assert answer.status_code == 422
    assert "Vui lòng ghi ý kiến khác của bạn." in answer.text


def test_a_decision_is_typed_in_with_its_file(post, log_in, result, url, rows):
    result.go(State.MINUTES)
    log_in(result.organiser)
    given = PAPER | {"file": (io.BytesIO(b"%PDF-1.7 made up"), "qd.pdf")}
    assert post(f"{url}/0/decision", **given).status_code == 303
    step = rows.query(WayStep).order_by(WayStep.number.desc()).first()
    assert (step.to_state, step.document.number) == (State.DECISION, "148/QĐ-BTC")
    assert step.document.sha256


def test_a_decision_without_a_number_is_refused_and_what_was_typed_stands(
    post, log_in, result, url, rows
):
    result.go(State.MINUTES)
    log_in(result.organiser)
    before = rows.query(OfficialDocument).count()
    answer = post(f"{url}/0/decision", **PAPER | {"number": ""})
    assert answer.status_code == 422
    assert "Vui lòng nhập số, ký hiệu văn bản" in answer.text
    assert "Nguyễn Văn An" in answer.text
    assert rows.query(OfficialDocument).count() == before


@pytest.mark.parametrize(
    ("day", "words"), [("1/5/2030", "Ngày ký trước ngày"), ("1/6/2030", "Ngày ký chưa đến")]
)
def test_a_day_that_cannot_be_is_said_at_its_field(post, log_in, result, url, day, words):
    result.go(State.MINUTES)
    log_in(result.organiser)
    answer = post(f"{url}/0/decision", **PAPER | {"issued_on": day})
    assert answer.status_code == 422
    assert words in answer.text


def test_where_signed_files_are_asked_a_paper_without_is_refused(post, log_in, result, url, rows):
    result.go(State.MINUTES)
    result.round.contest.needs_signed_files = True
    rows.commit()
    log_in(result.organiser)
    answer = post(f"{url}/0/decision", **PAPER)
    assert "Thể lệ cần bản đã ký" in answer.text


def test_publication_without_a_decision_is_refused(client, log_in, result, url):
    result.go(State.MINUTES)
    log_in(result.organiser)
    assert client.get(f"{url}/0/published").status_code == 409


def test_a_step_of_others_is_refused_in_words(client, log_in, result, url):
    log_in(result.organiser)
    answer = client.get(f"{url}/0/provisional")
    assert answer.status_code == 409
    assert "Bước này do người khác thực hiện" in answer.text


def test_a_step_back_is_in_the_history_with_its_reason(client, post, log_in, result, url):
    result.go(State.MINUTES)
    log_in(result.judge)
    assert post(f"{url}/0/provisional", reason="Nhầm số liệu xã A.").status_code == 303
    assert "Lý do: Nhầm số liệu xã A." in client.get(url).text


def test_each_step_is_in_the_audit(post, log_in, result, url, rows):
    log_in(result.judge)
    assert post(f"{url}/0/provisional").status_code == 303
    entry = rows.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
    assert (entry.act, entry.details["to"]) == ("result-moved", "provisional")


def test_while_complaints_are_taken_the_page_says_until_when(client, log_in, result, url):
    take_complaints(result.round.contest)
    result.go(State.PUBLISHED)
    log_in(result.organiser)
    assert "Thời gian khiếu nại đến hết ngày 17/5/2030." in client.get(url).text


def test_who_only_follows_takes_no_step(client, log_in, result, url):
    log_in(make_account(result.round.contest.host, Role.OBSERVER))
    assert client.get(url).status_code == 200
    assert client.get(f"{url}/0/provisional").status_code == 403


def test_a_contest_with_a_way_for_each_audience_shows_each(client, log_in, result, url, rows):
    contest = result.round.contest
    contest.ways_by_audience = True
    rows.commit()
    log_in(result.judge)
    page = client.get(url).text
    assert contest.audiences[0].title in page
    assert "/way/1/provisional" in page
