"""Bringing files of questions into the bank."""

import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from contest.bank import import_queries, import_reading_service, import_service, import_words
from contest.bank.import_models import ImportItem, ImportState, QuestionImport
from contest.bank.import_queries import Shown
from contest.bank.models import Question, QuestionVersion
from contest.db import db
from contest.errors import ActNotOpen, NotFiled
from contest.rules.roles import Role
from questions.formats import native
from questions.formats.files import read_file
from questions.model import Kind, Option
from questions.review import State
from tests.contest.bank import factories
from tests.contest.bank.factories import make_audience, make_document, make_topic
from tests.contest.conftest import TOKEN
from tests.contest.factories import NOON, make_account, make_host, serial
from tests.questions.builders import build_question

GIFT = "Ai giải quyết?{=Cấp xã ~Cấp tỉnh}\n\nVì sao?{}\n\nỞ đâu?{~Nhà ~Xã}\n".encode()


def chance():
    return f"public-{serial()}"


def make_import(content=GIFT, name="bank.gift", host=None):
    """A file that was brought and read."""
    host = host or make_host()
    return factories.make_import(host, make_account(host, Role.WRITER), content, name)


def read_all():
    while (read := import_reading_service.prepare(NOON, read_file)) is not None:
        import_reading_service.store(NOON, read)
        db.session.commit()


def file_of(*questions):
    return native.write(questions).encode()


def filed_file(topic, audience, count=2):
    questions = [
        build_question(
            code="", stem=f"Câu {number}?", topic=topic.name, audiences=frozenset({audience.code})
        )
        for number in range(count)
    ]
    return file_of(*questions)


def test_what_a_file_has_is_accepted_or_refused(rows):
    one = make_import()
    assert (one.state, one.item_count, len(one.refused)) == (ImportState.READY, 2, 1)
    assert one.refused[0]["code"] == "not-supported"
    assert one.content is None


def test_a_file_that_cannot_be_read_says_why(rows):
    one = make_import(b"\xff\xfe\x00", "bank.json")
    assert (one.state, one.refused_code) == (ImportState.REFUSED, "not-utf-8")


def words_of(app, one, number):
    with app.test_request_context():
        said = import_words.said_of(one, import_queries.get_item(one, number))
        return [(str(weight), sentence) for weight, _, sentence in said]


def test_what_is_to_be_written_later_is_not_called_to_check(app, rows):
    question = build_question(code="", explanation="", basis=())
    one = make_import(file_of(question), "bank.json")
    assert not import_queries.get_item(one, 1).needs_checking
    assert {weight for weight, _ in words_of(app, one, 1)} == {"Nên bổ sung"}


def test_the_gravest_is_said_first(app, rows):
    weights = [weight for weight, _ in words_of(app, make_import(), 2)]
    assert (weights[0], weights[-1]) == ("Lỗi", "Nên bổ sung")


def test_a_repeat_in_the_file_is_said_once(app, rows):
    question = build_question(code="")
    one = make_import(file_of(question, question), "bank.json")
    repeats = [each for each in words_of(app, one, 2) if "số 1 trong tệp này" in each[1]]
    assert repeats == [
        ("Cần kiểm tra", "Câu này giống hệt câu số 1 trong tệp này. Hãy bỏ một câu.")
    ]


def test_what_needs_checking_is_found(rows):
    one = make_import()
    items, total = import_queries.list_items(one, Shown.TO_CHECK, 1, 10)
    assert (total, items[0].number) == (1, 2)  # the one without a key


def test_a_near_duplicate_of_the_bank_is_named(rows):
    host = make_host()
    topic, audience = make_topic(), make_audience()
    content = filed_file(topic, audience, 1)
    first = make_import(content, "bank.json", host)
    by = first.uploaded_by
    import_service.take_over(first, by, NOON, chance, is_submitted=False)
    db.session.commit()
    second = make_import(content, "bank.json", host)
    codes = {each["code"] for each in import_queries.get_item(second, 1).findings}
    assert {"Q601", "Q602"} <= codes


def test_words_of_the_file_find_the_hosts_topics(rows):
    topic, audience = make_topic(name="Một cửa liên thông"), make_audience()
    one = make_import(filed_file(topic, audience, 1), "bank.json")
    item = import_queries.get_item(one, 1)
    assert (item.written.topic, item.is_filed) == (topic.code, True)


def test_a_question_on_law_that_has_ended_needs_checking(rows):
    host = make_host()
    make_document(host, number="118/2025/NĐ-CP", in_force_to=NOON.date() - timedelta(days=1))
    one = make_import(file_of(build_question(code="")), "bank.json", host)
    (item,) = import_queries.items_of(one, Shown.ALL)
    assert ("Q304" in [each["code"] for each in item.findings], item.needs_checking) == (True, True)


def test_items_are_filed_at_once(rows):
    topic, audience = make_topic(), make_audience()
    one = make_import()
    filing = import_service.Filing(topic.code, None, frozenset({audience.code}))
    shelves = import_service.shelves(one, NOON)
    assert import_service.file_items(import_queries.items_of(one), filing, shelves) == 2
    assert not import_queries.get_item(one, 1).is_filed  # its difficulty is not chosen yet


def test_nothing_is_taken_over_before_all_is_filed(rows):
    one = make_import()
    with pytest.raises(NotFiled) as missing:
        import_service.take_over(one, one.uploaded_by, NOON, chance, is_submitted=False)
    assert missing.value.details == {"count": 2}


def test_what_was_left_out_is_not_taken_over(rows):
    topic, audience = make_topic(), make_audience()
    one = make_import(filed_file(topic, audience), "bank.json")
    import_service.leave_out(import_queries.items_of(one, numbers=[1]), is_left_out=True)
    db.session.flush()
    count = import_service.take_over(one, one.uploaded_by, NOON, chance, is_submitted=True)
    db.session.commit()
    versions = db.session.scalars(select(QuestionVersion)).all()
    assert (count, [each.stem for each in versions]) == (1, ["Câu 1?"])
    assert versions[0].state is State.SUBMITTED


def test_a_question_with_an_error_stays_a_draft(rows):
    topic, audience = make_topic(), make_audience()
    given = {"code": "", "topic": topic.code, "audiences": frozenset({audience.code})}
    faulty = build_question(stem="Câu lỗi?", options=(Option("Có"), Option("Không")), **given)
    one = make_import(file_of(faulty, build_question(**given)), "bank.json")
    import_service.take_over(one, one.uploaded_by, NOON, chance, is_submitted=True)
    db.session.commit()
    states = {each.stem: each.state for each in db.session.scalars(select(QuestionVersion))}
    assert states.pop("Câu lỗi?") is State.DRAFT
    assert list(states.values()) == [State.SUBMITTED]


def test_a_name_that_is_no_code_is_a_note(app, rows):
    named = "::Một tên nào đó::Thủ đô của Việt Nam là thành phố nào? {=Hà Nội ~Huế}"
    one = make_import(named.encode(), "bank.gift")
    assert import_queries.count_items(one)[Shown.TO_CHECK] == 0
    weights = [weight for weight, said in words_of(app, one, 1) if "tên câu hỏi" in said]
    assert weights == ["Ghi chú"]


def test_a_second_press_takes_nothing_over(rows):
    topic, audience = make_topic(), make_audience()
    one = make_import(filed_file(topic, audience), "bank.json")
    import_service.take_over(one, one.uploaded_by, NOON, chance, is_submitted=False)
    with pytest.raises(ActNotOpen):
        import_service.take_over(one, one.uploaded_by, NOON, chance, is_submitted=False)


def test_codes_are_the_files_own_or_the_next_of_the_topic(rows):
    topic, audience = make_topic(), make_audience()
    audiences = frozenset({audience.code})
    questions = [
        build_question(code=code, stem=f"{at}?", topic=topic.code, audiences=audiences)
        for at, code in enumerate(["own", "", ""])
    ]
    one = make_import(file_of(*questions), "bank.json")
    import_service.take_over(one, one.uploaded_by, NOON, chance, is_submitted=False)
    db.session.commit()
    codes = set(db.session.scalars(select(Question.code)))
    assert codes == {"own", f"{topic.code}-001", f"{topic.code}-002"}


def test_a_cancelled_file_leaves_nothing(rows):
    one = make_import()
    import_service.cancel(one)
    db.session.commit()
    assert not db.session.scalars(select(ImportItem)).all()
    assert not db.session.scalars(select(QuestionImport)).all()


def test_a_file_that_nobody_took_over_is_forgotten_after_a_month(rows):
    make_import()
    assert import_service.forget(NOON + import_service.KEPT) == 0
    assert import_service.forget(NOON + import_service.KEPT * 2) == 1


@pytest.fixture
def writer(client, log_in):
    host = make_host()
    log_in(make_account(host, Role.WRITER))
    return host


def upload(client, host, name="bank.gift", content=GIFT):
    url = f"/hosts/{host.public_id}/questions/imports"
    token = TOKEN.search(client.get(url).text)[1]
    data = {"csrf_token": token, "file": (io.BytesIO(content), name)}
    return client.post(url, data=data, content_type="multipart/form-data")


def test_an_uploaded_file_is_followed_until_it_is_read(client, writer):
    answer = upload(client, writer)
    assert "Đang đọc tệp" in client.get(answer.location).text
    read_all()
    assert "Tệp có 3 câu: 2 câu nhận được, 1 câu bị từ chối." in client.get(answer.location).text


def test_the_preview_says_what_was_refused_and_where(client, writer):
    url = upload(client, writer).location
    read_all()
    page = client.get(url).text
    assert "Dòng\u00a03" in page
    assert "not supported: essay" in page


def test_a_file_of_no_known_ending_is_refused_at_once(client, writer):
    answer = upload(client, writer, "picture.png")
    assert answer.status_code == 422
    assert ".docx" in answer.text


def test_an_item_is_mended_in_its_place(client, writer):
    url = upload(client, writer).location
    read_all()
    edit = f"{url}/items/2"
    token = TOKEN.search(client.get(edit).text)[1]
    data = {
        "csrf_token": token, "kind": "single", "stem": "Ở đâu?", "options-0-text": "Nhà",
        "options-1-text": "Ủy ban xã", "right": "1",
    }  # fmt: skip
    assert client.post(edit, data=data).status_code == 303
    item = db.session.scalars(select(ImportItem).where(ImportItem.number == 2)).one()
    assert item.written.options == (Option("Nhà"), Option("Ủy ban xã", is_right=True))
    assert not item.needs_checking


def test_the_whole_way_from_file_to_bank(client, writer):
    topic, audience = make_topic(), make_audience()
    url = upload(client, writer).location
    read_all()
    token = TOKEN.search(client.get(url).text)[1]
    chosen = {
        "csrf_token": token, "scope": "to-file", "topic": topic.code, "difficulty": "easy",
        "audiences": audience.code, "act": "file",
    }  # fmt: skip
    client.post(f"{url}/items", data=chosen)
    client.post(f"{url}/take-over", data={"csrf_token": token})
    assert len(db.session.scalars(select(Question)).all()) == 2
    assert re.search(rf"{topic.code}-001", client.get(url).text)


def test_who_forgot_to_file_is_told(client, writer):
    url = upload(client, writer).location
    read_all()
    token = TOKEN.search(client.get(url).text)[1]
    answer = client.post(f"{url}/take-over", data={"csrf_token": token}, follow_redirects=True)
    assert "Còn 2 câu chưa đủ" in answer.text


def test_samples_can_be_read_again(client, writer):
    answer = client.get(f"/hosts/{writer.public_id}/questions/imports/sample.xlsx")
    assert answer.status_code == 200


def test_kinds_survive_the_preview(rows):
    statements = build_question(
        kind=Kind.STATEMENTS, options=tuple(Option(f"Ý {n}", n % 2 == 0) for n in range(4))
    )
    one = make_import(file_of(statements), "bank.json")
    assert import_queries.get_item(one, 1).written.kind is Kind.STATEMENTS
