"""Documents as PDF, laid out by Typst; what they say is data, never mark-up."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

WEB = Path(__file__).parent
TEMPLATES, FONTS = WEB / "templates", WEB / "print_fonts"


def render(template: str, data: Mapping[str, Any], now: datetime) -> bytes:
    """Lay a document out; the same data and the same time give the same bytes.

    ``data`` reaches the template as one JSON text, whose strings Typst shows as they are: nothing
    that a person typed is read as mark-up.  Only our own fonts and templates can be read.
    """
    made: bytes = typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(now.timestamp()),
    )
    return made
