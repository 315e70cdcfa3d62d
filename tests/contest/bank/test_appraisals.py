from datetime import timedelta

import pytest
from sqlalchemy import select

from contest.audit.models import AuditEntry
from contest.bank.review_models import KeyLook, QuestionComment
from contest.errors import RolesConflict
from contest.hosts import queries as hosts
from contest.hosts import service
from contest.hosts.models import Appraiser
from contest.rules.roles import Role
from questions.review import State
from tests.contest.bank.factories import build_version, make_approved, make_question, make_topic
from tests.contest.contests.factories import make_contest
from tests.contest.factories import (
    NOON,
    build_account,
    build_grant,
    build_host,
    make_account,
    make_appraiser,
    make_grant,
    make_host,
)

DAY = NOON.date()


@pytest.fixture
def appraise(log_in, at):
    """Sign somebody in who is invited to a host of two steps or three; give the invitation."""

    def appraise(steps=2, **given):
        at(NOON)
        account = make_account(make_host(), Role.WRITER)
        invitation = make_appraiser(make_host(review_steps=steps), account, **given)
        log_in(account)
        return invitation

    return appraise


def submitted(host, **given):
    return make_question(build_version(state=State.SUBMITTED, **given), host=host)


def url(invitation, question=None, act=""):
    return f"/appraisals/{invitation.public_id}" + (
        f"/{question.public_id}{act}" if question else ""
    )


def acts(rows):
    return [each.act for each in rows.scalars(select(AuditEntry).order_by(AuditEntry.id))]


def test_the_home_leads_to_what_is_submitted_and_to_nothing_else(client, appraise):
    invitation = appraise()
    question = submitted(invitation.host)
    others = [make_approved(host=invitation.host), make_question(host=invitation.host)]
    others.append(submitted(make_host()))
    assert url(invitation) in client.get("/staff").text
    page = client.get(url(invitation)).text
    assert question.code in page
    for other in others:
        assert other.code not in page
        assert client.get(url(invitation, other)).status_code == 404
    host = invitation.host.public_id
    assert client.get(f"/hosts/{host}/questions/{question.public_id}").status_code == 404


def test_an_invitation_may_be_for_some_topics(client, appraise):
    topic = make_topic()
    invitation = appraise(topics=[topic.id])
    mine, other = submitted(invitation.host, topic=topic), submitted(invitation.host)
    assert client.get(url(invitation, mine)).status_code == 200
    assert client.get(url(invitation, other)).status_code == 404


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"until_on": DAY}, 200),
        ({"until_on": DAY - timedelta(days=1)}, 404),
        ({"ended_at": NOON}, 404),
    ],
)
def test_an_invitation_ends_with_its_last_day_or_before(client, appraise, given, status):
    invitation = appraise(**given)
    assert client.get(url(invitation)).status_code == status
    assert (url(invitation) in client.get("/staff").text) == (status == 200)


def test_anothers_invitation_is_not_found(client, log_in, appraise):
    invitation = appraise()
    log_in(make_account(make_host(), Role.ORGANISER))
    assert client.get(url(invitation)).status_code == 404


def test_who_has_become_a_judge_there_finds_nothing(client, appraise):
    invitation = appraise()
    make_grant(account=invitation.account, host=invitation.host, role=Role.JUDGE)
    assert client.get(url(invitation)).status_code == 404


def test_opening_a_question_is_a_look_at_its_key(rows, client, appraise):
    invitation = appraise()
    question = submitted(invitation.host)
    client.get(url(invitation, question))
    look = rows.scalars(select(KeyLook)).one()
    assert (look.account_id, look.question_id) == (invitation.account_id, question.id)


def test_with_three_steps_the_appraisal_can_be_passed(rows, post, appraise):
    invitation = appraise(steps=3)
    question = submitted(invitation.host)
    post(url(invitation, question, "/pass"), page=url(invitation, question))
    assert question.latest.state is State.REVIEWED
    assert question.latest.reviewed_by is invitation.account
    assert acts(rows) == ["question-reviewed"]


def test_with_two_steps_an_opinion_is_given_which_moves_nothing(rows, client, post, appraise):
    invitation = appraise()
    question = submitted(invitation.host)
    page = url(invitation, question)
    post(f"{page}/opinion", page=page, verdict="disagree", opinion="Căn cứ đã cũ")
    assert question.latest.state is State.SUBMITTED
    assert "Không đồng ý" in client.get(page).text
    assert acts(rows) == ["question-appraised"]
    assert post(f"{page}/pass", page=page).status_code == 409


def test_with_three_steps_nobody_gives_an_opinion(post, appraise):
    invitation = appraise(steps=3)
    page = url(invitation, submitted(invitation.host))
    answer = post(f"{page}/opinion", page=page, verdict="agree", opinion="Được")
    assert answer.status_code == 409


@pytest.mark.parametrize("act", ["/opinion", "/send-back"])
def test_own_work_is_not_appraised(post, appraise, act):
    invitation = appraise()
    page = url(invitation, submitted(invitation.host, author=invitation.account))
    answer = post(page + act, page=page, verdict="agree", opinion="Được", reason="Thiếu")
    assert answer.status_code == 409


def test_a_question_is_sent_back_with_a_reason_alone(rows, post, appraise):
    invitation = appraise()
    question = submitted(invitation.host)
    page = url(invitation, question)
    assert post(f"{page}/send-back", page=page, reason="").status_code == 422
    assert post(f"{page}/send-back", page=page, reason="Thiếu căn cứ").status_code == 303
    assert (question.latest.state, question.latest.reason) == (State.DRAFT, "Thiếu căn cứ")
    assert acts(rows) == ["question-sent-back"]


def test_an_appraiser_remarks(rows, post, appraise):
    invitation = appraise()
    page = url(invitation, submitted(invitation.host))
    assert post(f"{page}/comment", page=page, text="").status_code == 422
    assert post(f"{page}/opinion", page=page, opinion="Thiếu ý kiến").status_code == 422
    post(f"{page}/comment", page=page, text="Nên ghi rõ khoản")
    assert [each.text for each in rows.scalars(select(QuestionComment))] == ["Nên ghi rõ khoản"]


@pytest.fixture
def organiser(log_in, at):
    at(NOON)
    account = make_account(make_host(), Role.ORGANISER)
    log_in(account)
    return account


@pytest.fixture
def host(rows, organiser):
    return hosts.list_hosts_of(organiser)[0]


def page_of(host):
    return f"/hosts/{host.public_id}/appraisers"


def invitation_to(account, **given):
    return {"email": account.email, "until_on": ["11", "5", "2030"]} | given


def test_an_organiser_invites_for_topics_until_a_day_and_ends_it(rows, client, post, host):
    account, topic = make_account(make_host(), Role.REVIEWER), make_topic()
    post(page_of(host), **invitation_to(account, topics=[topic.code]))
    found = rows.scalars(select(Appraiser)).one()
    assert (found.account, found.topics) == (account, [topic.id])
    assert account.email in client.get(page_of(host)).text
    post(f"{page_of(host)}/{found.public_id}/end", page=page_of(host))
    assert found.ended_at == NOON
    assert acts(rows) == ["appraiser-invited", "appraiser-ended"]


def test_who_is_not_there_is_said_plainly_and_what_was_typed_is_kept(rows, post, host):
    answer = post(page_of(host), email="ai@example.vn", until_on=["11", "5", "2030"])
    assert answer.status_code == 422
    assert "Không có tài khoản cán bộ nào" in answer.text
    assert "ai@example.vn" in answer.text


@pytest.mark.parametrize(
    ("until_on", "said"), [(["3", "5", "2030"], "đã qua"), (["", "", ""], "ngày cuối cùng")]
)
def test_a_day_that_is_past_or_none_is_refused(post, host, until_on, said):
    account = make_account()
    answer = post(page_of(host), **invitation_to(account, until_on=until_on))
    assert answer.status_code == 422
    assert said in answer.text


def test_nobody_is_invited_twice_at_a_time(post, host):
    invited = make_appraiser(host)
    assert post(page_of(host), **invitation_to(invited.account)).status_code == 422


def test_a_judge_of_the_host_is_not_invited(rows, post, host):
    judge = make_account(host, Role.JUDGE)
    answer = post(page_of(host), **invitation_to(judge))
    assert answer.status_code == 422
    assert "Ban Giám khảo" in answer.text


def test_a_judge_of_one_contest_is_not_invited():
    host, judge = build_host(), build_account()
    held = [build_grant(account=judge, host=host, role=Role.JUDGE, contest_id=1)]
    with pytest.raises(RolesConflict):
        service.invite_appraiser("id", judge, host, held, DAY, [], build_account(), NOON)


def test_an_invited_person_is_made_no_judge_of_a_contest(post, log_in, host):
    invited, contest = make_appraiser(host), make_contest(host)
    log_in(make_account(host, Role.ADMINISTRATOR))
    answer = post(
        f"/hosts/{host.public_id}/contests/{contest.public_id}/staff",
        email=invited.account.email, name="Nguyễn Thị An", role="judge", unit="",
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Người này đang giữ vai trò Người thẩm định câu hỏi" in answer.text


def test_an_invited_person_is_made_no_judge(post, log_in, host):
    invited = make_appraiser(host)
    log_in(make_account(host, Role.ADMINISTRATOR))
    answer = post(
        f"/hosts/{host.public_id}/staff",
        email=invited.account.email, name="Nguyễn Thị An", role="judge",
    )  # fmt: skip
    assert answer.status_code == 422
    assert "thẩm định" in answer.text


@pytest.mark.parametrize(
    ("steps", "act", "given"),
    [
        (3, "/pass", {}),
        (3, "/send-back", {"reason": "Thiếu căn cứ"}),
        (2, "/opinion", {"verdict": "agree", "opinion": "Đúng"}),
    ],
)
def test_a_remark_typed_beside_an_act_is_kept_with_it(rows, post, appraise, steps, act, given):
    invitation = appraise(steps)
    question = submitted(invitation.host)
    post(url(invitation, question, act), page=url(invitation, question), text="Xem lại", **given)
    assert "Xem lại" in [each.text for each in rows.scalars(select(QuestionComment))]
