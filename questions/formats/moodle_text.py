"""A text of Moodle's XML: its markup in one of four formats, and the files that came with it."""

import re
from collections.abc import Mapping
from html import escape

from lxml import etree

from questions.formats.html_text import Found, PlainText, decoded, plain

BLANKS = " \t\n"
HTML = "html"
PLAIN = "plain_text"
AUTO = "moodle_auto_format"
MARKDOWN = "markdown"
_NO_TEXT = PlainText("")
_LINE_ENDS = re.compile(r"\r\n?")


def text_of(element: etree._Element | None, inherited: str = HTML) -> PlainText:
    """The text of an element as people see it; none where there is none.

    Plain text and Markdown stay as they are written, but for blanks around them.
    """
    if element is None:
        return _NO_TEXT
    form = element.get("format", "") or inherited
    markup = markup_of(element)
    if form in (PLAIN, MARKDOWN):
        return PlainText(_LINE_ENDS.sub("\n", markup).strip(BLANKS))
    lines = markup.strip(BLANKS).replace("\n", "<br>") if form == AUTO else markup
    return plain(lines, files_of(element))


def markup_of(element: etree._Element | None) -> str:
    """What stands in ``text``, or in the element itself; tags that no CDATA keeps are markup."""
    if element is None:
        return ""
    holder = element.find("text")
    if holder is None:
        return element.text or ""
    if len(holder) == 0:
        return holder.text or ""
    inner = (etree.tostring(child, encoding="unicode") for child in holder)
    return escape(holder.text or "", quote=False) + "".join(inner)


def files_of(element: etree._Element) -> Mapping[str, Found]:
    """The pictures that came with a text, by the names under which it shows them."""
    return {_path(file): decoded((file.text or "").strip()) for file in element.iterfind("file")}


def _path(file: etree._Element) -> str:
    return f"{file.get('path', '').strip('/')}/{file.get('name', '')}".lstrip("/")
