from datetime import timedelta

import pytest

from contest.bank import service
from contest.errors import ActNotOpen, FaultyQuestion, OwnWork
from questions.legal import Document, Law, Register
from questions.model import Difficulty, Option
from questions.review import Act, State
from tests.contest.bank.factories import LAW, TODAY, build_question, build_topic, build_version
from tests.contest.factories import NOON, build_account, build_host


def text(**given):
    usual = {
        "stem": "Thủ tục mới nộp ở đâu?",
        "options": (Option("Bộ phận Một cửa", is_right=True), Option("Nhà văn hóa")),
        "topic": build_topic(),
        "difficulty": Difficulty.EASY,
        "audiences": (),
    }
    return service.Text(**usual | given)


def submitted(question_host=None, **given):
    version = build_version(state=State.SUBMITTED, **given)
    return build_question(version, host=question_host or build_host()).latest


def test_a_new_question_is_a_draft_of_its_author():
    author = build_account()
    question = service.write_question("id", build_host(), "a-001", text(), author, NOON)
    latest = question.latest
    assert (latest.number, latest.state, latest.author) == (1, State.DRAFT, author)


def test_what_is_written_is_found_without_marks():
    version = service.new_version(text(), 1, build_account(), NOON)
    assert version.folded == "thu tuc moi nop o dau? bo phan mot cua nha van hoa"


@pytest.mark.parametrize("state", State)
def test_each_edit_is_a_further_draft(state):
    question = build_question(build_version(state=state))
    service.edit_question(question, text(), build_account(), NOON)
    assert [each.state for each in question.versions] == [state, State.DRAFT]
    assert question.latest.number == 2


def test_while_an_edit_is_not_approved_the_approved_version_is_drawn():
    question = build_question(build_version(state=State.APPROVED))
    service.edit_question(question, text(), build_account(), NOON)
    assert question.approved.number == 1


def test_a_draft_is_submitted_once():
    version = build_question().latest
    service.submit(version)
    with pytest.raises(ActNotOpen):
        service.submit(version)


def test_another_than_the_author_approves():
    version, approver = submitted(), build_account()
    service.approve(version, approver, NOON, LAW)
    assert (version.state, version.decided_by) == (State.APPROVED, approver)


def test_nobody_approves_their_own_work():
    author = build_account()
    version = submitted(author=author)
    with pytest.raises(OwnWork):
        service.approve(version, author, NOON, LAW)
    assert version.state is State.SUBMITTED


@pytest.mark.parametrize("act", [service.approve, service.pass_review])
def test_all_who_wrote_since_the_last_approval_take_no_other_step(act):
    first, second = build_account(), build_account()
    question = build_question(
        build_version(state=State.APPROVED),
        build_version(number=2, author=first),
        build_version(number=3, author=second, state=State.SUBMITTED),
        host=build_host(review_steps=2 if act is service.approve else 3),
    )
    for each in (first, second):
        with pytest.raises(OwnWork):
            act(question.latest, each, NOON, LAW)
    earlier = question.versions[0].author  # wrote what was approved before
    act(question.latest, earlier, NOON, LAW)


def test_with_three_steps_a_third_person_approves():
    writer, reviewer, approver = build_account(), build_account(), build_account()
    version = submitted(author=writer, question_host=build_host(review_steps=3))
    with pytest.raises(ActNotOpen):
        service.approve(version, approver, NOON, LAW)
    service.pass_review(version, reviewer, NOON, LAW)
    assert (version.state, version.reviewed_by) == (State.REVIEWED, reviewer)
    for each in (writer, reviewer):
        with pytest.raises(OwnWork):
            service.approve(version, each, NOON, LAW)
    service.approve(version, approver, NOON, LAW)
    assert (version.state, version.decided_by) == (State.APPROVED, approver)


def test_with_two_steps_nobody_reviews():
    with pytest.raises(ActNotOpen):
        service.pass_review(submitted(), build_account(), NOON, LAW)


@pytest.mark.parametrize(
    ("last", "is_refused"), [(TODAY - timedelta(days=1), True), (TODAY, False), (None, False)]
)
def test_what_rests_on_law_that_has_ended_is_not_approved(last, is_refused):
    document = Document("118/2025/NĐ-CP", "Nghị định về một cửa", in_force_to=last)
    law, version = Law(Register([document]), TODAY), submitted()
    refused = service.refusal(version, Act.APPROVE, build_account(), law)
    assert isinstance(refused, FaultyQuestion) is is_refused


def test_what_was_reviewed_with_three_steps_is_approved_with_two():
    version = build_question(build_version(state=State.REVIEWED)).latest
    service.approve(version, build_account(), NOON, LAW)
    assert version.state is State.APPROVED


def test_a_closed_account_counts_as_before():
    author = build_account(ended_at=NOON)
    version = submitted(author=author)
    assert isinstance(service.refusal(version, Act.APPROVE, author, LAW), OwnWork)


def test_who_passed_the_appraisal_may_send_it_back_and_it_begins_anew():
    version, reviewer = submitted(question_host=build_host(review_steps=3)), build_account()
    service.pass_review(version, reviewer, NOON, LAW)
    service.send_back(version, "Căn cứ đã cũ", reviewer, NOON)
    assert (version.state, version.reviewed_by) == (State.DRAFT, None)


def test_nobody_sends_back_their_own_work():
    author = build_account()
    with pytest.raises(OwnWork):
        service.send_back(submitted(author=author), "Thiếu", author, NOON)


def test_a_draft_is_not_approved_before_it_is_submitted():
    with pytest.raises(ActNotOpen):
        service.approve(build_question().latest, build_account(), NOON, LAW)


def test_an_outdated_version_is_not_approved():
    version = submitted()
    service.edit_question(version.question, text(), build_account(), NOON)
    with pytest.raises(ActNotOpen):
        service.approve(version, build_account(), NOON, LAW)


def test_a_question_without_a_right_option_is_not_approved():
    version = submitted(options=[{"text": "Có"}, {"text": "Không"}])
    with pytest.raises(FaultyQuestion):
        service.approve(version, build_account(), NOON, LAW)


def test_what_is_sent_back_is_a_draft_with_the_reason():
    version = submitted()
    service.send_back(version, "Thiếu căn cứ", build_account(), NOON)
    assert (version.state, version.reason) == (State.DRAFT, "Thiếu căn cứ")


def test_a_retired_question_is_drawn_no_more():
    question = build_question(
        build_version(state=State.APPROVED), build_version(number=2, state=State.APPROVED)
    )
    service.retire(question, "Luật đã đổi", build_account(), NOON)
    assert question.approved is None


def test_a_draft_cannot_be_retired():
    with pytest.raises(ActNotOpen):
        service.retire(build_question(), "Luật đã đổi", build_account(), NOON)


def test_what_is_not_in_use_is_not_lent():
    with pytest.raises(ActNotOpen):
        service.lend(build_question(), build_host(), None, build_account(), NOON)


def test_lending_again_opens_the_old_loan():
    question = build_question(build_version(state=State.APPROVED))
    loan = service.lend(question, build_host(), None, build_account(), NOON)
    service.end_loan(loan, NOON)
    assert service.lend(question, loan.host, loan, build_account(), NOON).ended_at is None


@pytest.mark.parametrize(
    ("name", "taken", "code"),
    [
        pytest.param("Đoàn viên, hội viên", set(), "doan-vien-hoi-vien", id="letters-alone"),
        pytest.param("Người dân", {"nguoi-dan"}, "nguoi-dan-2", id="numbered-where-taken"),
        pytest.param("…", set(), "muc", id="nothing-left"),
        pytest.param("x" * 300, set(), "x" * 36, id="never-too-long"),
    ],
)
def test_a_line_gets_a_code_of_its_name(name, taken, code):
    assert service.free_code(name, taken) == code
