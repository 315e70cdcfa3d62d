from datetime import timedelta

import pytest
from sqlalchemy import select

from contest.audit.models import AuditEntry
from contest.bank.review_models import KeyLook
from contest.db import db
from contest.results import complaint_queries, dossier_queries, dossier_words
from contest.results import complaint_service as service
from contest.results.models import Standing
from contest.rules.roles import Role
from contest.web import pdf
from tests.contest.attempts.factories import make_round
from tests.contest.factories import NOON, make_account
from tests.contest.results.complaint_factories import (
    make_result_complaint,
    publish,
    set_terms,
)
from tests.contest.results.factories import CLOSED, compute, make_entrant, make_sat_round, sit

PDF = b"%PDF-"
MARKUP = '#panic("ai") *đậm* $x$ \\ <nhãn> @ai "trích" `mã`'


@pytest.fixture
def round_(rows):
    found = make_sat_round().round
    set_terms(found.contest)
    publish(found)
    compute(found)
    return found


@pytest.fixture
def entry(round_):
    """Of the second: somebody stands above, and an equal beside."""
    query = select(Standing.person_id).where(Standing.round_id == round_.id, Standing.position == 2)
    return complaint_queries.find_entry(round_.contest, db.session.scalar(query))


def written(entry, now=CLOSED, *, tells_keys=True):
    found = dossier_queries.collect(entry, now, tells_keys=tells_keys)
    return dossier_words.document(found, str, "Giám khảo", "hôm nay")


def blocks(document, kind):
    return [
        each[kind] for section in document["sections"] for each in section["blocks"] if kind in each
    ]


def dossier_url(entry) -> str:
    contest = entry.contest
    return (
        f"/hosts/{contest.host.public_id}/contests/{contest.public_id}"
        f"/entrants/{entry.person.number}/dossier"
    )


@pytest.fixture
def words(app):
    with app.test_request_context():
        yield


def test_the_paper_stands_as_it_was_shown(entry, words):
    attempt = complaint_queries.list_attempts(entry.contest, entry.person)[0]
    shown = blocks(written(entry), "question")
    order = attempt.drawn.items[0].order
    assert [each["text"] for each in shown[0]["options"]] == ["ABCD"[at] for at in order]


def test_what_was_chosen_and_what_is_right_are_marked(entry, words):
    first = blocks(written(entry), "question")[0]
    assert [each["text"] for each in first["options"] if each["right"]] == ["B"]
    assert [each["text"] for each in first["options"] if each["chosen"]] == ["B"]


def test_each_answer_has_the_time_it_was_received(entry, words):
    line = blocks(written(entry), "question")[0]["lines"][0]
    assert line.startswith("Đã nhận:")
    assert "04/05/2030 19:00:00,000" in line


def test_a_question_left_blank_says_so(entry, words):
    last = blocks(written(entry), "question")[-1]
    assert last["lines"][0] == "Không có câu trả lời nào gửi về máy chủ."


def test_neighbours_stand_by_number_alone(entry, words):
    table = next(each for each in blocks(written(entry), "table") if "Thứ hạng" in each["title"])
    assert [row[0] for row in table["rows"]] == ["1", "2", "2", "4"]
    text = str(table)
    assert "Ánh" not in text


def test_it_says_why_one_stands_below_the_next(entry, words):
    assert any("Đứng sau số báo danh" in each for each in blocks(written(entry), "text"))


def test_while_the_round_is_open_neither_questions_nor_keys_are_told(entry, words):
    assert not blocks(written(entry, NOON + timedelta(hours=1)), "question")


def test_a_question_that_another_round_still_asks_keeps_its_key(entry, words, monkeypatch):
    monkeypatch.setattr(
        dossier_queries.papers,
        "still_drawn",
        lambda paper, _round, _now: frozenset(each.version_id for each in paper.items),
    )
    found = blocks(written(entry), "question")[0]
    assert not [each for each in found["options"] if each["right"]]
    assert not [each for each in found["lines"] if "Đáp án khi chốt" in each]


def test_who_knows_no_keys_is_told_none(entry, words):
    document = written(entry, tells_keys=False)
    shown = blocks(document, "question")
    assert not [each for one in shown for each in one["options"] if each["right"]]
    assert not [line for each in shown for line in each["lines"] if "Kết quả:" in line]


def test_its_complaints_stand_in_it(entry, words):
    attempt = complaint_queries.list_attempts(entry.contest, entry.person)[0]
    make_result_complaint(attempt, words="Câu 2 sai.")
    table = next(each for each in blocks(written(entry), "table") if "Khiếu nại" in each["title"])
    assert [row[3] for row in table["rows"]] == ["Câu 2 sai."]


def test_nothing_typed_is_read_as_mark_up(entry, words):
    entry.person.name = MARKUP
    document = written(entry)
    assert pdf.render("results/dossier.typ", document, CLOSED).startswith(PDF)


def test_the_same_data_and_time_give_the_same_bytes(entry, words):
    document = written(entry)
    made = {pdf.render("results/dossier.typ", document, CLOSED) for _ in range(2)}
    assert len(made) == 1


def test_a_judge_makes_one_and_each_is_recorded(client, log_in, at, entry):
    at(CLOSED)
    judge = make_account(entry.contest.host, Role.JUDGE)
    log_in(judge)
    answer = client.get(dossier_url(entry))
    assert answer.data.startswith(PDF)
    act = db.session.scalar(select(AuditEntry).where(AuditEntry.act == "dossier-made"))
    assert (act.actor_id, act.subject) == (
        judge.id, f"{entry.contest.public_id}/{entry.person.number}",
    )  # fmt: skip
    looks = db.session.scalars(select(KeyLook).where(KeyLook.account_id == judge.id))
    assert len(list(looks)) == 4


def test_only_the_answerer_gets_that_of_a_complaint(client, log_in, at, entry):
    at(CLOSED)
    host = entry.contest.host
    mine, other = (make_account(host, Role.SECRETARY) for _ in range(2))
    attempt = complaint_queries.list_attempts(entry.contest, entry.person)[0]
    complaint = make_result_complaint(attempt)
    service.assign(complaint, mine, [], mine, CLOSED)
    db.session.commit()
    url = (
        f"/hosts/{host.public_id}/contests/{entry.contest.public_id}"
        f"/complaints/{complaint.public_id}/dossier"
    )
    log_in(other)
    assert client.get(url).status_code == 409
    log_in(mine)
    assert client.get(url).data.startswith(PDF)
    assert not list(db.session.scalars(select(KeyLook)))  # a secretary knows no keys


def test_of_somebody_who_did_not_enter_there_is_none(client, log_in, at, entry):
    at(CLOSED)
    log_in(make_account(entry.contest.host, Role.JUDGE))
    assert client.get(dossier_url(entry).replace(entry.person.number, "999")).status_code == 404


def test_a_long_paper_is_laid_out_in_time(rows, words):
    """Thirty questions: the page waits for it, so no job is needed."""
    round_ = make_round(pool=30, asked=30)
    person = make_entrant(round_)
    sit(round_, person, 20, 600)
    entry = complaint_queries.find_entry(round_.contest, person.id)
    document = written(entry)
    assert len(blocks(document, "question")) == 30
    assert pdf.render("results/dossier.typ", document, CLOSED).startswith(PDF)
