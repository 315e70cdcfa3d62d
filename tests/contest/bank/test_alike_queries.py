import pytest

from contest.bank import alike_queries
from questions.review import State
from tests.contest.bank.factories import build_version, make_approved, make_question
from tests.contest.factories import make_host
from tests.questions.builders import build_question as build_written

pytestmark = pytest.mark.usefixtures("rows")
OTHER = {
    "stem": "Hồ sơ bị trả lại thì bổ sung trong bao nhiêu ngày làm việc?",
    "options": [{"text": "3 ngày", "right": True}, {"text": "Một tháng"}],
}


def alike(host, question, most=5):
    found = alike_queries.list_alike(host, question.latest, most)
    return [version.question for version, _ in found]


def test_those_nearly_the_same_are_listed_the_nearest_first():
    host = make_host()
    question, twin = make_approved(host=host), make_approved(host=host)
    retouched = make_approved(host=host, stem="Cơ quan nào giải quyết thủ tục đó?")
    make_approved(host=host, **OTHER)
    assert alike(host, question) == [twin, retouched]
    assert alike(host, question, most=1) == [twin]


def test_a_question_that_moved_on_is_compared_as_it_is_now():
    host = make_host()
    question, changed = make_approved(host=host), make_approved(host=host)
    changed.versions.append(build_version(number=2, **OTHER))
    assert alike(host, question) == []


def test_retired_questions_and_those_of_others_are_no_twins():
    host = make_host()
    question = make_approved(host=host)
    make_question(build_version(state=State.RETIRED), host=host)
    make_approved()
    assert alike(host, question) == []


def test_new_questions_are_compared_with_the_bank_by_code():
    host = make_host()
    question = make_approved(host=host)
    make_question(build_version(state=State.RETIRED, **OTHER), host=host)
    known = alike_queries.known_questions(host)
    found = known.check(question.latest.written)
    assert {each.params["name"] for each in found} == {question.code}
    assert known.check(build_written(stem=OTHER["stem"])) == []
