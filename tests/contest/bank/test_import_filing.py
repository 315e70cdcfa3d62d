"""Choosing for many questions of a file at once, and leaving some out."""

from datetime import date, timedelta

import pytest

from contest.bank import import_queries, import_service
from contest.bank.import_queries import Shown
from contest.db import db
from contest.errors import ActNotOpen
from contest.rules.roles import Role
from questions.model import LegalBasis
from tests.contest.bank import factories
from tests.contest.bank.factories import make_audience, make_topic
from tests.contest.bank.test_imports import file_of
from tests.contest.factories import NOON, keep, make_account, make_host
from tests.questions.builders import build_question

DECREE = LegalBasis("Nghị định số 118/2025/NĐ-CP", "Điều 14")
COUNT = 3
PLAIN = ("topics", "cancel")  # forms without the filing's fields


@pytest.fixture
def one(rows, log_in):
    """A file of three questions, brought by who is signed in."""
    host = make_host()
    by = make_account(host, Role.WRITER)
    log_in(by)
    questions = [
        build_question(code="", stem=f"Câu hỏi số {at}?", topic="Hộ tịch xã", basis=())
        for at in range(COUNT)
    ]
    return factories.make_import(host, by, file_of(*questions), "bank.json")


def one_url(one):
    return f"/hosts/{one.host.public_id}/questions/imports/{one.public_id}"


@pytest.fixture
def change(one, post):
    """Send the form above the items: ``change(topic=…)``."""
    url = one_url(one)

    def change(path="items", **data):
        empty = {"scope": "to-file", "topic": "", "difficulty": ""}
        return post(f"{url}/{path}", page=url, **(data if path in PLAIN else empty | data))

    return change


def written(one, number):
    return import_queries.get_item(one, number).written


def left_out(one):
    return [each.number for each in import_queries.items_of(one, Shown.LEFT_OUT)]


def test_boxes_that_are_ticked_are_meant(one, change):
    topic = make_topic()
    change(topic=topic.code, item=["1", "3"])
    assert [written(one, at).topic == topic.code for at in (1, 2, 3)] == [True, False, True]


def test_an_items_own_button_leaves_it_out_and_takes_it_back(one, change):
    change(item=["1"], **{"leave-out": "2"})
    assert left_out(one) == [2]
    change(**{"take-back": "2"})
    assert left_out(one) == []


def test_what_is_ticked_is_left_out_and_no_other(one, change):
    change(act="leave-out", item=["1", "2"])
    assert left_out(one) == [1, 2]


@pytest.mark.parametrize(
    ("before", "chosen", "said"),
    [
        ([], {"leave-out": "2"}, "Đã bỏ 1 câu."),
        ([], {"act": "leave-out", "item": ["1", "2"]}, "Đã bỏ 2 câu."),
        ([1], {"take-back": "1"}, "Đã lấy lại 1 câu."),
        ([], {"topic": "…"}, "Đã sửa 3 câu."),
        ([1], {"leave-out": "1"}, "Không có gì thay đổi: các câu này đã như vậy"),
        ([1, 2, 3], {"topic": "…"}, "Không có gì thay đổi: không có câu nào thuộc phạm vi"),
    ],
)
def test_what_was_done_is_said_and_that_nothing_was(one, change, client, before, chosen, said):
    import_service.leave_out(import_queries.items_of(one, numbers=before), is_left_out=True)
    db.session.commit()
    topic = make_topic()
    answer = change(
        **{name: topic.code if value == "…" else value for name, value in chosen.items()}
    )
    assert said in client.get(answer.location).text


@pytest.mark.parametrize("chosen", [{}, {"item": ["2"]}])
def test_who_chooses_nothing_is_told_that_nothing_changed(one, change, chosen):
    answer = change(act="file", **chosen)
    assert answer.status_code == 422
    assert "Chưa chọn gì nên chưa có gì thay đổi." in answer.text


def test_who_chooses_no_topic_for_a_word_is_told_that_nothing_changed(one, change, client):
    answer = change("topics", word="Hộ tịch xã", topic="")
    assert "Không có gì thay đổi. Hãy chọn chuyên đề" in client.get(answer.location).text


def test_an_act_leads_back_to_its_question(one, change):
    assert change("items?shown=all&page=1", **{"leave-out": "2"}).location.endswith("#item-2")


def test_a_question_that_left_the_list_leads_to_the_next(one, change):
    answer = change("items?shown=to-file&page=1", **{"leave-out": "2"})
    assert answer.location.endswith("?shown=to-file&page=1#item-3")


def test_an_act_for_many_leads_to_what_was_done_above_their_list(one, change):
    answer = change("items?shown=to-file&page=1", item=["1", "2"], act="leave-out")
    assert answer.location.endswith("?shown=to-file&page=1")


def test_a_list_that_is_empty_now_is_shown_from_its_top(one, change):
    change(act="leave-out", item=["1", "2"])
    answer = change("items?shown=to-file", **{"leave-out": "3"})
    assert answer.location.endswith("?shown=to-file")


def test_all_that_was_left_out_is_taken_back_in_its_list(one, change, post):
    change(act="leave-out", item=["1", "3"])
    sent = {"act": "take-back", "scope": "listed"}  # the list has no other fields
    assert (
        post(f"{one_url(one)}/items?shown=left-out", page=one_url(one), **sent).status_code == 303
    )
    assert left_out(one) == []


def test_a_basis_and_a_day_are_written_where_there_is_none(one, change):
    item = import_queries.get_item(one, 2)
    own = build_question(code="", basis=(LegalBasis("Luật khác"),), valid_from=date(2029, 1, 1))
    import_service.write(item, own, import_service.shelves(one, NOON))
    db.session.commit()
    change(document=DECREE.document, article=DECREE.article, valid_from=["1", "7", "2030"])
    assert (written(one, 1).basis, written(one, 1).valid_from) == ((DECREE,), date(2030, 7, 1))
    assert (written(one, 2).basis, written(one, 2).valid_from) == (own.basis, own.valid_from)


def test_a_refused_choice_keeps_what_was_typed_and_ticked(one, change):
    answer = change(article="Điều 14", item=["2"])
    assert answer.status_code == 422
    assert "Vui lòng ghi tên văn bản" in answer.text
    assert 'value="2" id="tick-2" autocomplete="off" checked' in answer.text
    assert "Điều 14" in answer.text


def test_words_of_the_file_that_name_no_topic_are_asked_about(one, client):
    page = client.get(one_url(one)).text
    assert "Chọn chuyên đề cho “Hộ tịch xã” (3 câu)" in page


def test_a_topic_that_was_added_under_the_files_word_is_chosen_already(one, client):
    topic = make_topic(name="hộ tịch xã")
    page = client.get(one_url(one)).text
    assert f'value="{topic.code}" selected' in page


def test_a_topic_is_chosen_for_a_word_of_the_file(one, change):
    topic = make_topic()
    change("topics", word="Hộ tịch xã", topic=topic.code)
    assert {written(one, at).topic for at in (1, 2, 3)} == {topic.code}


@pytest.mark.parametrize("code", ["", "no-such-topic"])
def test_a_word_for_which_nothing_is_chosen_stays(one, change, code):
    change("topics", word="Hộ tịch xã", topic=code)
    assert written(one, 1).topic == "Hộ tịch xã"


def test_words_that_name_no_audience_are_shown_and_hold_the_question_back(rows, client, log_in):
    topic, host = make_topic(), make_host()
    by = make_account(host, Role.WRITER)
    question = build_question(code="", topic=topic.code, audiences=frozenset({"Đoàn viên"}))
    one = factories.make_import(host, by, file_of(question), "bank.json")
    log_in(by)
    page = client.get(f"/hosts/{host.public_id}/questions/imports/{one.public_id}").text
    assert "tệp ghi đối tượng “Đoàn viên”, chưa có trong danh mục" in page
    assert not import_queries.get_item(one, 1).is_filed


def test_choosing_an_audience_replaces_the_words_of_the_file(one, change):
    topic, audience = make_topic(), make_audience()
    change(topic=topic.code, audiences=audience.code, difficulty="easy")
    assert written(one, 1).audiences == {audience.code}
    assert import_queries.count_items(one)[Shown.TO_FILE] == 0


@pytest.mark.parametrize(
    ("numbers", "said", "is_offered"),
    [
        ([], "Còn 3 câu chưa đủ", False),
        ([1, 2, 3], "mọi câu đọc được đều đã bỏ ra", False),
        ([2, 3], "", True),
    ],
)
def test_taking_over_is_offered_when_there_is_something_to_take(
    one, change, client, numbers, said, is_offered
):
    if is_offered:
        topic, audience = make_topic(), make_audience()
        change(topic=topic.code, audiences=audience.code, difficulty="easy", item=["1"])
    import_service.leave_out(import_queries.items_of(one, numbers=numbers), is_left_out=True)
    db.session.commit()
    page = client.get(one_url(one)).text
    assert ("Đưa 1 câu vào ngân hàng" in page) is is_offered
    assert ("câu vào ngân hàng</button>" in page.replace("\n", "").replace("  ", "")) is is_offered
    assert said in page


def test_nothing_is_taken_over_where_all_is_left_out(one):
    import_service.leave_out(import_queries.items_of(one), is_left_out=True)
    db.session.commit()
    with pytest.raises(ActNotOpen):
        import_service.take_over(one, one.uploaded_by, NOON, str, is_submitted=False)


@pytest.mark.parametrize(("role", "is_linked"), [(Role.ORGANISER, True), (Role.WRITER, False)])
def test_who_misses_a_topic_is_led_to_the_list_or_told_whom_to_ask(
    one, client, log_in, role, is_linked
):
    log_in(make_account(one.host, role))
    page = client.get(one_url(one)).text
    assert (f"/hosts/{one.host.public_id}/lists/topics" in page) is is_linked
    assert ("nhờ người phụ trách cuộc thi" in page) is not is_linked


def test_an_import_that_was_cancelled_is_not_found(one, change, client):
    change("cancel")
    url = f"/hosts/{one.host.public_id}/questions/imports"
    assert client.get(f"{url}/{one.public_id}").status_code == 404


@pytest.fixture
def waiting(rows, log_in, client, at):
    """The page of a file that waits behind another, a given time after it was brought."""
    host = make_host()
    by = make_account(host, Role.WRITER)
    first = keep(import_service.bring("first", make_host(), "a.gift", b"x", by, NOON))
    second = keep(import_service.bring("second", host, "b.gift", b"x", by, NOON))
    assert first.id < second.id
    log_in(by)

    def waiting(seconds):
        at(NOON + timedelta(seconds=seconds))
        return client.get(f"/hosts/{host.public_id}/questions/imports/second").text

    return waiting


def test_a_page_without_scripts_loads_itself_again_while_it_waits(waiting):
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in waiting(7)


def test_who_waits_is_told_how_long_and_behind_how_many(waiting):
    page = waiting(7)
    assert "Đang chờ đọc xong 1 tệp tải lên trước." in page
    assert "Đã được 7 giây." in page


@pytest.mark.parametrize(("seconds", "is_told"), [(120, False), (121, True)])
def test_who_waits_too_long_is_told_whom_to_ask(waiting, seconds, is_told):
    assert ("có thể phần việc chạy nền chưa được bật" in waiting(seconds)) is is_told


def test_the_page_that_waited_is_told_to_load_anew(one, client):
    url = f"/hosts/{one.host.public_id}/questions/imports/{one.public_id}"
    answer = client.get(url, headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"
