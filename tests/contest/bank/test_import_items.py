"""Mending one question of a file: nothing typed is lost, and nothing is mended too late."""

import io

import pytest

from contest.bank import import_queries, import_service
from contest.bank.picture_queries import pictures_named
from contest.db import db
from contest.rules.roles import Role
from questions.formats.files import read_file
from questions.pictures import picture_of
from tests.contest.bank import factories
from tests.contest.bank.factories import make_audience, make_topic
from tests.contest.bank.test_imports import chance, filed_file
from tests.contest.factories import NOON, make_account, make_host
from tests.questions.builders import PNG

TYPED = {
    "kind": "single", "kind_shown": "single", "stem": "Nộp ở đâu?", "options-0-text": "Xã",
    "options-1-text": "Tỉnh", "right": "0", "topic": "",
}  # fmt: skip


@pytest.fixture
def one(rows, log_in):
    host = make_host()
    by = make_account(host, Role.WRITER)
    log_in(by)
    content = filed_file(make_topic(), make_audience())
    return factories.make_import(host, by, content, "bank.json")


@pytest.fixture
def url(one):
    return f"/hosts/{one.host.public_id}/questions/imports/{one.public_id}/items/1"


def test_a_wish_for_one_more_option_keeps_what_was_typed(post, url):
    page = post(url, **TYPED, more="options").text
    assert "Nộp ở đâu?" in page
    assert 'name="options-2-text"' in page


def test_what_is_wrong_is_said_beside_what_was_typed(one, post, url):
    answer = post(url, **TYPED | {"right": ""})
    assert (answer.status_code, "Nộp ở đâu?" in answer.text) == (422, True)
    assert import_queries.get_item(one, 1).written.stem == "Câu 0?"


def test_a_picture_is_put_into_a_question(one, post, url):
    picture = picture_of(PNG)
    sent = {"more": "picture", "picture_words": "Sơ đồ", "picture": (io.BytesIO(PNG), "a.png")}
    page = post(url, **TYPED, **sent).text
    assert picture.mark("Sơ đồ") in page
    assert pictures_named([picture.name]) == (picture,)


def test_a_question_may_wait_for_its_topic(one, post, url):
    post(url, **TYPED)
    assert not import_queries.get_item(one, 1).is_filed


def test_after_mending_one_is_back_at_the_question(post, url):
    address = post(f"{url}?shown=to-file&page=1", **TYPED).location
    assert address.endswith("?shown=to-file&page=1#item-1")


def test_a_question_behind_the_first_page_is_found_on_its_own(one, post, url, monkeypatch):
    monkeypatch.setattr(import_queries, "PER_PAGE", 1)
    address = post(f"{url[:-1]}2?shown=all&page=1", **TYPED).location
    assert address.endswith("?shown=all&page=2#item-2")


def test_an_unknown_question_is_not_found(client, url):
    assert client.get(url[:-1] + "9").status_code == 404


def test_what_was_taken_over_is_mended_in_the_bank(one, client, url):
    import_service.take_over(one, one.uploaded_by, NOON, chance, is_submitted=False)
    db.session.commit()
    assert client.get(url).status_code == 409


def test_a_file_that_cannot_be_read_tells_its_writer_what_to_do(one, client):
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    bad = factories.make_import(one.host, one.uploaded_by, old, "de-thi.doc")
    page = client.get(f"/hosts/{one.host.public_id}/questions/imports/{bad.public_id}").text
    assert "Word Document (.docx)" in page


def test_a_press_without_a_file_asks_for_one(one, post):
    answer = post(f"/hosts/{one.host.public_id}/questions/imports")
    assert (answer.status_code, "Vui lòng chọn tệp." in answer.text) == (422, True)


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_a_sample_is_read_without_a_refusal(one, client, ending):
    answer = client.get(f"/hosts/{one.host.public_id}/questions/imports/sample.{ending}")
    reading = read_file(f"sample.{ending}", answer.data)
    assert (len(reading.items), reading.refused) == (4, ())


def test_there_is_no_other_sample(one, client):
    url = f"/hosts/{one.host.public_id}/questions/imports/sample.pdf"
    assert client.get(url).status_code == 404
