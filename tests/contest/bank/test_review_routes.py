import pytest
from sqlalchemy import select

from contest.audit.models import AuditEntry
from contest.bank.review_models import KeyLook, QuestionComment
from contest.rules.roles import Role
from questions.review import State
from tests.contest.bank.factories import build_version, make_approved, make_loan, make_question
from tests.contest.factories import NOON, make_account, make_host


@pytest.fixture
def sign_in(client, log_in):
    """Sign in somebody new, who holds the roles at the host."""

    def sign_in(host, *roles):
        account = make_account(host, *roles)
        log_in(account)
        return account

    return sign_in


def url(question, act=""):
    return f"/hosts/{question.host.public_id}/questions/{question.public_id}{act}"


def make_submitted(steps=2, state=State.SUBMITTED, **given):
    return make_question(build_version(state=state, **given), host=make_host(review_steps=steps))


def looks(rows):
    return [
        (each.account_id, each.question_id, each.count) for each in rows.scalars(select(KeyLook))
    ]


def test_with_three_steps_a_question_is_passed_and_then_approved(client, post, sign_in):
    question = make_submitted(steps=3)
    sign_in(question.host, Role.APPROVER)
    assert "Duyệt</button>" not in client.get(url(question)).text.replace(" ", "")
    sign_in(question.host, Role.REVIEWER)
    assert post(url(question, "/pass"), page=url(question)).status_code == 303
    sign_in(question.host, Role.APPROVER)
    post(url(question, "/approve"), page=url(question))
    assert question.latest.state is State.APPROVED


def test_the_page_says_why_somebody_cannot_take_the_step(client, sign_in):
    reviewer = make_account()
    question = make_submitted(steps=3, state=State.REVIEWED, reviewed_by=reviewer)
    account = sign_in(question.host, Role.APPROVER)
    assert "cần người khác" not in client.get(url(question)).text
    question.latest.reviewed_by = account
    assert "cần người khác" in client.get(url(question)).text


def test_each_act_stands_in_the_audit_with_code_and_version(rows, post, sign_in):
    question = make_submitted(steps=3)
    account = sign_in(question.host, Role.REVIEWER)
    post(url(question, "/pass"), page=url(question))
    entry = rows.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.actor_id) == ("question-reviewed", account.id)
    assert entry.details == {"code": question.code, "version": 1}


def test_a_remark_is_shown_as_it_was_typed(rows, client, post, sign_in):
    question = make_submitted()
    account = sign_in(question.host, Role.REVIEWER)
    post(url(question, "/comments"), page=url(question), text="<b>Căn cứ</b> đã hết hiệu lực")
    page = client.get(url(question)).text
    assert "&lt;b&gt;Căn cứ&lt;/b&gt; đã hết hiệu lực" in page
    assert "về phiên bản 1" in page
    assert rows.scalars(select(QuestionComment)).one().author is account


@pytest.mark.parametrize("text", [" ", "x" * 2001])
def test_an_empty_or_endless_remark_is_refused_and_kept_in_the_form(post, sign_in, text):
    question = make_submitted()
    sign_in(question.host, Role.WRITER)
    answer = post(url(question, "/comments"), page=url(question), text=text)
    assert answer.status_code == 422
    assert text.strip() in answer.text


def test_a_borrower_reads_no_remarks_and_no_other_version(client, sign_in):
    question, borrower = make_approved(), make_host()
    make_loan(question=question, host=borrower)
    sign_in(borrower, Role.WRITER)
    address = f"/hosts/{borrower.public_id}/questions/{question.public_id}"
    assert "Ý kiến trao đổi" not in client.get(address).text
    assert client.get(f"{address}/versions/compare").status_code == 404


def test_two_versions_stand_side_by_side_with_what_changed(client, sign_in):
    old = build_version(stem="Nộp hồ sơ ở huyện", state=State.APPROVED)
    options = [{"text": "Ủy ban nhân dân cấp xã"}, {"text": "Sở Nội vụ", "right": True}]
    new = build_version(number=2, stem="Nộp hồ sơ ở xã", options=options)
    question = make_question(old, new)
    sign_in(question.host, Role.WRITER)
    page = client.get(url(question, "/versions/compare?from=1&to=2")).text
    assert "huyện<span" in page.split("<del>")[1]
    assert "xã<span" in page.split("<ins>")[1]
    assert "Khác nhau ở: Câu hỏi, Phương án A, Phương án B" in page


def test_a_version_is_compared_with_the_one_before_it(client, sign_in):
    question = make_question(build_version(), build_version(number=2))
    sign_in(question.host, Role.WRITER)
    assert "giống hệt nhau" in client.get(url(question, "/versions/compare")).text
    assert client.get(url(question, "/versions/compare?from=1&to=9")).status_code == 404


@pytest.mark.parametrize("act", ["", "/versions", "/versions/compare", "/edit"])
def test_whoever_opens_a_page_with_the_key_is_written_down(rows, client, sign_in, at, act):
    question = make_approved()
    account = sign_in(question.host, Role.WRITER)
    at(NOON)
    for _ in range(2):
        client.get(url(question, act))
    assert looks(rows) == [(account.id, question.id, 2)]


def test_the_list_shows_no_key_and_is_no_look(rows, client, sign_in):
    question = make_approved()
    sign_in(question.host, Role.WRITER)
    client.get(f"/hosts/{question.host.public_id}/questions")
    assert looks(rows) == []


@pytest.mark.parametrize(("act", "role"), [("/approve", Role.APPROVER), ("/submit", Role.WRITER)])
def test_a_remark_typed_beside_a_step_is_kept_with_it(rows, post, sign_in, act, role):
    question = make_submitted(state=State.DRAFT if act == "/submit" else State.SUBMITTED)
    sign_in(question.host, role)
    before = question.latest.state
    post(url(question, act), page=url(question), text="Đã đối chiếu Điều 14")
    assert question.latest.state is not before
    assert [each.text for each in rows.scalars(select(QuestionComment))] == ["Đã đối chiếu Điều 14"]


def test_a_remark_too_long_keeps_the_step_from_being_taken(rows, post, sign_in):
    question = make_submitted()
    sign_in(question.host, Role.APPROVER)
    answer = post(url(question, "/approve"), page=url(question), text="ý" * 2001)
    assert (answer.status_code, question.latest.state) == (422, State.SUBMITTED)
    assert "ý" * 2001 in answer.text


def test_a_remark_typed_before_sending_back_is_the_first_reason(rows, post, sign_in):
    question = make_submitted()
    sign_in(question.host, Role.APPROVER)
    answer = post(url(question, "/send-back"), page=url(question), text="Thiếu căn cứ")
    assert "Thiếu căn cứ</textarea>" in answer.text
    assert question.latest.state is State.SUBMITTED


def test_after_a_step_from_the_queue_the_next_question_is_offered(client, post, sign_in):
    first = make_submitted()
    second = make_question(build_version(state=State.SUBMITTED), host=first.host)
    sign_in(first.host, Role.APPROVER)
    queue = f"/hosts/{first.host.public_id}/questions/queue"
    assert f"{url(first)}?waiting=approval" in client.get(queue).text
    page = f"{url(first)}?waiting=approval"
    answer = post(url(first, "/approve?waiting=approval"), page=page)
    shown = client.get(answer.location).text
    assert f'href="{url(second)}?waiting=approval">Câu tiếp theo' in shown
    assert f'href="{queue}?waiting=approval">Việc của tôi' in shown


def test_what_is_submitted_again_tells_why_it_was_sent_back(client, sign_in):
    first = build_version(reason="Thiếu căn cứ", decided_by=make_account())
    again = build_version(number=2, state=State.SUBMITTED)
    question = make_question(first, again, host=make_host())
    sign_in(question.host, Role.APPROVER)
    page = client.get(url(question)).text
    assert "Lý do trả lại: Thiếu căn cứ" in " ".join(page.split())
    assert "/versions/compare?from=1&amp;to=2" in page
