import pytest

from tests.browser.checks import DESK, PHONE, assert_accessible, assert_no_sideways_scroll


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_sign_in_page_is_for_everyone(open_page, viewport):
    page = open_page(viewport)
    page.goto("/staff/sign-in")
    assert_no_sideways_scroll(page)
    assert_accessible(page)


def test_a_wrong_password_is_told_without_scripts(plain_phone):
    plain_phone.goto("/staff/sign-in")
    plain_phone.locator("input[type=email], input[name=email]").first.fill("nobody@example.vn")
    plain_phone.locator("input[type=password]").fill("wrong")
    plain_phone.locator("main button[type=submit]").first.click()
    assert plain_phone.locator("input[name=email]").input_value() == "nobody@example.vn"
    assert plain_phone.locator(".govuk-error-summary").is_visible()
