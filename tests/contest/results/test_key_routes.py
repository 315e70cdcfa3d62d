"""Pages of corrected keys, and what the entrant reads of them."""

import pytest

from contest.attempts.key_models import KeyVersion
from contest.audit.models import AuditEntry
from contest.bank.models import QuestionVersion
from contest.bank.review_models import KeyLook
from contest.contests.models import Round
from contest.db import begin_writing, db
from contest.rules.remarking import ChangeKind, KeyChange
from contest.rules.roles import Role
from tests.contest.attempts.entrants import known_browser
from tests.contest.factories import make_account
from tests.contest.results.factories import CLOSED, make_entrant, sit
from tests.contest.results.test_keys import ALL, DROP, propose, publish, run_job

REASON = "Luật mới đã đổi."


@pytest.fixture
def round_(sat, at) -> Round:
    at(CLOSED)
    return sat.round


@pytest.fixture
def url(round_) -> str:
    contest = round_.contest
    return f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/rounds/1/keys"


@pytest.fixture
def sign_in(round_, log_in):
    def sign_in(role=Role.ORGANISER):
        account = make_account(round_.contest.host, role)
        log_in(account)
        return account

    return sign_in


@pytest.fixture
def attempt(round_):
    """Of somebody who was right once, at the paper's first question."""
    return sit(round_, make_entrant(round_), 1, 60)


def version_of(attempt, place=0):
    from_paper = attempt.drawn.items[place].version_id
    return db.session.get(QuestionVersion, from_paper)


def page_of(url, version) -> str:
    return f"{url}/questions/{version.question.public_id}/{version.number}"


def correct(post, url, version, **given):
    usual = {"kind": "accept", "accepted": ["0", "1"], "reason": REASON}
    return post(page_of(url, version), **usual | given)


def test_the_way_from_a_wrong_key_to_new_marks(client, post, url, sign_in, attempt, round_):
    sign_in()
    answer = correct(post, url, version_of(attempt, 1), kind="point-for-all", accepted=[])
    assert answer.status_code == 303
    assert "Đang chấm thử" in client.get(f"{url}/2").text
    run_job()
    assert "không tự công bố" in client.get(f"{url}/2").text
    sign_in(Role.APPROVER)
    page = client.get(f"{url}/2").text
    assert "Số người tăng điểm" in page
    assert attempt.person.number[-3:] in page
    assert post(f"{url}/2/publish", page=f"{url}/2").status_code == 303
    assert "Đang dùng" in client.get(url).text
    db.session.refresh(round_)
    assert round_.key_version == 2


def test_the_author_is_told_that_another_publishes(post, url, sign_in, attempt):
    sign_in()
    correct(post, url, version_of(attempt))
    run_job()
    assert post(f"{url}/2/publish", page=f"{url}/2").status_code == 409


def test_a_refused_form_keeps_what_was_typed(post, url, sign_in, attempt):
    sign_in()
    answer = correct(post, url, version_of(attempt), accepted=[])
    assert answer.status_code == 422
    assert REASON in answer.text
    assert "ít nhất một phương án" in answer.text


def test_a_correction_is_withdrawn(client, post, url, sign_in, attempt, rows):
    sign_in()
    correct(post, url, version_of(attempt))
    assert post(f"{url}/2/withdraw", page=f"{url}/2").status_code == 303
    assert rows.query(KeyVersion).one().withdrawn_at is not None
    assert "Đã rút" in client.get(url).text


def test_each_act_is_recorded_without_the_key(post, url, sign_in, attempt, rows):
    sign_in()
    correct(post, url, version_of(attempt))
    run_job()
    sign_in(Role.APPROVER)
    post(f"{url}/2/csv", page=f"{url}/2")
    post(f"{url}/2/publish", page=f"{url}/2")
    acts = [each.act for each in rows.query(AuditEntry).order_by(AuditEntry.id)]
    assert acts[-3:] == ["key-corrected", "key-impact-exported", "keys-published"]


def test_who_opens_the_form_is_kept_as_somebody_who_saw_the_key(
    client, url, sign_in, attempt, rows
):
    account, version = sign_in(), version_of(attempt)
    client.get(page_of(url, version))
    looks = rows.query(KeyLook).filter_by(account_id=account.id)
    assert [each.question_id for each in looks] == [version.question_id]


def test_the_dry_run_is_taken_away_as_a_table(post, url, sign_in, attempt):
    sign_in()
    correct(post, url, version_of(attempt, 1), kind="point-for-all", accepted=[])
    run_job()
    lines = post(f"{url}/2/csv", page=f"{url}/2").text.splitlines()
    assert lines[0].startswith("\ufeffSố báo danh")
    assert len(lines) > 1


def result(app, attempt) -> str:
    text = known_browser(app, attempt.person).get(f"/attempts/{attempt.public_id}/result").text
    return " ".join(text.split())


def put_in_force(round_, change, version):
    found = propose(round_, change, version)
    run_job()
    publish(round_, found)


def test_an_entrant_reads_the_old_marks_the_new_ones_and_why(app, attempt, round_):
    put_in_force(round_, ALL, version_of(attempt, 1))
    text = result(app, attempt)
    assert "Trước khi sửa: đúng 1/4, 1 điểm. Sau khi sửa: đúng 2/4, 2 điểm." in text
    assert "Câu 2: Đề in sai." in text
    assert "cho mọi người được điểm câu này" in text


def test_a_dropped_question_is_shown_as_dropped(app, attempt, round_):
    put_in_force(round_, DROP, version_of(attempt, 0))
    text = result(app, attempt)
    assert "0/3" in text
    assert "đã bỏ câu này" in text


def test_the_right_answers_shown_are_those_in_force(app, attempt, round_):
    version = version_of(attempt, 0)
    put_in_force(round_, KeyChange(ChangeKind.ACCEPT, frozenset({0})), version)
    text = result(app, attempt)
    right = text.index("Đáp án đúng:")
    assert version.options[0]["text"] in text[right : right + 200]


def test_whose_paper_is_not_touched_reads_of_no_correction(app, attempt, round_):
    asked = {item.version_id for item in attempt.drawn.items}
    from_pool = [
        each
        for each in db.session.query(QuestionVersion)
        if each.id not in asked and each.question.host_id == round_.contest.host_id
    ]
    put_in_force(round_, ALL, from_pool[0])
    assert "đã sửa đáp án" not in result(app, attempt)


def test_the_reason_waits_until_right_answers_may_be_told(app, attempt, round_, at):
    begin_writing()
    round_.shown = type(round_.shown).AT_ONCE
    db.session.commit()
    put_in_force(round_, ALL, version_of(attempt, 1))
    at(round_.opens_at)
    text = result(app, attempt)
    assert "Sau khi sửa: đúng 2/4" in text
    assert "Đề in sai" not in text
