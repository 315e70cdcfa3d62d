from contest.bank import document_queries
from contest.bank.models import Question
from contest.db import begin_writing, db
from questions.content.documents import load_documents
from questions.review import State
from tests.contest.bank.factories import make_approved


def test_the_nations_documents_are_brought_to_what_ships(own_database):
    count = len(load_documents())
    for said in (f"{count} documents added or changed", "0 documents added or changed"):
        result = own_database.test_cli_runner().invoke(args=["bank", "update-documents"])
        assert (result.exit_code, result.output.strip()) == (0, said)
    with own_database.app_context():
        assert len(document_queries.list_nation_documents()) == count


def test_an_update_says_how_many_questions_it_put_back(own_database):
    with own_database.app_context():
        begin_writing()
        basis = [{"document": "Nghị định 107/2021/NĐ-CP", "article": ""}]
        question_id = make_approved(basis=basis).id
    result = own_database.test_cli_runner().invoke(args=["bank", "update-documents"])
    assert "1 questions put back to review" in result.output
    with own_database.app_context():
        latest = db.session.get(Question, question_id).latest
        assert latest.state is State.SUBMITTED
        assert latest.reason.startswith("Căn cứ 107/2021/NĐ-CP hết hiệu lực từ ngày 1/7/2025")
