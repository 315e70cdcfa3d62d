"""What acts upon a running contest are called, why one cannot be done, and what it does."""

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from contest.clock import instant
from contest.rules.official_paper import PaperFault
from contest.rules.result_way import Obstacle
from contest.rules.run_acts import Effect, RunFault, RunKind
from contest.rules.suspensions import OpenAttempts
from contest.web.filters import closing

ACTS = {
    RunKind.EXTEND: "round-extended",
    RunKind.SUSPEND: "round-suspended",
    RunKind.RESUME: "round-resumed",
    RunKind.ANNUL: "round-annulled",
    RunKind.POSTPONE: "contest-postponed",
    RunKind.CALL_OFF: "contest-called-off",
}
KIND_NAMES = {
    RunKind.EXTEND: _l("Gia hạn đợt thi"),
    RunKind.SUSPEND: _l("Tạm dừng đợt thi"),
    RunKind.RESUME: _l("Cho đợt thi tiếp tục"),
    RunKind.ANNUL: _l("Hủy kết quả đợt thi"),
    RunKind.POSTPONE: _l("Lùi lịch cuộc thi"),
    RunKind.CALL_OFF: _l("Thôi tổ chức cuộc thi"),
}
KIND_HINTS = {
    RunKind.EXTEND: _l("Đợt thi đóng muộn hơn. Bài bị giờ đóng cũ cắt ngắn được thêm giờ."),
    RunKind.SUSPEND: _l("Không ai vào thi được nữa cho đến khi bạn cho tiếp tục."),
    RunKind.RESUME: _l("Mọi người vào thi lại được. Đồng hồ đang dừng chạy tiếp."),
    RunKind.ANNUL: _l("Kết quả của đợt không được tính. Có thể lập ngay một đợt thi lại."),
    RunKind.POSTPONE: _l("Mọi đợt thi lùi đi như nhau. Chỉ làm được khi chưa ai vào thi."),
    RunKind.CALL_OFF: _l("Cuộc thi không tổ chức nữa. Chỉ làm được khi chưa ai vào thi."),
}
FATE_NAMES = {
    OpenAttempts.STOPPED_CLOCK: _l("Dừng đồng hồ: khi tiếp tục, họ được bù đủ thời gian đã dừng"),
    OpenAttempts.RUN_ON: _l("Để họ làm tiếp đến hết giờ của mình"),
    OpenAttempts.HANDED_IN: _l("Nộp bài ngay, với những câu đã lưu"),
}
NOTICES = {
    RunKind.EXTEND: _l("Đợt thi được gia hạn. Mời xem giờ đóng mới trên trang cuộc thi."),
    RunKind.SUSPEND: _l("Đợt thi tạm dừng. Ban Tổ chức sẽ thông báo khi thi tiếp."),
    RunKind.RESUME: _l("Đợt thi tiếp tục."),
    RunKind.ANNUL: _l("Kết quả của đợt thi này bị hủy. Ban Tổ chức sẽ thông báo việc thi lại."),
    RunKind.POSTPONE: _l("Cuộc thi lùi lịch. Mời xem giờ mới trên trang cuộc thi."),
    RunKind.CALL_OFF: _l("Cuộc thi không tổ chức nữa. Ban Tổ chức xin lỗi về sự bất tiện này."),
}
_FAULTS = {
    RunFault.REASON_MISSING: ("reason", _l("Vui lòng nhập lý do.")),
    RunFault.TIME_MISSING: ("to_at", _l("Vui lòng nhập ngày và giờ mới.")),
    RunFault.FATE_MISSING: ("fate", _l("Vui lòng chọn.")),
    RunFault.ROUND_NOT_OPEN: ("", _l("Đợt thi không mở nên không có gì để tạm dừng.")),
    RunFault.SUSPENDED_ALREADY: ("", _l("Đợt thi đang tạm dừng rồi.")),
    RunFault.NOT_SUSPENDED: ("", _l("Đợt thi không bị tạm dừng.")),
    RunFault.RESULT_TOO_FAR: (
        "",
        _l("Đợt thi đã kết thúc, có thể đã có người xem đáp án, nên không mở lại được."),
    ),
    RunFault.OVER_ALREADY: ("", _l("Việc này đã làm rồi, hoặc đợt thi đã kết thúc.")),
    PaperFault.MISSING: ("number", _l("Vui lòng nhập số, ký hiệu quyết định.")),
    PaperFault.NUMBER_MISSING: ("number", _l("Vui lòng nhập số, ký hiệu quyết định.")),
    PaperFault.DATE_MISSING: ("issued_on", _l("Vui lòng nhập ngày ký.")),
    PaperFault.SIGNER_MISSING: ("signer", _l("Vui lòng nhập người ký.")),
    PaperFault.IN_FUTURE: ("issued_on", _l("Ngày ký không thể sau hôm nay.")),
    PaperFault.TOO_EARLY: ("issued_on", _l("Ngày ký quá sớm. Vui lòng xem lại.")),
}


def obstacle(found: Obstacle) -> tuple[str, str]:
    """At which field it is said ("": at the top), and what."""
    if found.code == RunFault.NOT_LATER:
        when = closing(instant(int(found.values["ms"])))
        return "to_at", str(gettext("Giờ mới phải sau %(when)s.", when=when))
    if found.code == RunFault.STARTED_ALREADY:
        count = int(found.values["count"])
        text = ngettext(
            "Đã có %(num)d lượt vào thi. Muốn dừng, mời bạn tạm dừng hoặc hủy từng đợt.",
            "Đã có %(num)d lượt vào thi. Muốn dừng, mời bạn tạm dừng hoặc hủy từng đợt.",
            count,
        )
        return "", str(text)
    field, text = _FAULTS.get(found.code, ("", _l("Lúc này không làm được việc này.")))  # type: ignore[call-overload]  # a code is the enum's value
    return field, str(text)


def effect_lines(counts: dict[Effect, int]) -> list[str]:
    """What the act does to those who are sitting now."""
    lines = [_effect(effect, count) for effect, count in counts.items() if count]
    return lines or [str(gettext("Lúc này không có ai đang làm bài."))]


def _effect(effect: Effect, count: int) -> str:
    if effect is Effect.LONGER:
        text = ngettext(
            "%(num)d bài đang làm được thêm giờ.", "%(num)d bài đang làm được thêm giờ.", count
        )
    elif effect is Effect.STOPPED:
        text = ngettext(
            "%(num)d bài đang làm được dừng đồng hồ.",
            "%(num)d bài đang làm được dừng đồng hồ.",
            count,
        )
    elif effect is Effect.HANDED_IN:
        text = ngettext(
            "%(num)d bài đang làm bị nộp ngay.", "%(num)d bài đang làm bị nộp ngay.", count
        )
    elif effect is Effect.VOID:
        text = ngettext(
            "%(num)d bài đang làm kết thúc ngay và không được tính.",
            "%(num)d bài đang làm kết thúc ngay và không được tính.",
            count,
        )
    else:
        text = ngettext(
            "%(num)d bài đang làm không thay đổi gì.",
            "%(num)d bài đang làm không thay đổi gì.",
            count,
        )
    return str(text)
