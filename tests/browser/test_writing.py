"""A writer at the form of a question: nothing that was typed or chosen is lost."""

import pytest
from playwright.sync_api import Page, expect

from contest.rules.roles import Role
from tests.browser.checks import DESK, PHONE, assert_no_sideways_scroll
from tests.browser.world import rows_of, sign_in
from tests.contest.attempts.kinds import a_png
from tests.contest.bank.factories import make_audience, make_topic
from tests.contest.factories import make_account, make_host

OPTION = "Phương án A"


@pytest.fixture(scope="module")
def bank(site) -> dict[str, str]:
    """A host and its writer."""
    with rows_of(site.app):
        host = make_host()
        make_topic(host_id=host.id, name="Hộ tịch Vĩnh Hoàng")
        make_audience(host_id=host.id, name="Người dân Vĩnh Hoàng")
        email = make_account(host, Role.WRITER).email
        return {"email": email, "new": f"/hosts/{host.public_id}/questions/new"}


@pytest.fixture(
    params=[(PHONE, True), (PHONE, False), (DESK, True), (DESK, False)],
    ids=["phone", "phone-plain", "desk", "desk-plain"],
)
def page(open_page, bank, request) -> Page:
    """The form with a whole question typed, on a phone and a desk, with scripts and without."""
    viewport, has_scripts = request.param
    page = open_page(viewport, java_script_enabled=has_scripts)
    sign_in(page, bank["email"])
    page.goto(bank["new"])
    page.get_by_label("Câu hỏi", exact=True).fill("Nộp hồ sơ ở đâu?")
    page.get_by_label(OPTION, exact=True).fill("Bộ phận Một cửa")
    page.get_by_label("Phương án B", exact=True).fill("Nhà văn hóa")
    page.get_by_label("A", exact=True).check()
    page.get_by_label("Chuyên đề").select_option("Hộ tịch Vĩnh Hoàng")
    page.get_by_label("Dễ", exact=True).check()
    page.get_by_label("Người dân Vĩnh Hoàng").check()
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def choose_picture(page: Page) -> None:
    page.get_by_text("Thêm hình", exact=True).click()
    file = {"name": "a.png", "mimeType": "image/png", "buffer": a_png()}
    page.locator("input[type=file]").set_input_files(file)


def test_one_more_option_is_shown_where_it_was_asked_for(page):
    press(page, "Thêm một phương án")
    expect(page.get_by_label("Phương án E", exact=True)).to_be_in_viewport()
    press(page, "Thêm một căn cứ")
    expect(page.get_by_label("Văn bản 2", exact=True)).to_be_in_viewport()
    expect(page.get_by_label(OPTION, exact=True)).to_have_value("Bộ phận Một cửa")


def test_options_are_there_again_after_true_or_false(page):
    page.get_by_label("Đúng hay sai", exact=True).check()
    press(page, "Đổi dạng câu hỏi")
    expect(page.get_by_role("group", name="Câu này đúng hay sai?")).to_be_in_viewport()
    expect(page.get_by_label(OPTION, exact=True)).to_have_count(0)
    page.get_by_label("Một đáp án đúng", exact=True).check()
    press(page, "Đổi dạng câu hỏi")
    expect(page.get_by_label(OPTION, exact=True)).to_have_value("Bộ phận Một cửa")
    expect(page.get_by_label(OPTION, exact=True)).to_be_in_viewport()


def test_who_changes_the_kind_and_saves_reads_why_it_is_not_saved(page):
    press(page, "Thêm một phương án")
    page.get_by_label("Nhiều đáp án đúng", exact=True).check()
    press(page, "Lưu câu hỏi")
    expect(page.get_by_text("câu hỏi chưa được lưu")).to_be_in_viewport()
    assert_no_sideways_scroll(page)


def test_a_picture_is_saved_without_its_own_button(page):
    choose_picture(page)
    page.get_by_label("Mô tả hình").fill("Sơ đồ một cửa")
    press(page, "Lưu câu hỏi")
    expect(page.locator("main")).to_contain_text("Đã lưu câu hỏi")
    expect(page.get_by_alt_text("Sơ đồ một cửa")).to_be_visible()


def test_a_picture_waits_for_its_words(page):
    choose_picture(page)
    press(page, "Lưu câu hỏi")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Vui lòng mô tả hình")
    expect(page.get_by_text("Hình này chưa nằm trong câu hỏi.")).to_be_visible()
    assert_no_sideways_scroll(page)
    page.get_by_label("Mô tả hình").fill("Sơ đồ một cửa")
    press(page, "Thêm hình này")
    expect(page.get_by_text("Đã đặt hình vào cuối phần “Câu hỏi”.")).to_be_in_viewport()
    press(page, "Lưu câu hỏi")
    expect(page.get_by_alt_text("Sơ đồ một cửa")).to_be_visible()


def test_the_error_of_the_options_leads_to_them(page):
    page.get_by_label("Phương án B", exact=True).fill("")
    press(page, "Lưu câu hỏi")
    page.get_by_role("link", name="Vui lòng nhập ít nhất hai phương án.").click()
    expect(page.get_by_label(OPTION, exact=True)).to_be_in_viewport()
