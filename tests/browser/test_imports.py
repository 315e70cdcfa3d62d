"""A writer brings a Word paper, looks at what was read in it, mends it and takes it over."""

import io
from datetime import timedelta

import docx
import pytest
from playwright.sync_api import Page, expect

from contest.bank import import_reading_service
from contest.jobs import Job, Runner
from contest.rules.roles import Role
from tests.browser.checks import DESK, PHONE, assert_fit
from tests.browser.world import rows_of
from tests.contest.bank.factories import make_audience, make_question, make_topic
from tests.contest.factories import PASSWORD, make_account, make_host

NAME = "de-thi.docx"
SIZES = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
PAPER = (
    ("Câu 1. Ai giải quyết thủ tục đăng ký khai sinh?", "Ủy ban nhân dân cấp xã", "Sở Tư pháp"),
    ("Câu 2. Thủ tục được công khai ở đâu?", "Nơi tiếp nhận hồ sơ", "Chỉ trên báo"),
    ("Câu 3. Hồ sơ nộp bằng cách nào?", "Trực tuyến", "Trực tiếp"),
)
MOST_TABS = 80
SECONDS = 15  # by then a page without scripts has loaded itself again
FOCUSED = """() => {
    const at = document.activeElement;
    return (at.labels?.[0]?.textContent ?? at.textContent).trim().replace(/\\s+/g, " ");
}"""


def paper() -> bytes:
    """Three questions; the right answer is bold, but for the last, which has none."""
    document = docx.Document()
    for number, (stem, right, wrong) in enumerate(PAPER, 1):
        document.add_paragraph(stem)
        document.add_paragraph().add_run(f"A. {right}").bold = number < len(PAPER)
        document.add_paragraph(f"B. {wrong}")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.fixture
def bank(site) -> dict[str, str]:
    """A host, its writer, and a place to file questions."""
    with rows_of(site.app):
        host = make_host()
        make_topic(host_id=host.id, name="Hộ tịch")
        make_audience(host_id=host.id, name="Thanh niên của xã")
        make_question(host=host)
        email = make_account(host, Role.WRITER).email
        return {"email": email, "questions": f"/hosts/{host.public_id}/questions"}


@pytest.fixture
def read_files(site):
    """What the process of the jobs does once a second."""
    every = timedelta(0)
    job = Job("read-imports", every, import_reading_service.store, import_reading_service.prepare)

    def read_files() -> None:
        with site.app.app_context():
            Runner([job]).run_due()

    return read_files


def sign_in(page: Page, bank: dict[str, str], path: str) -> None:
    page.goto("/staff/sign-in")
    page.locator("input[name=email]").fill(bank["email"])
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff")
    page.goto(bank["questions"] + path)


def bring(page: Page) -> None:
    file = {"name": NAME, "mimeType": "application/octet-stream", "buffer": paper()}
    page.get_by_label("Tệp câu hỏi").set_input_files(file)
    page.get_by_role("button", name="Đọc tệp").click()


def choose(page: Page) -> None:
    """File all questions."""
    page.get_by_label("Chuyên đề", exact=True).select_option("Hộ tịch")
    page.get_by_label("Độ khó", exact=True).select_option("Dễ")
    page.get_by_label("Thanh niên của xã").check()
    page.get_by_role("button", name="Áp dụng").click()


@SIZES
def test_a_paper_becomes_questions(open_page, bank, read_files, viewport):
    page = open_page(viewport)
    sign_in(page, bank, "/imports")
    assert_fit(page, "Nhập câu hỏi từ tệp")
    bring(page)
    assert_fit(page, NAME)
    read_files()
    expect(page.get_by_text("3 câu nhận được, 0 câu bị từ chối")).to_be_visible()
    assert_fit(page, NAME)
    page.get_by_role("link", name="Cần kiểm tra (1)").click()
    assert_fit(page, NAME)
    page.get_by_role("link", name="Sửa câu 3").click()
    assert_fit(page, "Sửa câu thứ 3")
    page.get_by_label("A", exact=True).check()
    page.get_by_role("button", name="Lưu câu này").click()
    expect(page.get_by_role("link", name="Cần kiểm tra (0)")).to_be_visible()
    choose(page)
    page.get_by_role("button", name="Đưa 3 câu vào ngân hàng").click()
    expect(page.locator("main")).to_contain_text("Đã đưa 3 câu vào ngân hàng.")
    assert_fit(page, NAME)


def test_a_paper_becomes_questions_without_scripts(plain_phone, bank, read_files):
    page = plain_phone
    sign_in(page, bank, "/imports")
    bring(page)
    read_files()
    expect(page.get_by_text("3 câu nhận được")).to_be_visible(timeout=SECONDS * 1_000)
    choose(page)
    page.get_by_role("button", name="Đưa 3 câu vào ngân hàng").click()
    expect(page.locator("main")).to_contain_text("Đã đưa 3 câu vào ngân hàng.")


def test_an_act_on_a_question_comes_back_to_it(phone, bank, read_files):
    page = phone
    sign_in(page, bank, "/imports")
    bring(page)
    read_files()
    page.get_by_role("button", name="Bỏ câu 3").click()
    page.wait_for_url("**#item-3")
    third = page.locator("#item-3")
    expect(third.get_by_text("Đã bỏ ra")).to_be_in_viewport()
    third.get_by_role("button", name="Lấy lại câu 3").click()
    expect(third.get_by_text("Đã bỏ ra")).to_have_count(0)
    expect(third.locator("h2")).to_be_in_viewport()


@SIZES
def test_questions_are_taken_out(open_page, bank, viewport):
    page = open_page(viewport)
    sign_in(page, bank, "/export")
    assert_fit(page, "Tải câu hỏi về")
    page.get_by_label("Aiken").check()
    page.get_by_role("button", name="Xem trước khi tải").click()
    page.get_by_text("Xem từng câu").click()
    assert_fit(page, "Tải câu hỏi về")
    with page.expect_download() as found:
        page.get_by_role("button", name="Tải tệp").click()
    assert found.value.suggested_filename.endswith(".aiken")


def test_a_file_too_large_is_refused_before_it_is_sent(phone, bank):
    sign_in(phone, bank, "/imports")
    file = {"name": NAME, "mimeType": "application/octet-stream", "buffer": bytes(2**24)}
    phone.get_by_label("Tệp câu hỏi").set_input_files(file)
    phone.get_by_role("button", name="Đọc tệp").click()
    expect(phone.get_by_role("alert")).to_contain_text("nặng hơn 16 MB")
    assert phone.url.endswith("/imports")
    assert_fit(phone, "Nhập câu hỏi từ tệp")


def tab_to(page: Page, words: str) -> None:
    """Move the focus, by the keyboard, to the control that says this."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == words:
            return
    pytest.fail(f"the keyboard does not reach: {words}")


def test_the_keyboard_is_enough(open_page, bank, read_files):
    page = open_page(DESK)
    sign_in(page, bank, "/imports")
    bring(page)  # the browser's own dialogue chooses the file
    read_files()
    expect(page.get_by_text("3 câu nhận được")).to_be_visible()
    tab_to(page, "Đánh dấu câu 3")
    page.keyboard.press("Space")
    page.reload()
    tab_to(page, "Cần kiểm tra (1)")
    page.keyboard.press("Enter")
    page.wait_for_url("**shown=to-check")
    tab_to(page, "Sửa câu 3")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Sửa câu thứ 3")
    tab_to(page, "A")
    page.keyboard.press("Space")
    tab_to(page, "Lưu câu này")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Cần kiểm tra (0)")).to_be_visible()
