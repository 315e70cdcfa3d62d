from datetime import timedelta

import pytest

from contest.bank import queries, service
from contest.bank.queries import Filters
from contest.errors import NotFound
from questions import content
from questions.model import Difficulty
from questions.review import State
from tests.contest.bank.factories import (
    TODAY,
    WEEK,
    build_version,
    make_approved,
    make_audience,
    make_loan,
    make_question,
    make_topic,
)
from tests.contest.factories import NOON, build_account, keep, make_host

DAY = timedelta(days=1)
pytestmark = pytest.mark.usefixtures("rows")


def drawable(host, audience, first=TODAY, last=TODAY):
    return [each.question for each in queries.list_drawable(host, audience, first, last)]


def listed(host, **given):
    versions, total = queries.list_questions(host, Filters(**given), TODAY, 1, 50)
    assert total == len(versions)
    return [each.question for each in versions]


def test_an_approved_question_of_the_audience_is_drawable():
    host, audience = make_host(), make_audience()
    question = make_approved(host=host, audiences=[audience])
    assert drawable(host, audience) == [question]
    assert drawable(host, make_audience()) == []
    assert drawable(make_host(), audience) == []


def test_a_draft_is_not_drawable():
    host, audience = make_host(), make_audience()
    make_question(build_version(audiences=[audience]), host=host)
    assert drawable(host, audience) == []


def test_of_several_approved_versions_the_newest_is_drawable():
    host, audience = make_host(), make_audience()
    make_question(
        *(
            build_version(number=number, state=State.APPROVED, audiences=[audience])
            for number in (1, 2)
        ),
        build_version(number=3, audiences=[audience]),
        host=host,
    )
    found = queries.list_drawable(host, audience, TODAY, TODAY)
    assert [each.number for each in found] == [2]


def test_a_retired_question_is_not_drawable():
    host, audience = make_host(), make_audience()
    question = make_approved(host=host, audiences=[audience])
    service.retire(question, "Luật đã đổi", keep(build_account()), NOON)
    assert drawable(host, audience) == []


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "is_drawable"),
    [
        pytest.param(None, None, True, id="without-limit"),
        pytest.param(TODAY, TODAY + WEEK, True, id="from-the-first-day-to-the-last"),
        pytest.param(TODAY + DAY, None, False, id="begins-a-day-late"),
        pytest.param(None, TODAY + WEEK - DAY, False, id="ends-a-day-early"),
        pytest.param(None, TODAY - DAY, False, id="ended-yesterday"),
    ],
)
def test_a_question_is_drawable_when_it_holds_on_all_of_the_days(valid_from, valid_to, is_drawable):
    host, audience = make_host(), make_audience()
    make_approved(host=host, audiences=[audience], valid_from=valid_from, valid_to=valid_to)
    assert bool(drawable(host, audience, TODAY, TODAY + WEEK)) is is_drawable


def test_a_lent_question_is_drawable_until_the_loan_ends():
    owner, borrower, audience = make_host(), make_host(), make_audience()
    question = make_approved(host=owner, audiences=[audience])
    loan = make_loan(question=question, host=borrower)
    assert drawable(borrower, audience) == [question]
    service.end_loan(loan, NOON)
    assert drawable(borrower, audience) == []
    assert drawable(owner, audience) == [question]


def test_the_drawable_are_counted_by_topic_and_difficulty():
    host, audience, topic = make_host(), make_audience(), make_topic()
    for difficulty in (Difficulty.EASY, Difficulty.EASY, Difficulty.HARD):
        make_approved(host=host, audiences=[audience], topic=topic, difficulty=difficulty)
    counts = queries.count_drawable(host, audience, TODAY, TODAY)
    assert counts == {(topic.id, Difficulty.EASY): 2, (topic.id, Difficulty.HARD): 1}


def test_a_strangers_question_is_not_found():
    with pytest.raises(NotFound):
        queries.get_question(make_host(), make_approved().public_id)


def test_a_lent_question_is_seen_and_not_changed():
    question, borrower = make_approved(), make_host()
    make_loan(question=question, host=borrower)
    assert queries.get_question(borrower, question.public_id) is question
    with pytest.raises(NotFound):
        queries.take_question(borrower, question.public_id)


def test_a_borrower_does_not_see_the_owners_draft():
    question, borrower = make_approved(stem="Câu cũ"), make_host()
    make_loan(question=question, host=borrower)
    question.versions.append(build_version(number=2, stem="Câu mới"))
    versions, _ = queries.list_questions(borrower, Filters(), TODAY, 1, 50)
    assert [each.stem for each in versions] == ["Câu cũ"]


def test_text_is_found_without_marks():
    host = make_host()
    question = make_approved(host=host, stem="Đường dây nóng của xã Bến Quan")
    make_approved(host=host, stem="Một cửa 100%")
    assert listed(host, text="duong ben quan") == [question]


def test_a_percent_sign_finds_itself_alone():
    host = make_host()
    question = make_approved(host=host, stem="Đạt 100% hồ sơ")
    make_approved(host=host, stem="Đạt 100 hồ sơ")
    assert listed(host, text="100%") == [question]


def test_each_filter_narrows_the_list():
    host, topic, audience = make_host(), make_topic(), make_audience()
    question = make_approved(
        host=host, topic=topic, audiences=[audience], difficulty=Difficulty.HARD
    )
    make_question(host=host)
    for given in (
        {"topic": topic.code},
        {"audience": audience.code},
        {"difficulty": "hard"},
        {"state": "approved"},
    ):
        assert listed(host, **given) == [question]


def test_own_and_lent_are_told_apart():
    host, lent = make_host(), make_approved()
    own = make_approved(host=host)
    make_loan(question=lent, host=host)
    assert listed(host, owner="own") == [own]
    assert listed(host, owner="lent") == [lent]
    assert set(listed(host)) == {own, lent}


def test_questions_whose_validity_is_over_are_listed_and_counted_apart():
    host = make_host()
    over = make_approved(host=host, valid_to=TODAY - DAY)
    holds = make_approved(host=host, valid_to=TODAY)
    assert listed(host, state="ended") == [over]
    assert listed(host, state="approved") == [holds]
    assert queries.count_states(host, TODAY) == {"ended": 1, "approved": 1}


def test_a_new_question_gets_the_topics_next_code():
    host, topic = make_host(), make_topic(code="one-stop-x")
    make_question(host=host, code="one-stop-x-009")
    assert queries.next_code(host, topic) == "one-stop-x-010"


def test_a_new_question_has_no_code_of_the_shipped_set():
    host, topic = make_host(), make_topic(code="one-stop")
    assert queries.next_code(host, topic) not in content.codes()


def test_a_host_sees_the_nations_topics_and_its_own():
    host, nation = make_host(), make_topic(name="Chung")
    own, stranger = make_topic(host_id=host.id), make_topic(host_id=make_host().id)
    found = queries.list_topics(host)
    assert found[-1] is own
    assert nation in found
    assert stranger not in found
