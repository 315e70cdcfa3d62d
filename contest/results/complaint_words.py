"""What pages and the workbook say of complaints: kinds, states, terms, faults, the register."""

from collections.abc import Iterable, Mapping, Sequence

from flask_babel import LazyString, gettext, ngettext
from flask_babel import lazy_gettext as _l

from contest.contests.models import Contest
from contest.results import complaint_queries as queries
from contest.results.complaint_models import Channel, Complaint
from contest.rules.complaint_terms import Settings
from contest.rules.complaints import ComplaintFault, Effect, Kind, Part, State, Until
from contest.rules.numbers import format_contest_number
from contest.rules.working_days import Counted, Days
from contest.web import files
from contest.web.filters import day

KIND_NAMES: Mapping[Kind, LazyString] = {
    Kind.RESULT: _l("Kết quả bài thi"),
    Kind.REFUSAL: _l("Việc không được dự thi hoặc không được công nhận"),
    Kind.ANOTHER_ENTRANT: _l("Một người dự thi khác"),
    Kind.RUNNING: _l("Việc tổ chức cuộc thi"),
}
STATE_NAMES: Mapping[State, LazyString] = {
    State.RECEIVED: _l("Đã tiếp nhận"),
    State.TAKEN_UP: _l("Đang giải quyết"),
    State.ANSWERED: _l("Đã trả lời"),
    State.NOT_TAKEN_UP: _l("Không thụ lý"),
    State.WITHDRAWN: _l("Đã rút"),
}
STATE_COLOURS: Mapping[State, str] = {
    State.RECEIVED: "yellow",
    State.TAKEN_UP: "blue",
    State.ANSWERED: "green",
    State.NOT_TAKEN_UP: "grey",
    State.WITHDRAWN: "grey",
}
CHANNEL_NAMES: Mapping[Channel, LazyString] = {
    Channel.ONLINE: _l("Gửi trên trang"),
    Channel.PAPER: _l("Đơn giấy"),
}
EFFECT_NAMES: Mapping[Effect, LazyString] = {
    Effect.NONE: _l("Giữ nguyên"),
    Effect.REMARK: _l("Chấm lại"),
    Effect.REINSTATED: _l("Công nhận lại người dự thi"),
    Effect.PASSED_ON: _l("Chuyển cơ quan khác giải quyết"),
}
PART_NAMES: Mapping[Part, LazyString] = {
    Part.SET_KEY: _l("đã soạn, thẩm định hoặc duyệt câu hỏi, đáp án"),
    Part.MARKED: _l("đã chấm bài này"),
    Part.RANKED: _l("đã tính hoặc quyết định thứ hạng"),
    Part.VERIFIED: _l("đã xác minh người này"),
    Part.REFUSED: _l("đã quyết định không công nhận"),
    Part.RAN: _l("đã quyết định việc tổ chức đợt thi"),
    Part.HELPED: _l("đã nhập bài, cho thêm giờ hoặc mở lại bài"),
    Part.COMPLAINS: _l("là người khiếu nại"),
    Part.COMPLAINED_OF: _l("là người bị khiếu nại"),
    Part.RELATIVE: _l("là người thân của người liên quan"),
}
FAULTS: Mapping[ComplaintFault, LazyString] = {
    ComplaintFault.NOT_KNOWN: _l("Thể lệ không quy định việc khiếu nại."),
    ComplaintFault.NOTHING_TO_COMPLAIN_OF: _l("Chưa có kết quả nào để khiếu nại."),
    ComplaintFault.NOT_ENTERED: _l("Người gửi không đăng ký dự thi cuộc thi này."),
    ComplaintFault.NOT_OWN: _l("Chỉ được khiếu nại về kết quả hoặc quyết định của chính mình."),
    ComplaintFault.LATE: _l("Đơn gửi sau ngày cuối nhận khiếu nại."),
}


def days_words(days: Days) -> str:
    """5 ngày làm việc; 10 ngày."""
    if days.counted is Counted.WORKING:
        return str(ngettext("%(num)d ngày làm việc", "%(num)d ngày làm việc", days.count))
    return str(ngettext("%(num)d ngày", "%(num)d ngày", days.count))


def window_words(settings: Settings) -> str:
    """Until when complaints are taken, as the regulation says it."""
    window = settings.window
    if isinstance(window, Days):
        return str(
            gettext(
                "Nhận khiếu nại trong %(days)s kể từ ngày công bố kết quả hoặc ngày có quyết định "
                "bị khiếu nại; ngày công bố không tính.",
                days=days_words(window),
            )
        )
    if isinstance(window, Until):
        return str(gettext("Nhận khiếu nại đến hết ngày %(day)s.", day=day(window.day)))
    if settings.awarding is None:
        return str(gettext("Nhận khiếu nại đến trước ngày trao giải (chưa định ngày)."))
    return str(
        gettext("Nhận khiếu nại đến trước ngày trao giải %(day)s.", day=day(settings.awarding))
    )


def answer_words(settings: Settings) -> str:
    return str(
        gettext(
            "Ban Tổ chức trả lời trong %(days)s kể từ ngày nhận đơn.",
            days=days_words(settings.answer),
        )
    )


def terms_lines(contest: Contest) -> list[str]:
    """What everybody is told of complaints; nothing where the regulation says nothing."""
    settings = queries.settings_of(contest)
    if settings is None:
        return []
    place = [gettext("Đơn giấy gửi về: %(place)s", place=settings.place)] if settings.place else []
    return [window_words(settings), answer_words(settings), *map(str, place)]


def late_words(complaint: Complaint, settings: Settings | None) -> str:
    """Why a late one is late, by the rule; nothing for one that came in time."""
    if complaint.fault != ComplaintFault.LATE or settings is None:
        return ""
    return str(
        gettext(
            "Đơn gửi ngày %(received)s, sau ngày cuối nhận khiếu nại là %(last)s. %(rule)s "
            "Đơn vẫn được ghi vào sổ và Ban Tổ chức sẽ trả lời có thụ lý hay không.",
            received=day(complaint.received_on),
            last=day(complaint.last_on),
            rule=window_words(settings),
        )
    )


def fault_words(complaint: Complaint) -> str:
    """What stands against it; nothing where nothing does."""
    return str(FAULTS[ComplaintFault(complaint.fault)]) if complaint.fault else ""


def parts_words(parts: Iterable[Part]) -> str:
    """Why somebody may not answer."""
    return ", ".join(str(PART_NAMES[each]) for each in sorted(parts))


def register_table(complaints: Sequence[Complaint], names: Mapping[int, str]) -> files.Table:
    """The register as a sheet; ``names`` of who complains, by the complaint's id."""
    columns = (
        _l("Số"),
        _l("Ngày nhận"),
        _l("Hình thức"),
        _l("Người khiếu nại"),
        _l("Số báo danh"),
        _l("Về việc"),
        _l("Đợt thi"),
        _l("Người bị khiếu nại (số báo danh)"),
        _l("Câu số"),
        _l("Nội dung"),
        _l("Ngày cuối nhận khiếu nại"),
        _l("Ghi chú khi nhận"),
        _l("Hạn trả lời"),
        _l("Tình trạng"),
        _l("Người giải quyết"),
        _l("Hướng giải quyết"),
        _l("Trả lời"),
        _l("Trả lời lúc"),
        _l("Thực hiện xong lúc"),
    )
    return files.Table(
        "register",
        gettext("Sổ khiếu nại"),
        tuple(map(str, columns)),
        lambda: [_line(each, names[each.id]) for each in complaints],
    )


def _line(each: Complaint, name: str) -> tuple[files.Cell, ...]:
    about = each.about_person
    is_other = about is not None and about is not each.person
    return (
        str(each.label),
        day(each.received_on),
        str(CHANNEL_NAMES[each.channel]),
        name,
        format_contest_number(each.person.number) if each.person else "",
        str(KIND_NAMES[each.kind]),
        each.round.title if each.round else "",
        format_contest_number(about.number) if about is not None and is_other else "",
        each.position,
        each.words,
        day(each.last_on),
        fault_words(each),
        day(each.answer_by),
        str(STATE_NAMES[each.state]),
        each.answerer.name if each.answerer else "",
        str(EFFECT_NAMES[each.effect]) if each.effect else "",
        each.answer,
        each.answered_at,
        each.effect_done_at,
    )
