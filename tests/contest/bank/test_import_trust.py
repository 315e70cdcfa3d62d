"""An import one can trust: nothing is lost, nothing bad gets in, nothing is done twice."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contest.bank import import_queries, import_reading_service, import_service
from contest.bank.import_models import ImportState, QuestionImport
from contest.bank.import_queries import Shown
from contest.bank.import_words import said_of
from contest.db import db
from contest.errors import NotFiled
from contest.jobs import Job, Runner
from questions.formats.reading import Code, Item, Reading, Remark
from questions.pictures import picture_of
from questions.set_checks import Known
from tests.contest.attempts.factories import filling
from tests.contest.bank.factories import make_audience, make_question, make_topic
from tests.contest.bank.test_imports import chance, file_of, filed_file, make_import
from tests.contest.factories import NOON, keep, make_account, make_host
from tests.questions.builders import PNG, build_question

PICTURE = picture_of(PNG)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
READINGS = st.builds(
    lambda stems, refused: Reading(
        tuple(Item(at, build_question(stem=stem)) for at, stem in enumerate(stems, 1)),
        refused=tuple(Remark(at, Code.NO_STEM) for at in refused),
    ),
    st.lists(TEXTS, max_size=5),
    st.lists(st.integers(1, 99), max_size=5),
)


@pytest.fixture
def shelf(rows):
    """A topic and an audience to file under."""
    return make_topic(), make_audience()


def filed(shelf, **given):
    topic, audience = shelf
    usual = {"code": "", "topic": topic.code, "audiences": frozenset({audience.code})}
    return build_question(**usual | given)


def bring(*questions):
    return make_import(file_of(*questions), "bank.json")


def take_over(one):
    count = import_service.take_over(one, one.uploaded_by, NOON, chance, is_submitted=False)
    db.session.commit()
    return count


@given(READINGS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_a_file_has_is_stored_or_refused(rows, reading):
    one = make_import(b"{}", "bank.json")
    one.state = ImportState.WAITING
    shelves = import_service.shelves(one, NOON)
    read = import_reading_service.read_of(one.id, reading, shelves, Known())
    import_reading_service.store(NOON, read)
    stored = import_queries.count_items(one)[Shown.ALL]
    assert one.item_count == stored
    assert stored + len(one.refused) == len(reading.items) + len(reading.refused)
    rows.rollback()


def test_a_question_with_control_characters_is_refused_in_its_place(rows):
    one = bring(build_question(stem="Câu \x00 nào?", code=""), build_question(code=""))
    assert [(each["at"], each["code"]) for each in one.refused] == [(1, "bad-text")]
    assert one.item_count == 1


def test_a_file_may_have_any_name(shelf):
    one = make_import(filed_file(*shelf), "đề\x00thi \u202e.json")
    assert one.file_name == "đềthi .json"


def test_a_question_with_a_picture_is_filed_without_a_fault(shelf):
    topic, _ = shelf
    stem = f"Hình nào? {PICTURE.mark('cổng')}"
    one = bring(filed(shelf, stem=stem, pictures=(PICTURE,), topic=""))
    items = import_queries.items_of(one)
    filing = import_service.Filing(topic=topic.code)
    import_service.file_items(items, filing, import_service.shelves(one, NOON))
    assert (items[0].is_filed, items[0].needs_checking) == (True, False)


def test_a_question_that_ends_before_it_begins_is_not_taken_over(shelf):
    one = bring(filed(shelf, valid_from=date(2030, 5, 2), valid_to=date(2030, 5, 1)))
    with pytest.raises(NotFiled):
        take_over(one)


@pytest.mark.parametrize("at", [0, 1], ids=["topic", "audience"])
def test_what_has_ended_since_must_be_chosen_anew(shelf, at):
    one = make_import(filed_file(*shelf), "bank.json")
    shelf[at].ended_at = NOON
    db.session.flush()
    with pytest.raises(NotFiled):
        take_over(one)
    assert import_queries.count_items(one)[Shown.TO_FILE] == 2


def test_a_mended_question_is_compared_with_the_file_again(shelf):
    one = bring(filed(shelf, stem="Ai ký?"), filed(shelf, stem="Hồ sơ nộp ở đâu?"))
    item = import_queries.get_item(one, 2)
    mended = filed(shelf, stem="Ai ký?")
    import_service.look_done(one, item, mended, import_service.shelves(one, NOON))
    assert {each["code"] for each in item.findings} >= {"Q601", "Q602"}
    again = filed(shelf, stem="Ai tiếp nhận hồ sơ của công dân?")
    import_service.look_done(one, item, again, import_service.shelves(one, NOON))
    assert not {each["code"] for each in item.findings} & {"Q601", "Q602"}


def test_a_mended_question_is_compared_with_the_bank_again(shelf):
    one = bring(filed(shelf, stem="Ai ký?"))
    written = make_question(host=one.host).latest.written
    item = import_queries.get_item(one, 1)
    import_service.look_done(one, item, written, import_service.shelves(one, NOON))
    assert {each["code"] for each in item.findings} >= {"Q601", "Q602"}


def test_a_repeated_question_is_named_by_its_number_in_the_file(app, shelf):
    one = bring(filed(shelf, stem="Ai ký?"), filed(shelf, stem="Ai ký?"))
    with app.test_request_context():
        said = [sentence for _, _, sentence in said_of(one, import_queries.get_item(one, 2))]
    assert any("số 1 trong tệp này" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("content", "state"), [(b"[]", ImportState.REFUSED), (None, ImportState.READY)]
)
def test_the_jobs_process_reads_what_waits(own_database, at, content, state):
    at(NOON)
    reading = import_reading_service
    job = Job("read-imports", timedelta(seconds=1), reading.store, reading.prepare)
    with own_database.app_context():
        with filling():
            host, file = make_host(), content or file_of(build_question())
            one = keep(
                import_service.bring(chance(), host, "bank.json", file, make_account(), NOON)
            )
        assert Runner([job]).run_due() == {"read-imports": 1}
        assert db.session.get(QuestionImport, one.id).state is state
