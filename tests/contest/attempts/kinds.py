"""Rounds whose papers ask a question of each kind, one of them with a picture."""

import struct
import zlib
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from contest.attempts import papers_queries as papers
from contest.bank.models import Question, QuestionVersion
from contest.bank.picture_service import keep_pictures
from contest.contests import publishing_service
from contest.contests.models import Round
from contest.db import db
from contest.rules.drawing import LETTERS, Paper
from questions.model import Kind
from questions.pictures import picture_of
from tests.contest.attempts.factories import make_draft_round
from tests.contest.factories import NOON

OPTIONS = {
    Kind.SINGLE: {"Bộ phận Một cửa": True, "Nhà văn hóa": False, "Trạm y tế": False},
    Kind.SEVERAL: {"Nhận hồ sơ": True, "Thu phí riêng": False, "Trả kết quả": True},
    Kind.TRUE_FALSE: {"Đúng": True, "Sai": False},
    Kind.STATEMENTS: {
        "Hồ sơ nộp trực tuyến được": True,
        "Người dân phải nộp ở nơi cư trú": False,
        "Kết quả có thể nhận tại nhà": True,
        "Cán bộ được từ chối không nêu lý do": False,
    },
}


def a_png(width: int = 640, height: int = 240) -> bytes:
    """A whole picture, all of one grey."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = zlib.compress((b"\0" + b"\xb0" * width) * height)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


PICTURE = picture_of(a_png())


def ask_every_kind(round_: Round) -> None:
    """Let the pool of a draft be one question of each kind; that of statements has a picture."""
    keep_pictures([PICTURE], NOON)
    query = select(QuestionVersion).join(Question).where(Question.host_id == round_.contest.host_id)
    for version, kind in zip(db.session.scalars(query), OPTIONS, strict=True):
        version.kind = kind
        version.stem = f"Câu hỏi dạng {kind}"
        version.options = [
            {"text": text, "right": is_right, "stays": kind is Kind.TRUE_FALSE}
            for text, is_right in OPTIONS[kind].items()
        ]
        if kind is Kind.STATEMENTS:
            version.stem += f"\n{PICTURE.mark('Sơ đồ quy trình')}"
    db.session.commit()


def make_round_of_kinds(**details: Any) -> Round:
    """The same, published."""
    round_ = make_draft_round(pool=len(OPTIONS), asked=len(OPTIONS), **details)
    ask_every_kind(round_)
    publishing_service.publish(round_.contest, NOON - timedelta(days=1))
    db.session.commit()
    return round_


def place_of(paper: Paper, kind: Kind) -> int:
    """Where on the paper the question of that kind stands, from 1 on."""
    return next(at for at, each in enumerate(papers.asked(paper), 1) if each.kind is kind)


def choice_of(paper: Paper, kind: Kind, *texts: str) -> str:
    """The letters of the options so worded; of statements small ones for all the others."""
    place = place_of(paper, kind)
    written = papers.asked(paper)[place - 1].options
    shown = [written[at] for at in paper.items[place - 1].order]
    others = str.lower if kind is Kind.STATEMENTS else lambda _letter: ""
    pairs = zip(LETTERS, shown, strict=False)
    return "".join(letter if text in texts else others(letter) for letter, text in pairs)


def right_choices(paper: Paper) -> dict[Kind, str]:
    """For each kind what earns all its points."""
    return {
        kind: choice_of(paper, kind, *(text for text, is_right in options.items() if is_right))
        for kind, options in OPTIONS.items()
    }


def fields_of(paper: Paper, choices: dict[Kind, str]) -> dict[str, Any]:
    """The choices as the page's plain form sends them."""
    fields: dict[str, Any] = {"several": str(place_of(paper, Kind.SEVERAL))}
    for kind, choice in choices.items():
        name = f"q{place_of(paper, kind)}"
        if kind is Kind.STATEMENTS:
            fields |= {f"{name}{letter.upper()}": letter for letter in choice}
        else:
            fields[name] = list(choice)
    return fields
