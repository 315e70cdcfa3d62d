"""HTML cut into tags and text, in one pass: no tree, so no nesting is too deep for it.

Whatever stands between ``<`` and the next ``>`` outside quotes is a tag, as browsers have it.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

_OPENING = re.compile(r"<(?=[A-Za-z!?]|/[A-Za-z])")
_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>]*+)((?:[^>"']+|"[^"]*"|'[^']*')*+)>""")
_TAG_WITH_LONE_QUOTE = re.compile(r"<(/?)([A-Za-z][^\s/>]*+)([^>]*+)>")
_ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]*))?""")
_ENDLESS_NUMBER = re.compile(r"&#[0-9]{9,};?")
_RAW = ("iframe", "noembed", "script", "style", "textarea", "title", "xmp")
_RAW_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
_ENCLOSED = {"<!--": "-->", "<![CDATA[": "]]>"}


@dataclass(frozen=True)
class Tag:
    """A tag by its name in small letters, without its namespace."""

    name: str
    closes: bool = False
    inner: str = ""

    @cached_property
    def attributes(self) -> Mapping[str, str]:
        found = _ATTRIBUTE.findall(self.inner)
        return {name.lower(): unescape(_unquoted(value)) for name, value in reversed(found)}


def tokens(markup: str) -> Iterator[str | Tag]:
    """Give text (its entities decoded) and tags in their order.

    What is inside scripts, styles and other elements that hold no markup is left out; their tags
    are given.  Comments and declarations are left out too; a last tag without an end is text.
    """
    at, tag_pattern = 0, _TAG
    while opening := _OPENING.search(markup, at):
        if opening.start() > at:
            yield unescape(markup[at : opening.start()])
        start, ahead = opening.start(), markup[opening.start() + 1]
        if ahead in "!?":
            text, at = _declaration(markup, start)
            yield text
            continue
        match = tag_pattern.match(markup, start)
        if match is None:  # once and for all: looking for the quote's end each time takes n² steps
            tag_pattern = _TAG_WITH_LONE_QUOTE
            match = tag_pattern.match(markup, start)
        if match is None:
            at = start
            break
        tag = Tag(match[2].rpartition(":")[2].lower(), bool(match[1]), match[3])
        yield tag
        at = _after(markup, tag, match.end())
    yield unescape(markup[at:])


def unescape(text: str) -> str:
    """Decode entities; numbers beyond all characters become the replacement character."""
    return html.unescape(_ENDLESS_NUMBER.sub("\ufffd", text)) if "&" in text else text


def _declaration(markup: str, start: int) -> tuple[str, int]:
    """What a comment, declaration or CDATA section shows (only the last does), and its end."""
    for begin, end in _ENCLOSED.items():
        if markup.startswith(begin, start):
            found = markup.find(end, start + len(begin))
            after = len(markup) if found < 0 else found + len(end)
            inner = markup[start + len(begin) : len(markup) if found < 0 else found]
            return ("" if begin == "<!--" else inner), after
    found = markup.find(">", start)
    return "", len(markup) if found < 0 else found + 1


def _after(markup: str, tag: Tag, end: int) -> int:
    """Where reading goes on: an element that holds no markup is passed over."""
    if tag.closes or tag.name not in _RAW_ENDS or tag.inner.endswith("/"):
        return end
    closing = _RAW_ENDS[tag.name].search(markup, end)
    return closing.start() if closing else len(markup)


def _unquoted(value: str) -> str:
    return value[1:-1] if value[:1] in ("'", '"') and value[-1:] == value[:1] else value
