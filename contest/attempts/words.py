"""What a page says of how far a paper is answered."""

from flask_babel import gettext

from contest.rules.completeness import Answered, Overview


def saved_note(done: Answered) -> str:
    """The note at a question; nothing where nothing is answered."""
    if done.is_blank:
        return ""
    return half_note(str(done.given), str(done.wanted)) if done.is_half else str(full_note())


def full_note() -> str:
    return str(gettext("✓ Đã lưu"))


def half_note(given: str, wanted: str) -> str:
    return str(gettext("✓ Đã lưu %(given)s/%(wanted)s ý", given=given, wanted=wanted))


def saved_state(found: Overview) -> str:
    """How many questions are answered; those begun are counted by themselves."""
    full, half = str(len(found.full)), str(len(found.half))
    return half_state(full, half) if found.half else full_state(full)


def full_state(full: str) -> str:
    return str(gettext("Đã lưu %(n)s câu", n=full))


def half_state(full: str, half: str) -> str:
    return str(gettext("Xong %(n)s câu, dở %(half)s câu", n=full, half=half))


def left_lines(found: Overview) -> list[tuple[int, str]]:
    """Of each question begun its position, and how many statements are left."""
    return [(position, _left(position, left)) for position, left in found.half]


def _left(position: int, left: int) -> str:
    return str(gettext("Câu %(number)s còn %(left)s ý chưa chọn", number=position, left=left))
