import pytest
from sqlalchemy import func, select

from contest.bank.models import Question
from contest.rules.roles import Role
from questions import content
from questions.review import State
from tests.contest.factories import make_account, make_host


@pytest.fixture
def host(rows, log_in):
    host = make_host(review_steps=3)
    log_in(make_account(host, Role.APPROVER))
    return host


def page_of(host):
    return f"/hosts/{host.public_id}/questions/adopt"


def test_one_approver_takes_a_topic_over_with_its_authors(rows, client, post, host):
    shipped = [each for each in content.load() if each.topic == content.topics()[0].code]
    assert post(page_of(host), topics=[shipped[0].topic]).status_code == 303
    questions = rows.scalars(select(Question).where(Question.host_id == host.id)).all()
    assert len(questions) == len(shipped)
    assert {each.latest.state for each in questions} == {State.APPROVED}
    shown = client.get(f"/hosts/{host.public_id}/questions/{questions[0].public_id}").text
    assert f"Người biên soạn: {content.AUTHOR}." in shown


def test_a_topic_that_is_there_is_offered_no_more(client, post, host):
    codes = [each.code for each in content.topics()]
    post(page_of(host), topics=codes)
    client.get(page_of(host))
    assert "đã có đủ" in client.get(page_of(host)).text
    assert post(page_of(host), page=f"/hosts/{host.public_id}", topics=codes[:1]).status_code == 422


@pytest.mark.parametrize("topics", [[], ["no-such"]])
def test_no_topic_or_a_forged_one_is_refused(rows, post, host, topics):
    assert post(page_of(host), topics=topics).status_code == 422
    count = select(func.count()).select_from(Question).where(Question.host_id == host.id)
    assert rows.scalar(count) == 0
