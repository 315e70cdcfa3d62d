from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.web.markdown import SCHEMES, TAGS, clean, to_html

NASTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](https://evil.example/track.png)",
    "<a href='javascript:alert(1)'>x</a>",
    "<svg onload=alert(1)>",
    '<p style="position:fixed">x</p>',
    "<iframe src=//evil.example></iframe>",
    '[x](https://a.example "\\" onmouseover=\\"alert(1)")',
    "```html\n<script>alert(1)</script>\n```",
]


class Reader(HTMLParser):
    """What a browser would see: each tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.schemes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.schemes |= {value.partition(":")[0] for name, value in attrs if name == "href"}


@pytest.mark.parametrize("text", NASTY)
def test_nothing_runs_or_is_fetched(text):
    seen = Reader(to_html(text))
    assert seen.tags <= TAGS
    assert seen.attributes <= {"class", "href", "rel", "start", "title"}
    assert seen.schemes <= SCHEMES


@given(st.text(alphabet="<>[]()!&#;:'\"/ =abjsx`*\n"))
def test_cleaning_again_changes_nothing(text):
    html = str(to_html(text))
    assert clean(html) == html


def test_the_first_heading_is_below_the_pages_own():
    assert to_html("# Thể lệ").strip() == '<h2 class="govuk-heading-l">Thể lệ</h2>'


def test_headings_go_no_deeper_than_six():
    assert to_html("###### Chú thích", 3).startswith("<h6")


def test_a_link_endorses_nobody():
    assert 'rel="nofollow noopener noreferrer"' in to_html("[x](https://quangtri.gov.vn)")


def test_a_column_of_numbers_stands_to_the_right():
    assert "govuk-table__cell--numeric" in to_html("| Giải | Số |\n|---|--:|\n| Nhất | 1 |")


def test_a_list_keeps_its_items():
    assert to_html("1. Đăng ký\n2. Dự thi").count("<li>") == 2


def test_no_text_is_no_page():
    assert to_html(None) == ""
