from datetime import timedelta

import pytest

from contest.audit.models import AuditEntry
from contest.bank import document_queries
from contest.bank.models import QuestionVersion
from contest.contests import pinned_queries
from contest.contests.models import PoolQuestion
from contest.db import db
from contest.rules.roles import Role
from questions.review import State
from tests.contest.bank.factories import (
    TODAY,
    build_version,
    make_approved,
    make_document,
    make_question,
)
from tests.contest.contests.factories import make_published
from tests.contest.factories import NOON, keep, make_account, make_host

NUMBER = "61/2018/NĐ-CP"
BASIS = [{"document": f"Nghị định {NUMBER}", "article": "Điều 3"}]
DAY = timedelta(days=1)
NEW = {"number": "12/2025/qd-ubnd", "name": "Quyết định về một cửa", "in_force_from": "1/2/2025"}


@pytest.fixture(autouse=True)
def _noon(at, rows):
    at(NOON)


@pytest.fixture
def staff(log_in):
    def staff(role, host=None):
        host = host or make_host()
        account = make_account(host, role)
        log_in(account)
        return host, account

    return staff


def url(host, document=None, act=""):
    return "/".join(
        filter(None, [f"/hosts/{host.public_id}/documents", document and document.public_id, act])
    )


def acts(host):
    query = db.select(AuditEntry.act).where(AuditEntry.host_id == host.id).order_by(AuditEntry.id)
    return list(db.session.scalars(query))


def test_documents_are_listed_with_their_end_and_their_questions(client, staff):
    host, _ = staff(Role.WRITER)
    make_document(number=NUMBER, in_force_to=TODAY - DAY)
    make_approved(host=host, basis=BASIS)
    text = client.get(url(host)).text
    assert NUMBER in text
    assert "Hết\u00a0hiệu\u00a0lực" in text
    assert "Thêm văn bản" not in text


def test_a_long_list_has_pages(client, staff):
    host, _ = staff(Role.WRITER)
    for number in range(10, 31):
        make_document(number=f"{number}/2025/NĐ-CP")
    assert "30/2025/NĐ-CP" not in client.get(url(host)).text
    assert "30/2025/NĐ-CP" in client.get(url(host), query_string={"page": 2}).text


def test_the_list_is_searched(client, staff):
    host, _ = staff(Role.WRITER)
    make_document(number=NUMBER)
    make_document(number="80/2025/QH15")
    text = client.get(url(host), query_string={"text": "nd-cp", "status": "in-force"}).text
    assert (NUMBER in text, "80/2025/QH15" in text) == (True, False)


def test_a_filter_that_does_not_exist_is_left_out(client, staff):
    host, _ = staff(Role.WRITER)
    assert client.get(url(host), query_string={"status": "strange"}).status_code == 200


def test_a_host_adds_its_own_document(client, post, staff):
    host, _ = staff(Role.ORGANISER)
    assert post(url(host, act="new"), **NEW).status_code == 303
    (row,) = document_queries.list_documents(host)
    assert (row.host, row.number, row.in_force_from.isoformat()) == (
        host, "12/2025/QĐ-UBND", "2025-02-01",
    )  # fmt: skip
    assert acts(host) == ["document-added"]
    assert "12/2025/QĐ-UBND" in client.get(url(host, row)).text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Vui lòng nhập tên văn bản."),
        ({"number": "mười hai"}, "Vui lòng ghi đủ số, ký hiệu"),
        ({"number": "15/HD-SNV"}, "Vui lòng ghi ngày ban hành"),
        ({"in_force_to": "1/1/2025"}, "Ngày này phải từ ngày bắt đầu hiệu lực trở đi."),
        ({"number": NUMBER}, "Văn bản này đã có trong danh mục."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(post, staff, wrong, sentence):
    host, _ = staff(Role.APPROVER)
    make_document(number=NUMBER)
    answer = post(url(host, act="new"), **NEW | wrong | {"issuer": "Cơ quan gõ vào"})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Cơ quan gõ vào" in answer.text


def test_an_edit_of_the_nations_is_for_one_host(post, staff):
    host, _ = staff(Role.ORGANISER)
    shared = make_document(number=NUMBER, name="Tên chung")
    post(url(host, shared, "edit"), name="Tên riêng", issuer="Chính phủ")
    assert [each.name for each in document_queries.list_documents(host)] == ["Tên riêng"]
    assert [each.name for each in document_queries.list_documents(make_host())] == ["Tên chung"]
    assert acts(host) == ["document-changed"]


def test_what_is_wrong_in_an_edit_is_said(post, staff):
    host, _ = staff(Role.ORGANISER)
    assert post(url(host, make_document(host), "edit"), name="").status_code == 422


def test_ending_a_document_says_first_what_it_does(client, staff):
    host, _ = staff(Role.ORGANISER)
    make_approved(host=host, basis=BASIS)
    text = client.get(url(host, make_document(number=NUMBER), "end")).text
    assert "Có 1 câu hỏi của đơn vị ghi văn bản này, trong đó 1 câu đang dùng." in text


def test_ending_a_document_puts_its_questions_back_to_review(client, post, staff):
    host, _ = staff(Role.ORGANISER)
    question, document = make_approved(host=host, basis=BASIS), make_document(number=NUMBER)
    stranger = make_approved(basis=BASIS)
    post(url(host, document, "end"), ended_from="1/5/2030", replaced_by="118/2025/nd-cp")
    own = document_queries.get_document(host, document.public_id)
    assert (own.host, own.in_force_to.isoformat()) == (host, "2030-04-30")
    assert own.replaced_by == ["118/2025/NĐ-CP"]
    assert (question.latest.state, stranger.latest.state) == (State.SUBMITTED, State.APPROVED)
    assert question.latest.reason.startswith(f"Căn cứ {NUMBER} hết hiệu lực từ ngày 1/5/2030")
    assert acts(host) == ["document-ended", "questions-recalled"]
    assert question.code in client.get(url(host, own)).text


def test_ending_a_document_is_answered_in_one_box(client, post, staff):
    host, _ = staff(Role.ORGANISER)
    make_approved(host=host, basis=BASIS)
    answer = post(url(host, make_document(number=NUMBER), "end"), ended_from="1/5/2030")
    page = client.get(answer.location).text
    assert page.count("govuk-notification-banner__content") == 1
    assert "Đã ghi ngày hết hiệu lực" in page
    assert "Đã đưa 1 câu hỏi về chờ duyệt lại." in page


@pytest.mark.parametrize("typed", ["", "30/2/2030", "1/6/2018"])
def test_an_end_is_a_day_after_the_beginning(post, staff, typed):
    host, _ = staff(Role.ORGANISER)
    document = make_document(host, in_force_from=TODAY)
    assert post(url(host, document, "end"), ended_from=typed).status_code == 422
    assert document.in_force_to is None


def test_questions_on_a_document_that_ended_meanwhile_are_put_back_by_a_button(post, staff):
    host, _ = staff(Role.APPROVER)
    document = make_document(number=NUMBER, in_force_to=TODAY - DAY)
    question = make_approved(host=host, basis=BASIS)
    page = url(host, document)
    post(url(host, document, "recall"), page=page)
    assert question.latest.state is State.SUBMITTED


def test_ending_a_document_that_no_question_names_says_so(client, post, staff):
    host, _ = staff(Role.ORGANISER)
    document = make_document(host)
    post(url(host, document, "end"), ended_from="1/5/2030")
    assert "Không có câu hỏi đang dùng nào" in client.get(url(host, document)).text
    assert acts(host) == ["document-ended"]


def test_pinned_rounds_that_close_after_the_end_are_named(client, staff):
    contest = make_published(make_host())
    host, round_ = contest.host, contest.rounds[0]
    question = make_approved(host=host, basis=BASIS)
    pin(round_, contest.audiences[0], question.latest)
    last = round_.closes_at.date()
    document = make_document(number=NUMBER, in_force_to=last - 2 * DAY)
    assert pinned_queries.list_rounds_beyond(host, document) == [round_]
    assert pinned_queries.list_rounds_beyond(make_host(), document) == []
    document.in_force_to = last + DAY
    assert pinned_queries.list_rounds_beyond(host, document) == []
    document.in_force_to = None
    assert pinned_queries.list_rounds_beyond(host, document) == []


def pin(round_, audience, version: QuestionVersion) -> None:
    keep(PoolQuestion(round_id=round_.id, contest_audience_id=audience.id, version_id=version.id))


def test_the_page_of_a_document_warns_of_pinned_rounds(client, staff):
    contest = make_published(make_host())
    host, _ = staff(Role.ORGANISER, host=contest.host)
    question = make_approved(host=host, basis=BASIS)
    pin(contest.rounds[0], contest.audiences[0], question.latest)
    document = make_document(number=NUMBER, in_force_to=NOON.date() - timedelta(days=400))
    assert "đã chốt bộ câu hỏi" in client.get(url(host, document)).text


def test_a_question_on_ended_law_says_so_and_is_not_approved(client, post, staff):
    host, _ = staff(Role.APPROVER)
    make_document(number=NUMBER, in_force_to=TODAY - DAY, replaced_by=("118/2025/NĐ-CP",))
    version = build_version(state=State.SUBMITTED, basis=BASIS)
    question = make_question(version, host=host)
    page = f"/hosts/{host.public_id}/questions/{question.public_id}"
    text = client.get(page).text
    assert f"Căn cứ {NUMBER} đã hết hiệu lực từ ngày 4/5/2030" in text
    assert post(f"{page}/approve", page=page).status_code == 409
    assert version.state is State.SUBMITTED


def test_who_writes_a_question_is_offered_the_documents_in_force(client, staff):
    host, _ = staff(Role.WRITER)
    make_document(number="118/2025/NĐ-CP", issuer="Chính phủ")
    make_document(number=NUMBER, in_force_to=TODAY - DAY)
    text = client.get(f"/hosts/{host.public_id}/questions/new").text
    assert '<option value="Nghị định số 118/2025/NĐ-CP của Chính phủ">' in text
    assert 'list="documents"' in text
    assert NUMBER not in text


def test_why_a_question_is_under_review_again_is_said(client, post, staff):
    host, _ = staff(Role.APPROVER)
    question, document = make_approved(host=host, basis=BASIS), make_document(number=NUMBER)
    post(url(host, document, "end"), ended_from="1/5/2030")
    text = client.get(f"/hosts/{host.public_id}/questions/{question.public_id}").text
    assert "Lý do duyệt lại: Căn cứ 61/2018/NĐ-CP hết hiệu lực" in text


def test_a_question_on_a_document_not_in_the_register_says_so(client, staff):
    host, _ = staff(Role.WRITER)
    question = make_approved(host=host, basis=BASIS)
    text = client.get(f"/hosts/{host.public_id}/questions/{question.public_id}").text
    assert "chưa có trong danh mục văn bản" in text
