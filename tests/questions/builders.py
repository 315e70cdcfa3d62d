"""Questions for tests: a builder that needs nothing, and a strategy that makes any at all."""

from datetime import date

from hypothesis import strategies as st

from questions.model import Difficulty, Kind, LegalBasis, Option, Question
from questions.pictures import Picture, each_once

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x01"
PICTURES = st.binary(max_size=8).map(lambda end: Picture("image/png", PNG + end))
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2040, 1, 1))


def build_question(**given) -> Question:
    usual = {
        "code": "one-stop-001",
        "kind": Kind.SINGLE,
        "stem": "Cơ quan nào giải quyết thủ tục này?",
        "options": (Option("Ủy ban nhân dân cấp xã", is_right=True), Option("Sở Nội vụ")),
        "topic": "one-stop",
        "difficulty": Difficulty.EASY,
        "audiences": frozenset({"officials"}),
        "explanation": "Thẩm quyền thuộc cấp xã.",
        "basis": (LegalBasis("Nghị định số 118/2025/NĐ-CP", "Điều 14"),),
    }
    return Question(**usual | given)


QUESTIONS = st.builds(
    Question,
    code=TEXT,
    kind=st.sampled_from(Kind),
    stem=TEXT,
    options=st.lists(st.builds(Option, TEXT, st.booleans(), st.booleans()), max_size=4).map(tuple),
    topic=TEXT,
    difficulty=st.none() | st.sampled_from(Difficulty),
    audiences=st.frozensets(TEXT, max_size=3),
    explanation=TEXT,
    basis=st.lists(st.builds(LegalBasis, TEXT, TEXT), max_size=2).map(tuple),
    valid_from=DAYS,
    valid_to=DAYS,
    source=TEXT,
    pictures=st.lists(PICTURES, max_size=2).map(each_once),
)
