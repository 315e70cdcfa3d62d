"""What pages say of how far a paper is answered, and of why none can be started."""

from flask_babel import gettext, ngettext

from contest.clock import instant
from contest.errors import AttemptsUsedUp
from contest.rules.allowances import LimitReached, Per
from contest.rules.completeness import Answered, Overview
from contest.rules.timing import StartRefusal, StartRefused
from contest.web.filters import moment


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


def why_not(refused: StartRefused | AttemptsUsedUp) -> str:
    """Which rule does not let an attempt start, and when one can; "" where the refusal says it."""
    if isinstance(refused, StartRefused):
        return _when_open(refused)
    reached, next_ms = refused.details["reached"], refused.details["next_ms"]
    if not isinstance(reached, LimitReached):
        return ""
    if isinstance(next_ms, int):
        again = gettext("Bạn thi tiếp được từ %(when)s.", when=moment(instant(next_ms)))
    else:
        again = gettext("Mời bạn xem kết quả khi được công bố.")
    return f"{_limit(reached)} {again}"


def _when_open(refused: StartRefused) -> str:
    if refused.opens_ms is None:
        return ""
    when = moment(instant(refused.opens_ms))
    if refused.code == StartRefusal.TOO_EARLY:
        return str(gettext("Đợt thi mở lúc %(when)s. Mời bạn quay lại khi đó.", when=when))
    if refused.code == StartRefusal.SUSPENDED:
        return str(gettext("Ban Tổ chức đang tạm dừng đợt thi và mở lại lúc %(when)s.", when=when))
    return str(gettext("Đợt thi mở lại lúc %(when)s. Mời bạn quay lại khi đó.", when=when))


def _limit(reached: LimitReached) -> str:
    count = reached.limit.count or 0
    if reached.limit.per is Per.DAY:
        text = ngettext(
            "Theo thể lệ, mỗi ngày thi nhiều nhất %(num)d lượt và hôm nay bạn đã thi đủ.",
            "Theo thể lệ, mỗi ngày thi nhiều nhất %(num)d lượt và hôm nay bạn đã thi đủ.",
            count,
        )
    elif reached.limit.per is Per.WEEK:
        text = ngettext(
            "Theo thể lệ, mỗi tuần thi nhiều nhất %(num)d lượt và tuần này bạn đã thi đủ.",
            "Theo thể lệ, mỗi tuần thi nhiều nhất %(num)d lượt và tuần này bạn đã thi đủ.",
            count,
        )
    elif reached.limit.per is Per.CONTEST:
        text = ngettext(
            "Theo thể lệ, cả cuộc thi mỗi người thi nhiều nhất %(num)d lượt và bạn đã thi đủ.",
            "Theo thể lệ, cả cuộc thi mỗi người thi nhiều nhất %(num)d lượt và bạn đã thi đủ.",
            count,
        )
    else:
        text = ngettext(
            "Theo thể lệ, mỗi người thi nhiều nhất %(num)d lượt trong đợt này và bạn đã thi đủ.",
            "Theo thể lệ, mỗi người thi nhiều nhất %(num)d lượt trong đợt này và bạn đã thi đủ.",
            count,
        )
    return str(text)


def not_now(refused: StartRefused | AttemptsUsedUp) -> str:
    """The title where the limit ends by itself; "" where the refusal's own will do."""
    is_for_now = isinstance(refused, AttemptsUsedUp) and refused.details["next_ms"]
    return str(gettext("Lúc này bạn chưa thi tiếp được")) if is_for_now else ""


def void_warning(left: Overview) -> str:
    """Where all must be answered: what a blank question does, told before handing in."""
    blank = ", ".join(str(each) for each in left.blank)
    return str(
        ngettext(
            "Câu %(blank)s chưa trả lời: theo thể lệ bài này sẽ không được tính.",
            "Các câu %(blank)s chưa trả lời: theo thể lệ bài này sẽ không được tính.",
            len(left.blank),
            blank=blank,
        )
    )
