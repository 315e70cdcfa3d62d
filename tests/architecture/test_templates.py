"""Templates hold nothing inline and fetch nothing from elsewhere, as the CSP demands."""

import re

import pytest

from tests.architecture.source import below, short

TEMPLATES = below("contest", suffix=".html")
FORBIDDEN = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "an event handler": r"<[^>]*\son[a-z]+\s*=",
    "a script in the page": r"<script(?![^>]*\ssrc\s*=)",
    "a style sheet in the page": r"<style\b",
    "something fetched from another host": (
        r"<(script|img|link|iframe|source|audio|video)\b[^>]*\s(src|href)\s*=\s*[\"']?(https?:)?//"
    ),
    "a javascript: address": r"javascript:",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has(what):
    pattern = re.compile(FORBIDDEN[what], re.IGNORECASE)
    assert not [short(path) for path in TEMPLATES if pattern.search(path.read_text("utf-8"))]


def test_no_page_in_code():
    """Words and mark-up live in templates."""
    pages = re.compile(r"[\"'](<div|<p>|<span|<table|<a href)")
    code = [path for path in below("contest") if "web" not in path.parts]
    assert not [short(path) for path in code if pages.search(path.read_text("utf-8"))]
