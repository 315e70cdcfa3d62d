"""Questions of the bank for tests."""

from datetime import timedelta
from typing import Any

from contest.bank import document_service, import_reading_service, import_service
from contest.bank.document_models import LegalDocument
from contest.bank.import_models import QuestionImport
from contest.bank.models import Audience, Loan, Question, QuestionVersion, Topic
from contest.db import db
from contest.hosts.models import Account, Host
from questions.formats.files import read_file
from questions.legal import Document, Law, Register
from questions.model import Difficulty, Kind
from questions.review import State
from questions.text import fold
from tests.contest.factories import NOON, build_account, build_host, keep, serial

TODAY = NOON.date()
WEEK = timedelta(days=7)
LAW = Law(Register(), TODAY)


def build_topic(**given: Any) -> Topic:
    return Topic(**{"code": f"topic-{serial()}", "name": "Cơ chế một cửa", "name_en": ""} | given)


def build_audience(**given: Any) -> Audience:
    usual = {"code": f"audience-{serial()}", "name": "Người dân", "name_en": ""}
    return Audience(**usual | given)


def make_topic(**given: Any) -> Topic:
    return keep(build_topic(**given))


def make_audience(**given: Any) -> Audience:
    return keep(build_audience(**given))


def build_version(**given: Any) -> QuestionVersion:
    usual = {
        "number": 1,
        "state": State.DRAFT,
        "kind": Kind.SINGLE,
        "stem": "Cơ quan nào giải quyết thủ tục này?",
        "options": [
            {"text": "Ủy ban nhân dân cấp xã", "right": True, "stays": False},
            {"text": "Sở Nội vụ", "right": False, "stays": False},
        ],
        "difficulty": Difficulty.EASY,
        "explanation": "Thẩm quyền thuộc cấp xã.",
        "basis": [{"document": "Nghị định số 118/2025/NĐ-CP", "article": "Điều 14"}],
        "created_at": NOON,
        "reason": "",
    }
    given.setdefault("topic", build_topic() if "topic_id" not in given else None)
    given.setdefault("author", build_account())
    given.setdefault("audiences", [build_audience()])
    found = usual | given
    return QuestionVersion(**{"folded": fold(found["stem"])} | found)


def build_question(*versions: QuestionVersion, **given: Any) -> Question:
    """A question of the versions, or of one draft."""
    number = serial()
    usual = {"public_id": f"question-{number}", "code": f"code-{number}", "created_at": NOON}
    given.setdefault("host", build_host())
    return Question(**usual | given, versions=list(versions) or [build_version()])


def make_question(*versions: QuestionVersion, **given: Any) -> Question:
    return keep(build_question(*versions, **given))


def make_approved(**given: Any) -> Question:
    """A question with one approved version; what is not the question's own is the version's."""
    own = {name: given.pop(name) for name in ("host", "code") if name in given}
    return make_question(build_version(state=State.APPROVED, **given), **own)


def build_document(host: Host | None = None, **given: Any) -> LegalDocument:
    """A document of the host's own, or of the nation's."""
    usual = {"number": f"{serial()}/2025/NĐ-CP", "name": "Nghị định về một việc"}
    document = Document(**usual | given)
    return document_service.add_document(f"document-{serial()}", host, document, None, NOON)


def make_document(host: Host | None = None, **given: Any) -> LegalDocument:
    return keep(build_document(host, **given))


def make_import(host: Host, by: Account, content: bytes, name: str) -> QuestionImport:
    """A file that was brought and read."""
    public_id = f"import-{serial()}"
    one = keep(import_service.bring(public_id, host, name, content, by, NOON))
    while (read := import_reading_service.prepare(NOON, read_file)) is not None:
        import_reading_service.store(NOON, read)
        db.session.commit()
    return one


def make_loan(**given: Any) -> Loan:
    return keep(Loan(**{"lent_at": NOON} | given))
