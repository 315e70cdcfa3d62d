import re
from datetime import timedelta

import pytest

from contest.audit.models import AuditEntry
from contest.bank import queries
from contest.bank.models import Question
from contest.rules.roles import Role
from questions.review import State
from tests.contest.bank.factories import (
    TODAY,
    build_version,
    make_approved,
    make_audience,
    make_document,
    make_loan,
    make_question,
    make_topic,
)
from tests.contest.factories import NOON, PASSWORD, make_account, make_host

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@pytest.fixture
def post(client):
    """Post a form as a person would: with the token of the page it stands on."""

    def post(url, page=None, **data):
        token = TOKEN.search(client.get(page or url).text)
        return client.post(url, data=data | {"csrf_token": token[1] if token else ""})

    return post


@pytest.fixture
def staff(client, post):
    """Sign somebody in who holds the roles at a new host, and return both."""

    def staff(*roles, host=None):
        host = host or make_host()
        account = make_account(host, *roles)
        client.delete_cookie("session")
        post("/staff/sign-in", email=account.email, password=PASSWORD)
        return host, account

    return staff


@pytest.fixture
def typed():
    """A whole question as it is typed."""
    return {
        "stem": "Thủ tục mới nộp ở đâu?",
        "options-0-text": "Bộ phận Một cửa",
        "options-1-text": "Nhà văn hóa",
        "options-2-text": "",
        "right": "0",
        "topic": make_topic().code,
        "difficulty": "easy",
        "audiences": make_audience().code,
        "basis-0-document": "Nghị định số 118/2025/NĐ-CP",
        "basis-0-article": "Điều 14",
    }


def url(host, question=None, act=""):
    parts = ["/hosts", host.public_id, "questions", question and question.public_id, act]
    return "/".join(filter(None, parts))


def only_question(host, rows):
    return rows.query(Question).filter_by(host_id=host.id).one()


def acts(rows):
    return [each.act for each in rows.query(AuditEntry).order_by(AuditEntry.id)]


def test_a_written_question_is_kept_as_a_draft_and_recorded(rows, client, post, staff, typed):
    host, author = staff(Role.WRITER)
    answer = post(url(host, act="new"), **typed)
    question = only_question(host, rows)
    assert (answer.status_code, answer.location) == (303, url(host, question))
    assert question.latest.author is author
    assert [each["text"] for each in question.latest.options] == ["Bộ phận Một cửa", "Nhà văn hóa"]
    assert acts(rows) == ["question-written"]
    assert "Bộ phận Một cửa" in client.get(answer.location).text


def test_one_more_option_keeps_what_was_typed(post, staff, typed):
    host, _ = staff(Role.WRITER)
    answer = post(url(host, act="new"), **typed | {"more": "options"})
    assert answer.status_code == 200
    assert "Nhà văn hóa" in answer.text
    assert "options-3-text" in answer.text


def test_there_are_never_more_than_eight_options(post, staff, typed):
    host, _ = staff(Role.WRITER)
    eight = {f"options-{at}-text": f"Phương án thứ {at}" for at in range(8)}
    answer = post(url(host, act="new"), **typed | eight | {"more": "options"})
    assert "options-8-text" not in answer.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        pytest.param({"stem": " "}, "Vui lòng nhập câu hỏi.", id="no-stem"),
        pytest.param({"options-1-text": ""}, "ít nhất hai phương án", id="one-option"),
        pytest.param({"right": ""}, "Vui lòng chọn phương án đúng.", id="no-key"),
        pytest.param({"right": "2"}, "Phương án đúng chưa có nội dung.", id="blank-key"),
        pytest.param({"right": "77"}, "Phương án đúng", id="forged-key"),
        pytest.param({"topic": "no-such"}, "Chuyên đề", id="forged-topic"),
        pytest.param({"audiences": []}, "ít nhất một đối tượng", id="no-audience"),
        pytest.param({"basis-0-document": ""}, "ghi tên văn bản", id="article-of-nothing"),
        pytest.param(
            {"valid_from": ["2", "1", "2030"], "valid_to": ["1", "1", "2030"]},
            "từ ngày bắt đầu hiệu lực trở đi",
            id="ends-before-it-begins",
        ),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(post, staff, typed, wrong, sentence):
    host, _ = staff(Role.WRITER)
    answer = post(url(host, act="new"), **typed | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Bộ phận Một cửa" in answer.text


def test_an_edit_is_a_new_version(rows, client, post, staff, typed):
    host, _ = staff(Role.WRITER)
    question = make_approved(host=host, audiences=[make_audience()])
    assert "Ủy ban nhân dân cấp xã" in client.get(url(host, question, "edit")).text
    post(url(host, question, "edit"), **typed)
    assert [each.state for each in question.versions] == [State.APPROVED, State.DRAFT]
    page = client.get(url(host, question, "versions")).text
    assert "Phiên bản 2" in page
    assert "Phiên bản 1" in page


def test_a_question_goes_from_draft_to_use(rows, post, staff):
    host, author = staff(Role.WRITER)
    question = make_question(build_version(author=author), host=host)
    post(url(host, question, "submit"), page=url(host, question))
    staff(Role.APPROVER, host=host)
    answer = post(url(host, question, "approve"), page=url(host, question))
    assert answer.status_code == 303
    assert question.latest.state is State.APPROVED
    assert acts(rows) == ["question-submitted", "question-approved"]


def test_own_work_is_not_approved(post, staff):
    host, author = staff(Role.WRITER, Role.APPROVER)
    question = make_question(build_version(author=author, state=State.SUBMITTED), host=host)
    answer = post(url(host, question, "approve"), page=url(host, question, "edit"))
    assert answer.status_code == 409
    assert "người khác duyệt" in answer.text
    assert question.latest.state is State.SUBMITTED


def test_a_faulty_question_says_what_is_wrong_and_is_not_approved(client, post, staff):
    host, _ = staff(Role.APPROVER)
    options = [{"text": "Có", "right": True}, {"text": "có."}]
    question = make_question(build_version(state=State.SUBMITTED, options=options), host=host)
    assert "Phương án A và B giống nhau" in client.get(url(host, question)).text
    assert post(url(host, question, "approve"), page=url(host, question)).status_code == 409


def test_a_question_is_sent_back_with_its_reason_alone(client, post, staff):
    host, _ = staff(Role.REVIEWER)
    question = make_question(build_version(state=State.SUBMITTED), host=host)
    assert post(url(host, question, "send-back"), reason="").status_code == 422
    post(url(host, question, "send-back"), reason="Thiếu căn cứ pháp lý")
    assert question.latest.state is State.DRAFT
    assert "Thiếu căn cứ pháp lý" in client.get(url(host, question)).text


def test_a_question_is_retired_with_a_reason(client, post, staff):
    host, _ = staff(Role.ORGANISER)
    question = make_approved(host=host)
    post(url(host, question, "retire"), reason="Luật đã đổi")
    assert question.approved is None
    assert "Luật đã đổi" in client.get(url(host, question)).text


def test_a_near_duplicate_is_pointed_out(client, staff):
    host, _ = staff(Role.WRITER)
    question, twin = make_approved(host=host), make_approved(host=host)
    assert twin.code in client.get(url(host, question)).text


def test_a_question_is_lent_until_the_loan_is_ended(client, post, staff):
    host, _ = staff(Role.ORGANISER)
    question, borrower = make_approved(host=host), make_host(name="Xã Bến Quan")
    post(url(host, question, "lend"), host=borrower.public_id)
    assert "Xã Bến Quan" in client.get(url(host, question)).text
    staff(Role.WRITER, host=borrower)
    assert client.get(url(borrower, question)).status_code == 200
    assert client.get(url(borrower, question, "versions")).status_code == 200
    assert client.get(url(borrower, question, "edit")).status_code == 404
    staff(Role.ORGANISER, host=host)
    end = url(host, question, f"loans/{borrower.public_id}/end")
    post(end, page=url(host, question))
    assert queries.list_loans(question) == []


def test_all_that_pass_the_filters_are_lent_at_once(rows, client, post, staff):
    host, _ = staff(Role.ORGANISER)
    borrower, topic = make_host(), make_topic(host_id=host.id)
    wanted, other = make_approved(host=host, topic=topic), make_approved(host=host)
    draft = make_question(build_version(topic=topic), host=host)
    make_loan(question=make_approved(topic=topic), host=host)  # what is borrowed is not lent on
    page = url(host, act=f"lend?topic={topic.code}")
    assert "Cho mượn 1 câu hỏi" in client.get(page).text
    post(page, host=borrower.public_id)
    assert [len(queries.list_loans(each)) for each in (wanted, other, draft)] == [1, 0, 0]
    assert acts(rows) == ["questions-lent"]


def test_what_is_over_is_not_lent(client, staff, at):
    at(NOON)
    host, _ = staff(Role.ORGANISER)
    topic = make_topic(host_id=host.id)
    make_document(host, number="61/2018/NĐ-CP", in_force_to=TODAY - timedelta(days=1))
    basis = [{"document": "Nghị định 61/2018/NĐ-CP", "article": ""}]
    make_approved(host=host, topic=topic, valid_to=TODAY)
    make_approved(host=host, topic=topic, valid_to=TODAY - timedelta(days=1))
    make_approved(host=host, topic=topic, basis=basis)
    assert "Cho mượn 1 câu hỏi" in client.get(url(host, act=f"lend?topic={topic.code}")).text


@pytest.mark.parametrize("state", [State.SUBMITTED, State.REVIEWED])
def test_editing_what_waits_says_before_and_after_that_it_is_withdrawn(
    client, post, staff, typed, state
):
    host, _ = staff(Role.WRITER)
    question = make_question(build_version(state=state), host=host)
    page = url(host, question, "edit")
    before = client.get(page).text
    assert "Khi bạn lưu, câu này rút khỏi chờ duyệt" in before
    answer = post(page, **typed)
    assert "Câu đã rút khỏi chờ duyệt" in client.get(answer.location).text


def test_editing_a_draft_speaks_of_no_withdrawal(client, post, staff, typed):
    host, _ = staff(Role.WRITER)
    question = make_question(host=host)
    page = url(host, question, "edit")
    assert "rút khỏi chờ duyệt" not in client.get(page).text
    answer = post(page, **typed)
    assert "rút khỏi chờ duyệt" not in client.get(answer.location).text


def test_only_the_newest_version_waits_and_only_one_is_in_use(client, staff):
    host, _ = staff(Role.WRITER)
    states = [State.APPROVED, State.SUBMITTED, State.APPROVED, State.SUBMITTED, State.DRAFT]
    versions = [build_version(number=at, state=each) for at, each in enumerate(states, 1)]
    page = client.get(url(host, make_question(*versions, host=host), "versions")).text
    counts = [page.count(each.replace(" ", "\u00a0")) for each in ("Chờ duyệt", "Đã duyệt")]
    assert (*counts, page.count("Bản cũ")) == (0, 1, 3)


@pytest.mark.parametrize("question_id", ["no-such", "%00"])
def test_an_unknown_question_is_not_found(client, staff, question_id):
    host, _ = staff(Role.ORGANISER)
    assert client.get(f"{url(host)}/{question_id}").status_code == 404


def test_a_strangers_question_is_not_found(client, staff):
    host, _ = staff(Role.ORGANISER)
    question = make_approved()
    assert client.get(url(host, question)).status_code == 404
    assert client.get(url(host, question, "retire")).status_code == 404


def test_the_list_filters_and_counts(client, staff):
    host, _ = staff(Role.WRITER)
    make_approved(host=host, stem="Đường dây nóng ở đâu?")
    make_loan(question=make_approved(stem="Câu được mượn"), host=host)
    everything = client.get(url(host)).text
    assert "2 câu hỏi" in everything
    assert "mượn của" in everything
    found = client.get(f"{url(host)}?text=duong+day&state=approved&topic=%00").text
    assert "1 câu hỏi" in found
    assert "govuk-error-message" not in found


def test_the_list_has_pages(client, staff):
    host, _ = staff(Role.WRITER)
    for _number in range(31):
        make_question(host=host)
    assert "page=2" in client.get(url(host)).text
    assert client.get(f"{url(host)}?page=2").status_code == 200


@pytest.mark.parametrize("kind", ["topics", "audiences", "reporting-groups"])
def test_a_host_adds_a_line_of_its_own_and_ends_it(client, post, staff, kind):
    host, _ = staff(Role.ORGANISER)
    page = f"/hosts/{host.public_id}/lists/{kind}"
    post(page, name="Cựu chiến binh")
    assert "Cựu chiến binh" in client.get(page).text
    assert post(page, name="Cựu chiến binh").status_code == 422
    post(f"{page}/cuu-chien-binh/end", page=page)
    client.get(page)
    assert "Cựu chiến binh" not in client.get(page).text


def test_the_nations_lines_are_not_ended_by_a_host(post, staff):
    host, _ = staff(Role.ORGANISER)
    topic, page = make_topic(), f"/hosts/{host.public_id}/lists/topics"
    assert post(f"{page}/{topic.code}/end", page=page).status_code == 404


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.JUDGE, Role.CONTACT, Role.OBSERVER])
def test_who_must_not_know_the_keys_sees_no_question(client, staff, role):
    host, _ = staff(role)
    assert client.get(url(host)).status_code == 403
    assert client.get(url(host, make_approved(host=host))).status_code == 403
