"""The dossier of one entrant in words: sections of facts, tables and questions, as plain JSON."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from contest.attempts.key_models import KeyChange
from contest.attempts.models import Answer, Attempt, Mark
from contest.attempts.papers_queries import Asked
from contest.contests.models import Entry
from contest.results.complaint_words import EFFECT_NAMES, KIND_NAMES, STATE_NAMES
from contest.results.dossier_blocks_words import Block, facts, instant_words, table
from contest.results.dossier_care_words import cared_for
from contest.results.dossier_check_words import checked
from contest.results.dossier_queries import Dossier, Line, RoundPart, Sat
from contest.results.words import why_above, why_below
from contest.rules.drawing import LETTERS
from contest.rules.numbers import format_contest_number
from contest.rules.remarking import ChangeKind
from contest.rules.responses import response_of
from contest.rules.verification import State as EntryState
from contest.web.filters import clock_ms, day, moment, number, points
from questions.model import Kind
from questions.pictures import without_marks

DROPPED = "-"
OUTCOMES: Mapping[str, LazyString] = {
    DROPPED: _l("Câu bị bỏ, không tính"),
    "r": _l("Đúng"),
    "w": _l("Sai"),
    "b": _l("Bỏ trống"),
    "1": _l("Đúng 1 trên 4 ý"),
    "2": _l("Đúng 2 trên 4 ý"),
    "3": _l("Đúng 3 trên 4 ý"),
}
ENTRY_STATES: Mapping[EntryState, LazyString] = {
    EntryState.ELIGIBLE: _l("Đủ điều kiện"),
    EntryState.TO_VERIFY: _l("Chờ xác minh"),
    EntryState.NOT_RECOGNISED: _l("Không công nhận"),
}


def document(dossier: Dossier, act_name: Callable[[str], str], made_by: str, made_at: str) -> Block:
    """The whole document; ``act_name`` says what an act of the record is called."""
    contest, person = dossier.contest, dossier.person
    sections = [
        {"title": gettext("Người dự thi"), "blocks": [_person(dossier)]},
        {"title": gettext("Thể lệ và lời đồng ý"), "blocks": list(_accepted(dossier))},
        *(_round(each) for each in dossier.rounds),
        {"title": gettext("Xác minh"), "blocks": list(checked(dossier))},
        {"title": gettext("Giải và khiếu nại"), "blocks": list(_outcome(dossier))},
        {"title": gettext("Nhật ký"), "blocks": [_acts(dossier, act_name)]},
    ]
    return {
        "host": contest.host.name,
        "title": gettext("HỒ SƠ NGƯỜI DỰ THI"),
        "contest": contest.title,
        "number": format_contest_number(person.number),
        "made": gettext("%(name)s lập lúc %(when)s", name=made_by, when=made_at),
        "warning": gettext(
            "Có dữ liệu cá nhân và đáp án. Chỉ dùng để giải quyết khiếu nại và xét kết quả; "
            "không gửi cho người khác. Mỗi lần lập hồ sơ được ghi vào nhật ký."
        ),
        "page": gettext("Trang"),
        "chosen": gettext("đã chọn"),
        "right": gettext("đáp án"),
        "sections": sections,
    }


def _person(dossier: Dossier) -> Block:
    person, entry = dossier.person, dossier.entry
    return facts(
        [
            (gettext("Họ và tên"), person.name),
            (gettext("Số báo danh"), format_contest_number(person.number)),
            (gettext("Ngày sinh"), _birth(dossier)),
            (
                gettext("Nơi cư trú"),
                person.residence.full_name if person.residence else person.country or "–",
            ),
            (
                gettext("Đơn vị"),
                person.unit.full_name if person.unit else person.unit_name or "–",
            ),
            (gettext("Đối tượng dự thi"), entry.contest_audience.title),
            (gettext("Đăng ký lúc"), moment(entry.created_at)),
            (gettext("Tình trạng"), _entry_state(entry)),
        ]
    )


def _birth(dossier: Dossier) -> str:
    person = dossier.person
    parts = [person.birth_day, person.birth_month, person.birth_year]
    return "/".join(str(each) for each in parts if each) or "–"


def _entry_state(entry: Entry) -> str:
    said = str(ENTRY_STATES[entry.state])
    return f"{said}: {entry.state_why}" if entry.state_why else said


def _accepted(dossier: Dossier) -> Iterable[Block]:
    regulation = dossier.regulation
    if regulation is not None:
        yield facts(
            [
                (gettext("Thể lệ đã chấp nhận"), gettext("lần %(n)s", n=regulation.version)),
                (gettext("Công bố lúc"), moment(regulation.published_at)),
            ]
        )
    yield {"text": regulation.text if regulation else dossier.contest.regulation}
    for each in dossier.consents:
        yield facts([(gettext("Đồng ý lúc"), f"{moment(each.given_at)} (v{each.version})")])
        yield {"text": each.wording}
    for consent in dossier.guardian:
        yield facts(
            [
                (gettext("Người giám hộ đồng ý lúc"), moment(consent.given_at)),
                (gettext("Người giám hộ"), consent.guardian_name or "–"),
                (gettext("Rút lại lúc"), moment(consent.withdrawn_at)),
            ]
        )


def _round(part: RoundPart) -> Block:
    blocks: list[Block] = []
    for sat in part.sat:
        blocks += _attempt(sat, part)
    return {"title": part.round.title, "blocks": [*_standing(part), *_keys(part), *blocks]}


def _standing(part: RoundPart) -> Iterable[Block]:
    if not part.lines:
        return
    own = next(each for each in part.lines if each.standing.person_id == part.person_id)
    unit_ms = own.standing.contest_audience.ranking.duration_unit_ms
    yield table(
        gettext("Thứ hạng (kết quả tính lần %(n)s)", n=part.ranking_version),
        (
            gettext("Hạng"), gettext("Số báo danh"), gettext("Số câu đúng"), gettext("Điểm"),
            gettext("Chênh lệch dự đoán"), gettext("Thời gian làm bài"),
        ),
        [_line(each, unit_ms) for each in part.lines],
    )  # fmt: skip
    whys = [why_above(own.standing.reason, unit_ms), why_below(own.standing.reason_below, unit_ms)]
    if own.standing.is_shared:
        whys.append(gettext("Bằng nhau ở mọi tiêu chí nên cùng hạng."))
    yield {"text": " ".join(each for each in whys if each)}


def _line(line: Line, unit_ms: int) -> tuple[object, ...]:
    standing, mark = line.standing, line.mark
    return (
        standing.place,
        format_contest_number(line.number),
        mark.right_count,
        points(mark.points),
        number(standing.guess_distance),
        clock_ms(mark.duration_ms, unit_ms),
    )


def _keys(part: RoundPart) -> Iterable[Block]:
    if part.key_versions:
        yield table(
            gettext("Các lần sửa đáp án của đợt thi"),
            (gettext("Lần"), gettext("Lý do"), gettext("Người sửa"), gettext("Người công bố"),
             gettext("Công bố lúc")),
            [
                (
                    each.version, each.why, each.written_by.name,
                    each.published_by.name if each.published_by else "–",
                    moment(each.published_at),
                )
                for each in part.key_versions
            ],
            wide=1,
        )  # fmt: skip


def _attempt(sat: Sat, part: RoundPart) -> Iterable[Block]:
    attempt = sat.attempt
    yield {"heading": gettext("Lượt thi thứ %(n)s", n=attempt.number)}
    yield facts(
        [
            (gettext("Bắt đầu lúc"), instant_words(attempt.started_ms)),
            (gettext("Hết giờ lúc"), instant_words(attempt.deadline_ms)),
            (gettext("Nộp lúc"), instant_words(attempt.handed_in_ms)),
            (gettext("Số lần đổi thiết bị"), attempt.sitting - 1),
            *_of_merged(attempt, part),
        ]
    )
    yield from cared_for(sat.care)
    if not sat.asked:
        yield {
            "text": gettext("Đợt thi chưa kết thúc với mọi người nên đề và đáp án chưa nêu ở đây.")
        }
        return
    yield table(
        gettext("Điểm theo từng lần đáp án"),
        (gettext("Lần"), gettext("Số câu đúng"), gettext("Điểm"), gettext("Dự đoán"),
         gettext("Thời gian làm bài"), gettext("Chấm lúc")),
        [_mark(each) for each in sat.marks],
    )  # fmt: skip
    for position, asked in enumerate(sat.asked, 1):
        yield {"question": _question(sat, position, asked, part.changes.get(asked.version_id, []))}
    extra = len(sat.asked) + 1
    for position in range(extra, attempt.question_count + 1):
        received = " ".join(_received(sat.answers.get(position, [])))
        yield {"text": gettext("Câu phụ số %(n)s. %(received)s", n=position, received=received)}


def _of_merged(attempt: Attempt, part: RoundPart) -> Iterable[tuple[str, str]]:
    """An attempt that was sat under another number of the same person says so."""
    if attempt.person_id != part.person_id:
        number_ = format_contest_number(attempt.person.number)
        yield gettext("Thi bằng lần đăng ký đã gộp"), number_


def _mark(mark: Mark) -> tuple[object, ...]:
    return (
        mark.key_version,
        f"{mark.right_count}/{mark.question_count}",
        points(mark.points),
        number(mark.guess),
        clock_ms(mark.duration_ms),
        instant_words(mark.marked_ms),
    )


def _question(sat: Sat, position: int, asked: Asked, changes: list[KeyChange]) -> Block:
    """The question with its options in the order shown, marked chosen and right."""
    order = sat.attempt.drawn.items[position - 1].order
    answers = sat.answers.get(position, [])
    last = answers[-1].choice if answers else None
    response = response_of(last, asked.kind, order)
    is_withheld = asked.version_id in sat.withheld
    options = [
        {
            "letter": LETTERS[place],
            "text": without_marks(asked.options[written]),
            "chosen": written in response.chosen,
            "right": not is_withheld and written in asked.key.accepted,
        }
        for place, written in enumerate(order)
    ]
    lines = _received(answers)
    if is_withheld:
        lines.append(
            gettext(
                "Không nêu đáp án: câu này còn được hỏi ở một đợt thi chưa đóng, "
                "hoặc người lập hồ sơ không được biết đáp án."
            )
        )
    else:
        lines += [*_outcomes(sat, position, changes), _key(asked, order)]
        lines += [*(_change(each, order) for each in changes), _basis(asked)]
    return {
        "number": position,
        "stem": without_marks(asked.stem),
        "options": options,
        "lines": [each for each in lines if each],
    }


def _received(answers: list[Answer]) -> list[str]:
    """Every answer that came in, the last of which counts."""
    if not answers:
        return [gettext("Không có câu trả lời nào gửi về máy chủ.")]
    said = [
        f"{each.choice or gettext('(bỏ chọn)')} {gettext('lúc')} {instant_words(each.received_ms)}"
        for each in answers
    ]
    return [gettext("Đã nhận: %(answers)s.", answers="; ".join(said))]


def _outcomes(sat: Sat, position: int, changes: Sequence[KeyChange]) -> list[str]:
    found = [
        gettext(
            "đáp án lần %(n)s: %(outcome)s",
            n=mark.key_version,
            outcome=_outcome_words(_sign(mark, position, changes)),
        )
        for mark in sat.marks
        if len(mark.outcomes) >= position
    ]
    return [gettext("Kết quả: %(outcomes)s.", outcomes="; ".join(found))] if found else []


def _sign(mark: Mark, position: int, changes: Sequence[KeyChange]) -> str:
    """How the question went by that version of the keys, which may have dropped it."""
    kinds = [each.kind for each in changes if each.version <= mark.key_version]
    return DROPPED if kinds[-1:] == [ChangeKind.DROP] else mark.outcomes[position - 1]


def _outcome_words(sign: str) -> str:
    return str(OUTCOMES.get(sign, sign))


def _key(asked: Asked, order: Sequence[int]) -> str:
    letters = _letters(asked.key.accepted, order)
    if asked.kind is Kind.STATEMENTS:
        return str(gettext("Các ý đúng khi chốt đề: %(letters)s.", letters=letters or "–"))
    return str(gettext("Đáp án khi chốt đề: %(letters)s.", letters=letters))


def _letters(accepted: Iterable[int], order: Sequence[int]) -> str:
    """The letters as this person saw them."""
    return ", ".join(sorted(LETTERS[order.index(each)] for each in accepted))


def _change(change: KeyChange, order: Sequence[int]) -> str:
    said = {
        ChangeKind.ACCEPT: gettext("chấp nhận %(l)s", l=_letters(change.accepted, order)),
        ChangeKind.POINT_FOR_ALL: gettext("mọi người được điểm"),
        ChangeKind.DROP: gettext("bỏ câu này"),
    }[change.kind]
    words = _l("Đáp án lần %(n)s: %(what)s. Lý do: %(why)s")
    return str(words) % {"n": change.version, "what": said, "why": change.reason}


def _basis(asked: Asked) -> str:
    named = [", ".join(filter(None, (each.article, each.document))) for each in asked.basis]
    return gettext("Căn cứ: %(basis)s.", basis="; ".join(named)) if named else ""


def _outcome(dossier: Dossier) -> Iterable[Block]:
    board = dossier.board
    if board is not None:
        yield facts([(gettext("Hạng toàn cuộc thi"), board.place)])
        yield {"text": f"{why_above(board.reason)} {why_below(board.reason_below)}".strip()}
    yield table(
        gettext("Giải"),
        (gettext("Giải"), gettext("Số tiền (đồng)")),
        [(each.prize.title, number(each.amount)) for each in dossier.awards],
    )
    yield table(
        gettext("Khiếu nại của người này hoặc về người này"),
        (gettext("Số"), gettext("Ngày nhận"), gettext("Khiếu nại về"), gettext("Nội dung"),
         gettext("Tình trạng"), gettext("Kết quả giải quyết")),
        [
            (
                each.label, day(each.received_on), KIND_NAMES[each.kind], each.words,
                STATE_NAMES[each.state], EFFECT_NAMES[each.effect] if each.effect else "–",
            )
            for each in dossier.complaints
        ],
        wide=3,
    )  # fmt: skip


def _acts(dossier: Dossier, act_name: Callable[[str], str]) -> Block:
    return table(
        gettext("Việc đã làm"),
        (gettext("Lúc"), gettext("Ai"), gettext("Việc")),
        [(moment(each.at), each.actor_name, act_name(each.act)) for each in dossier.acts],
    )
