"""What is taken out of the bank can be read again, and who took it is on record."""

import pytest
from sqlalchemy import select

from contest.audit.models import AuditEntry
from contest.bank import export_service
from contest.bank.models import Question
from contest.bank.picture_service import keep_pictures
from contest.bank.queries import Filters
from contest.bank.review_models import KeyLook
from contest.db import db
from contest.rules.roles import Role
from questions.formats.files import Format, read_file
from questions.model import Kind
from questions.pictures import picture_of
from tests.contest.bank.factories import (
    TODAY,
    build_version,
    make_approved,
    make_loan,
    make_question,
    make_topic,
)
from tests.contest.factories import NOON, make_account, make_host

PNG = b"\x89PNG\r\n\x1a\n" + bytes(24)


@pytest.fixture
def host(rows, at):
    at(NOON)
    return make_host()


@pytest.fixture
def page(host, log_in):
    log_in(make_account(host, Role.WRITER))
    return f"/hosts/{host.public_id}/questions/export"


def part(host, form=Format.NATIVE, number=1, **filters):
    return export_service.part_of(host, Filters(**filters), TODAY, form, number)


def test_a_file_has_the_hosts_own_questions_alone(host):
    own, lent = make_question(host=host), make_approved(host=make_host())
    make_loan(question=lent, host=host)
    assert [each.question for each in part(host).versions] == [own]


def test_a_file_has_what_the_filters_find(host):
    topic = make_topic()
    found = make_question(build_version(topic=topic), host=host)
    make_question(host=host)
    assert [each.question for each in part(host, topic=topic.code).versions] == [found]


def test_many_questions_come_in_parts(host, monkeypatch):
    monkeypatch.setattr(export_service, "MOST", 2)
    for number in range(5):
        make_question(host=host, code=f"q-{number}")
    last = part(host, number=9)
    assert (last.number, last.count, last.first) == (3, 3, 5)
    assert [each.question.code for each in last.versions] == ["q-4"]


@pytest.mark.parametrize("form", list(Format))
def test_a_file_is_read_again_with_its_keys(host, form):
    make_question(host=host)
    export = export_service.written(part(host).versions, form)
    (question,) = read_file(f"x{export_service.ENDINGS[form]}", export.content).questions
    assert question.right_positions == {0}


def test_people_read_the_topics_name(host):
    make_question(build_version(topic=make_topic(name="Cải cách thể chế")), host=host)
    export = export_service.written(part(host).versions, Format.XLSX)
    (question,) = read_file("x.xlsx", export.content).questions
    assert question.topic == "Cải cách thể chế"


def test_a_question_brings_its_pictures_along(host):
    picture = picture_of(PNG)
    keep_pictures([picture], NOON)
    make_question(build_version(stem=f"Hình nào? {picture.mark()}"), host=host)
    export = export_service.written(part(host).versions, Format.NATIVE)
    (question,) = read_file("x.json", export.content).questions
    assert question.pictures == (picture,)


def test_what_a_format_cannot_hold_is_told_by_the_questions_code(host):
    question = make_question(host=host)
    export = export_service.written(part(host).versions, Format.AIKEN)
    assert {code for code, _ in export.losses} == {question.code}


def test_the_page_counts_what_is_lost(client, host, page):
    make_question(host=host)
    answer = client.get(f"{page}?format=aiken")
    assert "Không giữ được phần “căn cứ pháp lý”. (1 chỗ)" in answer.text


def make_statements(host):
    options = [{"text": f"Ý {at}", "right": at > 2, "stays": False} for at in range(4)]
    return make_question(build_version(kind=Kind.STATEMENTS, options=options), host=host)


def test_questions_that_are_not_in_the_file_are_told_apart_from_what_is_lost(client, host, page):
    make_question(host=host)
    make_statements(host)
    text = client.get(f"{page}?format=gift").text
    assert "GIFT (.gift): 1 câu" in text
    assert "1 câu không có trong tệp:" in text
    assert "không chứa được câu hỏi dạng “Đúng/sai 4 ý”. (1 chỗ)" in text


def test_no_file_is_offered_that_would_be_empty(client, host, page):
    make_statements(host)
    text = client.get(f"{page}?format=aiken").text
    assert ("Không có câu nào ghi được" in text, "Tải tệp" in text) == (True, False)


def test_without_questions_no_file_is_offered(client, page):
    text = client.get(f"{page}?format=csv").text
    assert ("Không có câu hỏi nào để tải" in text, "Tải tệp" in text) == (True, False)


def test_the_page_says_that_nothing_is_lost(client, host, page):
    make_question(host=host)
    assert "giữ được mọi phần" in client.get(f"{page}?format=native").text


@pytest.mark.parametrize(("query", "status"), [("", 200), ("?format=", 422), ("?format=pdf", 422)])
def test_a_format_must_be_chosen(client, page, query, status):
    assert client.get(page + query).status_code == status


def test_the_losses_are_a_file_too(client, host, page):
    question = make_question(host=host)
    answer = client.get(f"{page}/left-out.txt?format=aiken")
    assert answer.get_data().decode("utf-8-sig").startswith(f"{question.code}: ")


def test_the_file_of_losses_begins_with_what_is_not_in_the_file(client, host, page):
    question = make_statements(host)
    answer = client.get(f"{page}/left-out.txt?format=aiken")
    first = answer.get_data().decode("utf-8-sig").splitlines()[0]
    assert first.startswith(f"{question.code}: Không có trong tệp. Định dạng này không chứa được")


def test_a_parts_button_gives_that_part(client, host, page, post, monkeypatch):
    monkeypatch.setattr(export_service, "MOST", 1)
    for code in ("a", "b"):
        make_question(host=host, code=code)
    address = f"{page}?format=csv&part=2"
    assert "part=2" in client.get(address).text
    answer = post(address)
    assert "cau-hoi-2030-05-04-2.csv" in answer.headers["Content-Disposition"]
    assert [each.code for each in read_file("x.csv", answer.data).questions] == ["b"]


def test_a_download_is_on_record(host, page, post):
    make_question(host=host)
    post(f"{page}?format=native")
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.details) == ("questions-exported", {"format": "native", "count": 1})


def test_who_took_a_file_has_seen_its_keys(host, page, post):
    question = make_question(host=host)
    post(f"{page}?format=native")
    look = db.session.scalars(select(KeyLook)).one()
    assert db.session.get(Question, look.question_id) is question


def test_without_the_pages_token_nothing_is_given(client, host, page):
    make_question(host=host)
    assert client.post(f"{page}?format=native").status_code == 422
