import pytest
from sqlalchemy import select

from contest.audit.models import AuditEntry
from contest.bank import bulk_service, review_queries
from contest.bank.review_models import KeyLook
from contest.bank.review_queries import Queue, Waiting
from contest.rules.roles import Role
from questions.review import Act, State
from tests.contest.bank.factories import (
    LAW,
    build_version,
    make_approved,
    make_question,
    make_topic,
)
from tests.contest.factories import NOON, make_account, make_host

MENDING, REVIEW, APPROVAL = Waiting
SUBMITTED, REVIEWED = State.SUBMITTED, State.REVIEWED


def waiting_for(person, host, waiting, topic=""):
    queue = Queue(host, person, waiting, topic)
    found = review_queries.list_waiting(queue, 1, 100)
    assert review_queries.count_waiting(queue) == len(found)
    return found


@pytest.mark.parametrize(
    ("steps", "state", "waiting", "waits"),
    [
        (2, SUBMITTED, APPROVAL, True),
        (2, REVIEWED, APPROVAL, True),
        (3, SUBMITTED, APPROVAL, False),
        (3, REVIEWED, APPROVAL, True),
        (3, SUBMITTED, REVIEW, True),
        (3, REVIEWED, REVIEW, False),
        (2, State.DRAFT, APPROVAL, False),
        (2, State.APPROVED, APPROVAL, False),
    ],
)
def test_each_step_has_its_queue(rows, steps, state, waiting, waits):
    host, person = make_host(review_steps=steps), make_account()
    question = make_question(build_version(state=state), host=host)
    assert waiting_for(person, host, waiting) == ([question.latest] if waits else [])


@pytest.mark.parametrize("waiting", [REVIEW, APPROVAL])
def test_nothing_waits_for_who_wrote_of_it_since_the_last_approval(rows, waiting):
    first, second, early = make_account(), make_account(), make_account()
    host = make_host(review_steps=2 if waiting is APPROVAL else 3)
    make_question(
        build_version(author=early, state=State.APPROVED),
        build_version(number=2, author=first),
        build_version(number=3, author=second, state=SUBMITTED),
        host=host,
    )
    found = [len(waiting_for(each, host, waiting)) for each in (first, second, early)]
    assert found == [0, 0, 1]


def test_what_somebody_passed_waits_for_others_to_approve(rows):
    host, reviewer = make_host(review_steps=3), make_account()
    make_question(build_version(state=REVIEWED, reviewed_by=reviewer), host=host)
    assert waiting_for(reviewer, host, APPROVAL) == []
    assert len(waiting_for(make_account(), host, APPROVAL)) == 1


def test_what_was_sent_back_waits_for_its_author(rows):
    host, author = make_host(), make_account()
    make_question(build_version(author=author, reason="Thiếu căn cứ"), host=host)
    make_question(build_version(author=author), host=host)
    assert [each.reason for each in waiting_for(author, host, MENDING)] == ["Thiếu căn cứ"]
    assert waiting_for(make_account(), host, MENDING) == []


def test_a_queue_is_of_one_host_and_may_be_of_one_topic(rows):
    host, person, topic = make_host(), make_account(), make_topic()
    wanted = make_question(build_version(state=SUBMITTED, topic=topic), host=host)
    make_question(build_version(state=SUBMITTED), host=host)
    make_question(build_version(state=SUBMITTED, topic=topic))
    assert waiting_for(person, host, APPROVAL, topic.code) == [wanted.latest]
    assert len(waiting_for(person, host, APPROVAL)) == 2


@pytest.fixture
def sign_in(log_in):
    def sign_in(host, *roles):
        account = make_account(host, *roles)
        log_in(account)
        return account

    return sign_in


def make_three(host, account):
    """One that can be approved, one's own, and a faulty one."""
    alike = [{"text": "Có", "right": True}, {"text": "có."}]
    given = ({}, {"author": account}, {"options": alike})
    return [make_question(build_version(state=SUBMITTED, **each), host=host) for each in given]


def at_once(host):
    return f"/hosts/{host.public_id}/questions/at-once"


def test_the_queue_counts_what_waits_for_each_role(client, sign_in):
    host = make_host(review_steps=3)
    make_question(build_version(state=SUBMITTED), host=host)
    sign_in(host, Role.APPROVER)
    page = client.get(f"/hosts/{host.public_id}/questions/queue").text
    assert "Chờ tôi thẩm định (1)" in page
    assert "Chờ tôi duyệt (0)" in page
    assert "Việc của tôi (1)" in client.get(f"/hosts/{host.public_id}/questions").text
    sign_in(host, Role.WRITER)
    page = client.get(f"/hosts/{host.public_id}/questions/queue?waiting=approval&topic=no").text
    assert "Bị trả lại, chờ tôi sửa (0)" in page
    assert "govuk-error-message" not in page
    assert "Chờ tôi duyệt" not in page


def test_the_page_before_says_what_can_be_done_and_why_not_the_rest(client, sign_in):
    host = make_host()
    questions = make_three(host, sign_in(host, Role.APPROVER))
    chosen = "&".join(f"q={each.public_id}" for each in questions)
    page = client.get(f"{at_once(host)}?act=approve&{chosen}").text
    assert "Làm được với 1 câu." in page
    assert "Không làm được với 2 câu." in page
    assert "cần người khác" in page
    assert "còn lỗi" in page


def test_all_that_can_be_done_is_done_at_once_with_an_entry_for_each(rows, post, sign_in):
    host = make_host()
    account = sign_in(host, Role.APPROVER)
    first, own, faulty = make_three(host, account)
    names = [f"{each.public_id}.1" for each in (first, own, faulty)]
    page = f"{at_once(host)}?act=approve&q={first.public_id}"
    assert post(at_once(host), page=page, act="approve", v=names).status_code == 303
    assert [each.latest.state for each in (first, own, faulty)] == [
        State.APPROVED, SUBMITTED, SUBMITTED,
    ]  # fmt: skip
    entry = rows.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.details["code"]) == ("question-approved", first.code)


def test_a_version_that_the_page_did_not_show_is_left(post, sign_in):
    host = make_host()
    sign_in(host, Role.APPROVER)
    question = make_question(build_version(), build_version(number=2, state=SUBMITTED), host=host)
    page = f"{at_once(host)}?act=approve&q={question.public_id}"
    post(at_once(host), page=page, act="approve", v=[f"{question.public_id}.1"])
    assert question.latest.state is SUBMITTED


@pytest.mark.parametrize(("act", "state"), [("send-back", State.DRAFT), ("retire", State.RETIRED)])
def test_what_needs_a_reason_is_refused_without_and_keeps_the_choice(
    client, post, sign_in, act, state
):
    host = make_host()
    sign_in(host, Role.APPROVER)
    before = SUBMITTED if act == "send-back" else State.APPROVED
    question = make_question(build_version(state=before), host=host)
    page, name = f"{at_once(host)}?act={act}&q={question.public_id}", f"{question.public_id}.1"
    refused = post(page, act=act, v=[name], reason=" ")
    assert refused.status_code == 422
    assert name in refused.text
    post(page, act=act, v=[name], reason="Luật đã đổi")
    assert (question.latest.state, question.latest.reason) == (state, "Luật đã đổi")


def test_all_on_a_filter_are_chosen_beyond_the_page_and_none_that_is_lent(client, sign_in):
    host, topic = make_host(), make_topic()
    sign_in(host, Role.WRITER)
    for _ in range(31):
        make_question(build_version(topic=topic), host=host)
    make_question(host=host)
    make_approved(topic=topic)
    page = client.get(f"{at_once(host)}?act=submit&all=1&topic={topic.code}").text
    assert "Làm được với 31 câu." in page


def test_all_of_a_queue_are_chosen(client, sign_in):
    host = make_host()
    sign_in(host, Role.APPROVER)
    make_question(build_version(state=SUBMITTED), host=host)
    page = client.get(f"{at_once(host)}?act=approve&all=1&waiting=approval").text
    assert "Làm được với 1 câu." in page


@pytest.mark.parametrize("query", ["", "?act=approve", "?act=revise&q=x", "?act=revise&all=1"])
def test_nothing_chosen_leads_back(client, sign_in, query):
    host = make_host()
    sign_in(host, Role.APPROVER)
    assert client.get(at_once(host) + query).status_code == 303


def test_each_act_at_once_asks_for_its_own_right(client, post, sign_in):
    host = make_host()
    sign_in(host, Role.WRITER)
    question = make_question(build_version(state=SUBMITTED), host=host)
    assert client.get(f"{at_once(host)}?act=approve&q={question.public_id}").status_code == 403
    page = f"{at_once(host)}?act=submit&q={question.public_id}"
    answer = post(at_once(host), page=page, act="approve", v=[f"{question.public_id}.1"])
    assert answer.status_code == 403


def test_the_acts_lead_where_the_single_ones_do(rows):
    by, host = make_account(), make_host(review_steps=3)
    question = make_question(build_version(), host=host)
    for act in (Act.SUBMIT, Act.REVIEW):
        bulk_service.carry_out([question], [f"{question.public_id}.1"], act, "", by, NOON, LAW)
    assert (question.latest.state, question.latest.reviewed_by) == (REVIEWED, by)
    assert bulk_service.sort([question], Act.RETIRE, by, LAW).unable == (
        (question.latest, "act-not-open"),
    )


def test_with_two_steps_nobody_is_offered_to_pass_an_appraisal(client, sign_in):
    host = make_host(review_steps=2)
    make_question(build_version(state=SUBMITTED), host=host)
    sign_in(host, Role.REVIEWER)
    page = client.get(f"/hosts/{host.public_id}/questions").text
    assert "Thẩm định đạt" not in page
    assert "Trả lại người biên soạn" in page


def test_with_two_steps_a_reviewer_is_told_what_can_be_done(client, sign_in):
    host = make_host(review_steps=2)
    sign_in(host, Role.REVIEWER)
    page = client.get(f"/hosts/{host.public_id}/questions/queue").text
    assert "không có bước thẩm định riêng" in page
    assert f"/hosts/{host.public_id}/questions?state=submitted" in page
    assert "không có bước nào" not in page


@pytest.mark.parametrize(("act", "state"), [("approve", SUBMITTED), ("review", SUBMITTED)])
def test_who_answers_for_keys_sees_each_before_the_button(rows, client, sign_in, act, state):
    host = make_host(review_steps=2 if act == "approve" else 3)
    account = sign_in(host, Role.APPROVER)
    question = make_question(build_version(state=state), host=host)
    page = client.get(f"{at_once(host)}?act={act}&q={question.public_id}").text
    shown = page.partition("<details")[2].partition("<form")[0]
    assert shown.startswith(' class="govuk-details" open')
    assert "Cơ quan nào giải quyết thủ tục này?" in shown
    assert "<strong>A.</strong> Ủy ban nhân dân cấp xã" in shown
    look = rows.scalars(select(KeyLook)).one()
    assert (look.account_id, look.question_id) == (account.id, question.id)


def test_sending_back_shows_no_keys(rows, client, sign_in):
    host = make_host()
    sign_in(host, Role.APPROVER)
    question = make_question(build_version(state=SUBMITTED), host=host)
    page = client.get(f"{at_once(host)}?act=send-back&q={question.public_id}").text
    assert "<strong>A.</strong>" not in page
    assert rows.scalars(select(KeyLook)).all() == []


@pytest.mark.parametrize(
    ("act", "state", "button", "done"),
    [
        ("approve", SUBMITTED, "Duyệt 1 câu", "Đã duyệt 1 câu."),
        ("submit", State.DRAFT, "Gửi duyệt 1 câu", "Đã gửi duyệt 1 câu."),
        ("send-back", SUBMITTED, "Trả lại 1 câu", "Đã trả lại 1 câu."),
    ],
)
def test_the_button_says_what_it_does_and_then_what_was_done(
    client, post, sign_in, act, state, button, done
):
    host = make_host()
    sign_in(host, Role.APPROVER, Role.WRITER)
    question = make_question(build_version(state=state), host=host)
    page = f"{at_once(host)}?act={act}&q={question.public_id}"
    assert button in client.get(page).text
    answer = post(page, act=act, v=[f"{question.public_id}.1"], reason="Thiếu căn cứ")
    assert done in client.get(answer.location).text


def test_an_approvers_queue_opens_at_what_only_approval_is_left_for(client, sign_in):
    host = make_host(review_steps=3)
    for state in (SUBMITTED, REVIEWED):
        make_question(build_version(state=state), host=host)
    sign_in(host, Role.APPROVER, Role.REVIEWER)
    queue = f"/hosts/{host.public_id}/questions/queue"
    assert 'waiting=approval" aria-current="page"' in client.get(queue).text
    assert "không duyệt được nữa" in client.get(f"{queue}?waiting=review").text


def test_what_the_checks_find_stands_beside_each_question_to_approve(client, sign_in):
    host = make_host()
    sign_in(host, Role.APPROVER)
    question = make_question(build_version(state=SUBMITTED, basis=[]), host=host)
    page = client.get(f"{at_once(host)}?act=approve&q={question.public_id}").text
    assert "Chưa nêu căn cứ pháp lý" in page
