"""What claims of prizes, their terms and their states are called."""

from collections.abc import Iterable, Mapping

from flask_babel import LazyString, gettext, ngettext
from flask_babel import lazy_gettext as _l

from contest.contests import prize_queries
from contest.contests.models import Contest
from contest.results import claim_queries as queries
from contest.results.claim_models import PrizeClaim
from contest.results.claim_preview_service import Heir
from contest.results.claim_queries import Won
from contest.results.complaint_models import Complaint
from contest.rules.claims import After, ClaimFault, Passing, State, Terms
from contest.rules.numbers import format_contest_number
from contest.rules.payees import HIDDEN, Handing, Payee, PayeeFault
from contest.rules.working_days import Counted
from contest.web.filters import day, number

STATE_NAMES: Mapping[State, LazyString] = {
    State.NOT_ASKED: _l("Chưa trao"),
    State.OPEN: _l("Chờ người đạt giải"),
    State.CLAIMED: _l("Đã đăng ký nhận, chưa trao"),
    State.OVERDUE: _l("Quá hạn, chờ quyết định"),
    State.LAPSED: _l("Không nhận, giải không trao"),
    State.PASSED_ON: _l("Không nhận, đã chuyển giải"),
    State.HANDED_OVER: _l("Đã trao"),
    State.NOT_WON: _l("Không có trong danh sách đã công bố"),
}
OWN_STATE_NAMES: Mapping[State, LazyString] = {
    **STATE_NAMES,
    State.OPEN: _l("Bạn chưa đăng ký nhận"),
    State.OVERDUE: _l("Đã hết hạn nhận"),
}
STATE_COLOURS: Mapping[State, str] = {
    State.NOT_ASKED: "blue",
    State.OPEN: "blue",
    State.CLAIMED: "yellow",
    State.OVERDUE: "red",
    State.LAPSED: "grey",
    State.PASSED_ON: "grey",
    State.HANDED_OVER: "green",
    State.NOT_WON: "grey",
}
HANDING_NAMES: Mapping[Handing, LazyString] = {
    Handing.OFFICE: _l("Đến nhận trực tiếp"),
    Handing.BANK: _l("Chuyển khoản ngân hàng"),
    Handing.POST: _l("Gửi qua bưu điện"),
}
AFTER_NAMES: Mapping[After, LazyString] = {
    After.PASSES_ON: _l("Giải chuyển cho người xếp hạng kế tiếp"),
    After.LAPSES: _l("Giải không trao nữa"),
}
COUNTED_NAMES: Mapping[Counted, LazyString] = {
    Counted.WORKING: _l("ngày làm việc (không tính thứ Bảy, Chủ nhật, ngày nghỉ lễ)"),
    Counted.CALENDAR: _l("ngày theo lịch"),
}
PASSING_NAMES: Mapping[Passing, LazyString] = {
    Passing.COMPUTING: _l("Máy đang tính lại danh sách giải. Mời bạn chờ ít phút."),
    Passing.NOT_COMPUTED: _l(
        "Danh sách đã công bố chưa đổi theo việc chuyển giải này. Mời Ban Giám khảo bấm "
        "“Tính lại kết quả” của đợt thi."
    ),
    Passing.OTHER_RESULT: _l(
        "Danh sách đã công bố chưa đổi theo việc chuyển giải này, vì bảng xếp hạng tính lại khác "
        "với bảng đã công bố. Mời Ban Tổ chức đưa về kết quả tạm thời rồi công bố lại."
    ),
}
FAULTS: Mapping[str, LazyString] = {
    ClaimFault.NOT_ASKED: _l("Thể lệ cuộc thi này không yêu cầu đăng ký nhận giải."),
    ClaimFault.NOT_WON: _l("Theo kết quả đã công bố, người này không đạt giải."),
    ClaimFault.LATE: _l(
        "Đã hết hạn nhận giải. Nếu có lý do chính đáng, mời gọi ngay Ban Tổ chức để xin gia hạn."
    ),
    ClaimFault.ENDED: _l("Giải này đã hết hạn nhận và đã được quyết định."),
    ClaimFault.HANDED_OVER: _l("Giải này đã trao, vì vậy không sửa được nữa."),
    ClaimFault.NOT_OVERDUE: _l("Giải này chưa quá hạn hoặc đã có người nhận."),
    ClaimFault.NOT_CLAIMED: _l(
        "Người đạt giải chưa đăng ký nhận. Mời bạn ghi cách nhận giải trước, rồi ghi đã trao."
    ),
    ClaimFault.UNDER_COMPLAINT: _l("Giải này đang bị khiếu nại nên chưa trao, chưa chuyển được."),
    ClaimFault.DAY_NOT_LATER: _l("Ngày gia hạn phải sau hạn hiện nay và chưa qua."),
    ClaimFault.DAY_IN_FUTURE: _l("Ngày trao không thể ở tương lai."),
    ClaimFault.REASON_MISSING: _l("Vui lòng ghi lý do."),
    ClaimFault.NOT_COMPUTED: _l(
        "Từ lần tính kết quả gần nhất đã có thay đổi (công nhận người dự thi, đáp án, quyết định "
        "của Ban Tổ chức). Mời Ban Giám khảo bấm “Tính lại kết quả” của đợt thi trước khi chuyển "
        "giải."
    ),
    ClaimFault.OTHER_RESULT: _l(
        "Bảng xếp hạng đã được tính lại, khác với bảng đã công bố. Mời Ban Tổ chức công bố lại "
        "kết quả trước khi chuyển giải."
    ),
    PayeeFault.ACCOUNT_MISSING: _l("Vui lòng nhập số tài khoản."),
    PayeeFault.ACCOUNT_UNREADABLE: _l(
        "Số tài khoản gồm 6 đến 24 chữ số hoặc chữ cái. Vui lòng xem lại và nhập lại."
    ),
}


def fault_words(code: str, complaints: Iterable[Complaint] = ()) -> str:
    """Why it cannot be done; a complaint in the way is named by its number."""
    numbers = ", ".join(str(each.label) for each in complaints)
    if code == ClaimFault.UNDER_COMPLAINT and numbers:
        return str(
            gettext(
                "Giải này đang bị khiếu nại (đơn số %(numbers)s) nên chưa trao, chưa chuyển được. "
                "Mời bạn chờ đơn được giải quyết xong.",
                numbers=numbers,
            )
        )
    return str(FAULTS[code])


def staff_fault_words(code: str) -> str:
    """Why staff cannot write a claim down."""
    if code == ClaimFault.LATE:
        return str(
            gettext(
                "Đã hết hạn nhận giải. Mời Ban Tổ chức gia hạn cho người này, "
                "rồi ghi cách nhận giải."
            )
        )
    return fault_words(code)


def days_words(terms: Terms) -> str:
    """So many days, and which are counted."""
    count = terms.days.count
    if terms.days.counted is Counted.WORKING:
        return str(ngettext("%(num)d ngày làm việc", "%(num)d ngày làm việc", count))
    return str(ngettext("%(num)d ngày", "%(num)d ngày", count))


def terms_lines(contest: Contest) -> list[str]:
    """What everybody is told of claiming prizes; nothing where nobody is asked to."""
    terms = queries.terms_of(contest)
    if terms is None:
        return []
    if terms.until:
        last = gettext(
            "Người đạt giải đăng ký nhận giải chậm nhất ngày %(day)s; ai được chuyển giải hoặc "
            "có kết quả từ ngày đó trở đi thì có %(days)s.",
            day=day(terms.until),
            days=days_words(terms),
        )
    else:
        last = gettext(
            "Người đạt giải đăng ký nhận giải trong %(days)s kể từ ngày công bố kết quả.",
            days=days_words(terms),
        )
    after = {
        After.PASSES_ON: gettext(
            "Quá hạn không nhận thì Ban Tổ chức chuyển giải cho người xếp hạng kế tiếp."
        ),
        After.LAPSES: gettext("Quá hạn không nhận thì giải không trao nữa."),
    }[terms.after]
    place = [gettext("Nơi trao giải: %(place)s", place=terms.place)] if terms.place else []
    return [str(each) for each in (last, after, *place)]


def of_what(won: Won) -> str:
    """Of the round, or of the whole contest."""
    return won.round.title if won.round else str(gettext("Cả cuộc thi"))


def prize_words(won: Won) -> str:
    """The prize and its money."""
    if won.award is None:
        return "–"
    title, amount = won.award.prize.title, won.award.amount
    return f"{title} ({number(amount)} {gettext('đồng')})" if amount else title


def heir_lines(contest: Contest, heirs: Iterable[Heir]) -> list[str]:
    """Whose prize would change, from what to what."""
    titles = {each.id: each.title for each in prize_queries.list_prizes(contest)}

    def said(prize: tuple[int, int] | None) -> str:
        if prize is None:
            return str(gettext("không có giải"))
        return f"{titles.get(prize[0], '')} ({number(prize[1])} {gettext('đồng')})"

    return [
        f"{each.person.name}, {format_contest_number(each.person.number)}: "
        f"{said(each.before)} → {said(each.after)}"
        for each in heirs
    ]


def payee_rows(payee: Payee) -> list[tuple[str, str]]:
    """How the prize is wished for, as names and values."""
    rows = (
        (gettext("Cách nhận"), str(HANDING_NAMES[payee.handing])),
        (gettext("Ngân hàng"), payee.bank),
        (gettext("Số tài khoản"), payee.account),
        (gettext("Chủ tài khoản"), payee.holder),
        (
            gettext("Địa chỉ nhận"),
            gettext("đã ghi địa chỉ") if payee.address == HIDDEN else payee.address,
        ),
    )
    return [(name, value) for name, value in rows if value]


def payment_lines(row: PrizeClaim) -> list[str]:
    """What was handed over each time, when, by whom and against which signed paper."""
    return [
        str(
            gettext(
                "Đã trao %(prize)s, %(amount)s đồng, ngày %(day)s, người trao %(by)s, %(receipt)s",
                prize=each.prize.title,
                amount=number(each.amount),
                day=day(each.handed_on),
                by=each.handed_by,
                receipt=each.receipt,
            )
        )
        for each in row.payments
    ]


def more_words(won: Won) -> str:
    """What staff do of a prize that grew after it was handed over."""
    if not won.owed:
        return str(gettext("Người này đã được trao một giải khác và nay được giải này, cao hơn."))
    return str(
        gettext(
            "Người này đã được trao %(paid)s đồng và nay được giải này. Mời bạn trao thêm "
            "%(more)s đồng rồi ghi lại.",
            paid=number(queries.paid(won.row)),
            more=number(won.owed),
        )
    )


def numbers_of(complaints: Iterable[Complaint]) -> str:
    return ", ".join(str(each.label) for each in complaints)
