"""What the dossier tells of checks, decisions, merges, dropped questions and claims."""

import pytest
from sqlalchemy import select

from contest.attempts.key_models import KeyChange, KeyVersion
from contest.attempts.models import Mark
from contest.db import db
from contest.results import complaint_queries, dossier_queries, dossier_words
from contest.results.check_models import (
    CallMade,
    Check,
    Corrected,
    Correction,
    EntryDecision,
    Merge,
    SignalPerson,
)
from contest.results.models import Standing
from contest.rules.remarking import ChangeKind
from contest.rules.verification import CallOutcome, Ground, Item, State
from contest.web import pdf
from tests.contest.factories import NOON, keep, make_account
from tests.contest.results.claim_factories import make_claim, make_won
from tests.contest.results.factories import CLOSED, compute, make_entrant, make_signal, sit


@pytest.fixture
def round_(rows):
    return make_won()


@pytest.fixture
def entry(round_):
    query = select(Standing.person_id).where(Standing.round_id == round_.id, Standing.position == 1)
    return complaint_queries.find_entry(round_.contest, db.session.scalar(query))


@pytest.fixture
def by():
    return make_account(name="Phạm Giám Khảo")


@pytest.fixture(autouse=True)
def words(app):
    with app.test_request_context():
        yield


def written(entry, now=CLOSED):
    found = dossier_queries.collect(entry, now, tells_keys=True)
    return dossier_words.document(found, str, "Giám khảo", "hôm nay")


def tables(document):
    return {
        block["table"]["title"]: block["table"]["rows"]
        for section in document["sections"]
        for block in section["blocks"]
        if "table" in block
    }


def rows_of(entry, title):
    return next(rows for name, rows in tables(written(entry)).items() if name.startswith(title))


def test_a_sign_is_told_with_the_others_numbers_and_without_their_names(round_, entry):
    other = make_entrant(round_, "Nguyễn Thị Khác")
    keep(SignalPerson(signal_id=make_signal(round_.contest, entry.person).id, person_id=other.id))
    [row] = rows_of(entry, "Dấu hiệu")
    assert "2 người khai cùng một số điện thoại." in row[2]
    assert other.number[:3] in row[2]
    assert "Khác" not in str(row)


def test_a_call_is_told_with_its_time_and_outcome(entry, by):
    keep(
        CallMade(
            entry=entry, outcome=CallOutcome.NO_ANSWER, note="Gọi lại", called_by=by, called_at=NOON
        )
    )
    [row] = rows_of(entry, "Các cuộc gọi")
    assert row == [
        "4/5/2030 19 giờ 00", "Phạm Giám Khảo", "Không ai nghe máy", "Gọi lại",
    ]  # fmt: skip


def test_the_checklist_says_what_is_left(entry, by):
    keep(Check(entry=entry, item=Item.CARD_SEEN, is_in_order=True, checked_by=by, checked_at=NOON))
    found = dict(rows_of(entry, "Danh mục"))
    assert found["Đã xem thẻ căn cước hoặc giấy tờ thay thế"] == "đã kiểm tra, đúng"
    assert "chưa" in found.values()


def test_a_decision_is_told_with_its_ground_and_reasons(entry, by):
    keep(
        EntryDecision(
            entry=entry, from_state=State.TO_VERIFY, to_state=State.NOT_RECOGNISED,
            ground=Ground.BARRED, why="Là người ra đề.", decided_by=by, decided_at=NOON,
        )
    )  # fmt: skip
    [row] = rows_of(entry, "Các quyết định")
    assert row[2] == (
        "Chờ xác minh → Không công nhận kết quả\nThuộc diện không được dự thi: Là người ra đề."
    )


def test_a_correction_is_told_with_what_stood_before(entry, by):
    keep(
        Correction(
            entry=entry, field=Corrected.NAME, before="Anh", after="Ánh", why="Theo thẻ.",
            corrected_by=by, corrected_at=NOON,
        )
    )  # fmt: skip
    [row] = rows_of(entry, "Thông tin đã sửa")
    assert row[2] == "Họ và tên: “Anh” → “Ánh”\nTheo thẻ."


def merged(round_, entry, by):
    """A better attempt of the same person under another number, which counts from now on."""
    twin = make_entrant(round_, "Đỗ Thị Ánh")
    attempt = sit(round_, twin, 4, 30)
    gone = complaint_queries.find_entry(round_.contest, twin.id)
    told = {"attempt": attempt.id, "round": round_.id, "ordinal": 3, "is_recognised": True}
    keep(
        Merge(
            kept=entry, gone=gone, attempts=[told], why="Cùng một thẻ.", merged_by=by,
            merged_at=NOON,
        )
    )  # fmt: skip
    return twin


def test_a_merge_is_told_and_the_others_attempts_stand_in_it(round_, entry, by):
    twin = merged(round_, entry, by)
    compute(round_)
    found = str(written(entry))
    assert "1 lượt, công nhận 1" in found
    assert "Thi bằng lần đăng ký đã gộp" in found
    assert twin.number[-3:] in found


def test_of_a_dropped_question_no_outcome_is_told(round_, entry, by):
    [attempt, *_] = complaint_queries.list_attempts(round_.contest, entry.person)
    mark = db.session.get(Mark, (round_.id, attempt.id, 1))
    values = {each.name: getattr(mark, each.name) for each in Mark.__table__.columns}
    keep(
        KeyVersion(
            round_id=round_.id, version=2, why="Câu sai", written_at=NOON, written_by_id=by.id,
            published_at=NOON, published_by_id=make_account().id,
        )
    )  # fmt: skip
    keep(
        KeyChange(
            round_id=round_.id, version=2, question_version_id=attempt.drawn.items[0].version_id,
            kind=ChangeKind.DROP, accepted=[], reason="Hai đáp án.",
        )
    )  # fmt: skip
    keep(Mark(**values | {"key_version": 2}))
    document = written(entry)
    first = next(
        block["question"]
        for section in document["sections"]
        for block in section["blocks"]
        if "question" in block
    )
    assert "Kết quả: đáp án lần 1: Đúng; đáp án lần 2: Câu bị bỏ, không tính." in first["lines"]


def test_a_claim_is_told_without_account(round_, entry):
    make_claim(round_)
    [row] = rows_of(entry, "Nhận giải")
    assert "Chuyển khoản ngân hàng" in row[1]
    assert "1234567890" not in str(written(entry))


def test_all_of_it_is_laid_out(round_, entry, by):
    make_claim(round_)
    merged(round_, entry, by)
    assert pdf.render("results/dossier.typ", written(entry), CLOSED).startswith(b"%PDF-")
