"""Mark-up that an organiser typed, made into HTML that can do no harm."""

import nh3
from flask import Flask
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
NUMERIC = {"th": "govuk-table__header--numeric", "td": "govuk-table__cell--numeric"}
CLASSES = {
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "h2": "govuk-heading-l",
    "h3": "govuk-heading-m",
    "h4": "govuk-heading-s",
    "h5": "govuk-heading-s",
    "h6": "govuk-heading-s",
    "hr": "govuk-section-break govuk-section-break--m govuk-section-break--visible",
    "blockquote": "govuk-inset-text",
    "table": "govuk-table",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
}
TAGS = {*CLASSES, "li", "strong", "em", "s", "code", "pre", "br", "sup", "sub"}
SCHEMES = {"http", "https", "mailto", "tel"}

_parser = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})


def register(app: Flask) -> None:
    app.jinja_env.filters["markdown"] = to_html


def to_html(text: str | None, top_level: int = 2) -> Markup:
    """Safe HTML; the first rank of heading becomes ``top_level``, since the page has its own h1."""
    tokens = _parser.parse(text or "")
    for token in tokens:
        _dress(token, top_level)
    html = _parser.renderer.render(tokens, _parser.options, {})
    return Markup(clean(html))  # noqa: S704  # cleaned by an allow-list on the same line


def clean(html: str) -> str:
    """Only the tags, attributes and schemes above; every link without referrer and endorsement."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes={
            tag: {*names.split(), NUMERIC.get(tag, "")} for tag, names in CLASSES.items()
        },
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )


def _dress(token: Token, top_level: int) -> None:
    if token.type in ("heading_open", "heading_close"):
        token.tag = f"h{min(int(token.tag[1]) + top_level - 1, 6)}"
    if token.nesting >= 0 and token.tag in CLASSES and token.type != "inline":
        is_numeric = token.attrs.pop("style", None) == "text-align:right"
        extra = f" {NUMERIC[token.tag]}" if is_numeric else ""
        token.attrSet("class", CLASSES[token.tag] + extra)
    for child in token.children or ():
        _dress(child, top_level)
