"""A question on its way from writer to approver, and the pages that it passes."""

import pytest
from playwright.sync_api import Page, expect

from contest.rules.roles import Role
from questions.review import State
from tests.browser.checks import DESK, PHONE, assert_accessible, assert_no_sideways_scroll
from tests.browser.world import rows_of
from tests.contest.bank.factories import build_version, make_question, make_topic
from tests.contest.contests.factories import make_published
from tests.contest.factories import PASSWORD, make_account, make_appraiser, make_host

MOST_TABS = 80
FOCUSED = """() => {
    const at = document.activeElement;
    return (at.labels?.[0]?.textContent ?? at.textContent).trim().replace(/\\s+/g, " ");
}"""


@pytest.fixture(scope="module")
def world(site):
    """A host of three steps, who works there, and a question of two versions that waits."""
    with rows_of(site.app):
        contest = make_published(make_host(review_steps=3))
        host = contest.host
        staff = {role: make_account(host, role) for role in Role}
        topic = make_topic(host_id=host.id, name="Cơ chế một cửa, một cửa liên thông")
        versions = (
            build_version(state=State.APPROVED, topic=topic, stem="Nộp hồ sơ ở Ủy ban huyện?"),
            build_version(number=2, state=State.SUBMITTED, topic=topic, reason=""),
        )
        question = make_question(*versions, host=host)
        author = staff[Role.WRITER]
        draft = make_question(build_version(author=author, topic=topic), host=host)
        back = build_version(author=author, topic=topic, reason="Thiếu căn cứ pháp lý")
        make_question(back, host=host)
        invitation = make_appraiser(host, staff[Role.ORGANISER], until_on=host.created_at.date())
        return {
            "emails": {role: account.email for role, account in staff.items()},
            "host": f"/hosts/{host.public_id}",
            "question": f"/hosts/{host.public_id}/questions/{question.public_id}",
            "draft": f"/hosts/{host.public_id}/questions/{draft.public_id}",
            "draft_code": draft.code,
            "round": f"/hosts/{host.public_id}/contests/{contest.public_id}/rounds/1",
            "appraisal": f"/appraisals/{invitation.public_id}",
            "question_id": question.public_id,
        }


def sign_in(page: Page, email: str) -> None:
    page.goto("/staff/sign-in")
    page.locator("input[name=email]").fill(email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff")


def tab_to(page: Page, words: str) -> None:
    """Move the focus, by the keyboard, to the control that says this."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == words:
            return
    pytest.fail(f"the keyboard does not reach: {words}")


def press(page: Page, words: str, key: str = "Enter") -> None:
    tab_to(page, words)
    page.keyboard.press(key)


def test_a_question_passes_three_hands_by_keyboard_alone(open_page, world):
    writer, reviewer, approver = (open_page(DESK) for _ in range(3))
    sign_in(writer, world["emails"][Role.WRITER])
    writer.goto(world["draft"])
    press(writer, "Gửi duyệt")
    expect(writer.locator("main")).to_contain_text("Đã gửi câu hỏi để duyệt.")
    sign_in(reviewer, world["emails"][Role.REVIEWER])
    reviewer.goto(world["draft"])
    press(reviewer, "Thẩm định đạt")
    expect(reviewer.locator("main")).to_contain_text("được thẩm định đạt")
    sign_in(approver, world["emails"][Role.APPROVER])
    approver.goto(f"{world['host']}/questions/queue?waiting=approval")
    press(approver, f"Chọn câu {world['draft_code']}", "Space")
    press(approver, "Xem trước rồi làm")
    expect(approver.locator("h1")).to_have_text("Duyệt nhiều câu hỏi")
    press(approver, "Duyệt 1 câu")
    expect(approver.locator("main")).to_contain_text("Đã duyệt 1 câu.")


PAGES = [
    (Role.WRITER, "{question}"),
    (Role.APPROVER, "{question}/versions"),
    (Role.APPROVER, "{question}/versions/compare?from=1&to=2"),
    (Role.APPROVER, "{question}/uses"),
    (Role.WRITER, "{host}/questions"),
    (Role.WRITER, "{host}/questions/queue"),
    (Role.REVIEWER, "{host}/questions/queue?waiting=review"),
    (Role.REVIEWER, "{host}/questions/at-once?act=send-back&q={question_id}"),
    (Role.APPROVER, "{host}/questions/at-once?act=approve&q={question_id}"),
    (Role.APPROVER, "{host}/questions/adopt"),
    (Role.ORGANISER, "{host}/appraisers"),
    (Role.ORGANISER, "{round}"),
    (Role.ORGANISER, "{round}/pool"),
    (Role.ORGANISER, "{round}/looks"),
    (Role.ORGANISER, "{appraisal}"),
    (Role.ORGANISER, "{appraisal}/{question_id}"),
    (Role.ORGANISER, "/staff"),
    (Role.ADMINISTRATOR, "{host}/settings"),
]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_pages_of_the_review_are_for_everyone(open_page, world, viewport):
    for role in dict(PAGES):
        page = open_page(viewport)
        sign_in(page, world["emails"][role])
        for address in (each for who, each in PAGES if who is role):
            answer = page.goto(address.format_map(world))
            assert answer is not None
            assert answer.ok, address
            expect(page.locator("h1")).to_have_count(1)
            assert_no_sideways_scroll(page)
            assert_accessible(page)
