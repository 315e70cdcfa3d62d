"""Papers that ask every kind of question, with a picture; and how these are written."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from contest import clock
from contest.contests.models import Contest
from contest.db import db
from contest.rules.roles import Role
from questions.model import Kind
from tests.browser.checks import (
    DESK,
    PHONE,
    assert_accessible,
    assert_fit,
    assert_no_sideways_scroll,
)
from tests.browser.world import Entered, make_entered, rows_of, sign_in
from tests.contest.attempts.kinds import OPTIONS, a_png
from tests.contest.bank.factories import make_audience, make_topic
from tests.contest.factories import make_account, make_host

SAVES = "**/attempts/answers"
SIZES = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


@pytest.fixture
def entered(site) -> Entered:
    return make_entered(site.app, of_every_kind=True)


@pytest.fixture
def sitting(phone, site, entered) -> Page:
    entered.start(phone, site.url)
    return phone


@pytest.fixture
def plain(plain_phone, site, entered) -> Page:
    entered.start(plain_phone, site.url)
    return plain_phone


def question(page: Page, kind: Kind) -> Locator:
    return page.locator("fieldset.question", has_text=f"Câu hỏi dạng {kind}")


def buttons(page: Page, kind: Kind, text: str, *, is_right: bool = True) -> Locator:
    """The button or box that answers as wanted: of a statement one of its two."""
    if kind is not Kind.STATEMENTS:
        return question(page, kind).get_by_label(text, exact=True)
    group = page.get_by_role("group", name=re.compile(rf"^[a-d]\) {text}$"))
    return group.get_by_label("Đúng" if is_right else "Sai", exact=True)


def answer_rightly(page: Page, *kinds: Kind) -> None:
    for kind in kinds or OPTIONS:
        for text, is_right in OPTIONS[kind].items():
            if is_right or kind is Kind.STATEMENTS:
                buttons(page, kind, text, is_right=is_right).check()


def assert_saved(page: Page, *kinds: Kind) -> None:
    for kind in kinds or OPTIONS:
        expect(question(page, kind).locator(".question__note")).to_contain_text("Đã lưu")


def assert_answered(page: Page) -> None:
    expect(page.locator("input:checked")).to_have_count(1 + 2 + 1 + 4)


def test_every_kind_is_answered_saved_and_handed_in(sitting):
    answer_rightly(sitting)
    assert_saved(sitting)
    expect(sitting.locator("#state")).to_have_text("Đã lưu 4 câu")
    assert_fit(sitting, "Tuần 1")
    sitting.reload()
    assert_answered(sitting)
    sitting.get_by_role("button", name="Nộp bài").click()
    sitting.get_by_role("button", name="Xem kết quả").click()
    expect(sitting.get_by_text("4/4")).to_be_visible()


def test_a_picture_is_seen_and_no_wider_than_the_phone(sitting):
    picture = sitting.get_by_alt_text("Sơ đồ quy trình")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 640)
    assert picture.bounding_box()["width"] <= PHONE["width"]


def test_unchecking_the_last_box_takes_the_answer_back(sitting):
    answer_rightly(sitting, Kind.SEVERAL)
    assert_saved(sitting, Kind.SEVERAL)
    for box in question(sitting, Kind.SEVERAL).get_by_role("checkbox").all():
        box.uncheck()
    expect(sitting.locator("#state")).to_have_text("Đã lưu 0 câu")
    sitting.reload()
    expect(sitting.locator("input:checked")).to_have_count(0)


def test_statements_are_judged_by_the_keyboard_alone(sitting):
    statements = question(sitting, Kind.STATEMENTS)
    statements.get_by_role("radio").first.focus()
    for key in ("Space", "Tab", "ArrowRight", "Tab", "Space", "Tab", "ArrowDown"):
        sitting.keyboard.press(key)
    assert_saved(sitting, Kind.STATEMENTS)
    checked = statements.get_by_role("radio", checked=True).evaluate_all(
        "found => found.map(each => each.value).join('')"
    )
    assert checked == "AbCd"


def test_what_the_network_drops_of_every_kind_is_sent_when_it_is_back(sitting):
    sitting.context.set_offline(True)
    answer_rightly(sitting)
    expect(question(sitting, Kind.SEVERAL).locator(".question__note")).to_contain_text("Chưa gửi")
    sitting.context.set_offline(False)
    assert_saved(sitting)
    sitting.reload()
    assert_answered(sitting)


def test_what_was_not_sent_when_the_page_was_left_is_there_on_the_return(sitting):
    sitting.on("dialog", lambda dialog: dialog.accept())
    sitting.route(SAVES, lambda route: route.abort())
    answer_rightly(sitting)
    sitting.reload()
    assert_answered(sitting)
    sitting.unroute(SAVES)
    sitting.reload()
    assert_saved(sitting)


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def test_every_kind_is_answered_without_a_script(plain):
    answer_rightly(plain)
    press(plain, "Lưu, chưa nộp")
    assert_answered(plain)
    assert_saved(plain)
    for box in question(plain, Kind.SEVERAL).get_by_role("checkbox").all():
        box.uncheck()
    press(plain, "Nộp bài")
    expect(plain.get_by_text("Còn 1 câu chưa trả lời.")).to_be_visible()
    press(plain, "Quay lại làm tiếp")
    answer_rightly(plain, Kind.SEVERAL)
    press(plain, "Nộp bài")
    press(plain, "Xem kết quả")
    expect(plain.get_by_text("4/4")).to_be_visible()


def judge(page: Page, count: int) -> None:
    for statement in question(page, Kind.STATEMENTS).locator(".statement").all()[:count]:
        statement.get_by_role("radio").first.check()


def answer_but_for_statements(page: Page, judged: int) -> str:
    """Everything else is answered; returns the number of the question of statements."""
    answer_rightly(page, *(kind for kind in Kind if kind is not Kind.STATEMENTS))
    judge(page, judged)
    return question(page, Kind.STATEMENTS).get_attribute("id").removeprefix("q")


def assert_half_answered(page: Page, number: str, given: int) -> None:
    expect(page.locator(f"#q{number}-note")).to_have_text(f"✓ Đã lưu {given}/4 ý")
    expect(page.locator(f"#q{number}-note")).not_to_have_class(re.compile("saved"))


def assert_asked_at_hand_in(page: Page, number: str, left: int) -> None:
    press(page, "Nộp bài")
    expect(page.locator("h1")).to_have_text("Còn câu chưa trả lời xong")
    assert_no_sideways_scroll(page)
    page.get_by_role("link", name=f"Câu {number} còn {left} ý chưa chọn").click()
    page.wait_for_url(f"**/attempts/*#q{number}")


def test_statements_judged_in_part_are_half_an_answer(sitting):
    number = answer_but_for_statements(sitting, 1)
    assert_half_answered(sitting, number, 1)
    expect(sitting.locator("#state")).to_have_text("Xong 3 câu, dở 1 câu")
    sitting.reload()
    assert_half_answered(sitting, number, 1)
    assert_asked_at_hand_in(sitting, number, 3)
    judge(sitting, 4)
    expect(sitting.locator("#state")).to_have_text("Đã lưu 4 câu")


def test_a_question_begun_moves_nothing_on_the_page(sitting):
    before = question(sitting, Kind.SINGLE).bounding_box()["y"]
    sitting.evaluate("document.querySelector('#state').textContent = 'Xong 18 câu, dở 2 câu'")
    assert question(sitting, Kind.SINGLE).bounding_box()["y"] == before


@SIZES
def test_the_last_question_is_far_from_handing_in(open_page, site, entered, viewport):
    page = open_page(viewport)
    entered.start(page, site.url)
    last = page.locator("fieldset.question").last.bounding_box()
    assert page.locator("#hand-in").bounding_box()["y"] - last["y"] - last["height"] >= 40


def test_statements_judged_in_part_are_half_an_answer_without_a_script(plain):
    number = answer_but_for_statements(plain, 3)
    press(plain, "Lưu, chưa nộp")
    assert_half_answered(plain, number, 3)
    assert_asked_at_hand_in(plain, number, 1)


def close(site, entered: Entered) -> None:
    with rows_of(site.app):
        contest_id = entered.contest_url.removeprefix("/c/")
        [round_] = db.session.scalars(select(Contest).filter_by(public_id=contest_id)).one().rounds
        round_.closes_at = clock.now() - timedelta(minutes=30)


@SIZES
def test_a_result_of_every_kind_is_for_everyone(open_page, site, entered, viewport):
    page = open_page(viewport)
    entered.start(page, site.url)
    for text in OPTIONS[Kind.STATEMENTS]:
        buttons(page, Kind.STATEMENTS, text).check()
    buttons(page, Kind.SEVERAL, "Thu phí riêng").check()
    assert_saved(page, Kind.STATEMENTS, Kind.SEVERAL)
    page.get_by_role("button", name="Nộp bài").click()
    page.get_by_role("button", name="Vẫn nộp bài").click()
    expect(page.locator("h1")).to_have_text("Đã nộp bài")
    close(site, entered)
    page.get_by_role("button", name="Xem kết quả").click()
    expect(page.get_by_text("Bạn đúng 2 trên 4 ý.")).to_be_visible()
    assert_fit(page, "Kết quả bài thi")


@pytest.fixture(scope="module")
def bank(site) -> dict[str, str]:
    """A host, its writer, and a place to file questions."""
    with rows_of(site.app):
        host = make_host()
        make_topic(host_id=host.id, name="Hộ tịch Bến Quan")
        make_audience(host_id=host.id, name="Người dân Bến Quan")
        email = make_account(host, Role.WRITER).email
        return {"email": email, "new": f"/hosts/{host.public_id}/questions/new"}


def choose_kind(page: Page, name: str) -> None:
    page.get_by_label(name, exact=True).check()
    press(page, "Đổi dạng câu hỏi")
    assert_fit(page, "Viết câu hỏi mới")


def add_picture(page: Page) -> None:
    page.get_by_text("Thêm hình", exact=True).click()
    file = {"name": "a.png", "mimeType": "image/png", "buffer": a_png()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_label("Mô tả hình").fill("Sơ đồ một cửa")
    press(page, "Thêm hình này")
    expect(page.get_by_alt_text("Sơ đồ một cửa")).to_be_visible()
    assert_fit(page, "Viết câu hỏi mới")


def file_it(page: Page) -> None:
    page.get_by_label("Chuyên đề").select_option("Hộ tịch Bến Quan")
    page.get_by_label("Dễ", exact=True).check()
    page.get_by_label("Người dân Bến Quan").check()


@SIZES
def test_a_writer_writes_four_statements_with_a_picture(open_page, bank, viewport):
    page = open_page(viewport)
    sign_in(page, bank["email"])
    page.goto(bank["new"])
    assert_fit(page, "Viết câu hỏi mới")
    page.get_by_label("Câu hỏi", exact=True).fill("Theo sơ đồ, các ý sau đúng hay sai?")
    choose_kind(page, "Đúng/sai 4 ý")
    add_picture(page)
    for letter, (text, is_true) in zip("abcd", OPTIONS[Kind.STATEMENTS].items(), strict=True):
        page.get_by_label(f"Ý {letter}", exact=True).fill(text)
        group = page.get_by_role("group", name=f"Ý {letter} đúng hay sai?")
        group.get_by_label("Đúng" if is_true else "Sai", exact=True).check()
    file_it(page)
    press(page, "Lưu câu hỏi")
    expect(page.locator("main")).to_contain_text("a) Đúng; b) Sai; c) Đúng; d) Sai")
    expect(page.get_by_alt_text("Sơ đồ một cửa").first).to_be_visible()
    assert_accessible(page)


@SIZES
@pytest.mark.parametrize("name", ["Nhiều đáp án đúng", "Đúng hay sai"])
def test_the_form_of_each_kind_is_for_everyone(open_page, bank, viewport, name):
    page = open_page(viewport)
    sign_in(page, bank["email"])
    page.goto(bank["new"])
    choose_kind(page, name)
    expect(page.get_by_label(name, exact=True)).to_be_checked()
