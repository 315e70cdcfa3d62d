"""What was checked and decided of an entrant, and of the prize's way, as blocks of a dossier."""

from collections.abc import Iterable

from flask_babel import gettext

from contest.results import check_words, claim_words
from contest.results.check_models import EntryDecision, FoundSignal
from contest.results.claim_models import PrizeClaim
from contest.results.dossier_blocks_words import Block, table
from contest.results.dossier_queries import Dossier
from contest.rules.numbers import format_contest_number
from contest.rules.verification import Ground
from contest.web.filters import day, moment


def checked(dossier: Dossier) -> Iterable[Block]:
    """Signs, checklist, calls, decisions, corrections, merges, and claims; empty ones as such."""
    yield _signals(dossier)
    yield _checklist(dossier)
    yield _checks(dossier)
    yield _calls(dossier)
    yield _decisions(dossier)
    yield _corrections(dossier)
    yield _merges(dossier)
    yield _claims(dossier)


def _signals(dossier: Dossier) -> Block:
    return table(
        gettext("Dấu hiệu cần xem lại (là lý do để xem, không phải kết luận)"),
        (gettext("Thấy lúc"), gettext("Mức"), gettext("Dấu hiệu và kết luận")),
        [
            (
                moment(each.found_at),
                check_words.STRENGTH_NAMES[each.strength],
                _with_others(check_words.signal_sentence(each.kind, each.values), others)
                + "\n"
                + _settled(each),
            )
            for each, others in dossier.signals
        ],
    )


def _settled(signal: FoundSignal) -> str:
    if signal.settled_by is None:
        return str(gettext("Chưa có kết luận."))
    return str(
        gettext(
            "%(name)s kết luận ngày %(day)s: %(why)s",
            name=signal.settled_by.name,
            day=day(signal.settled_at),
            why=signal.settled_why,
        )
    )


def _with_others(sentence: str, others: list[str]) -> str:
    if not others:
        return sentence
    named = ", ".join(map(format_contest_number, others))
    return f"{sentence} {gettext('Cùng với số báo danh: %(numbers)s.', numbers=named)}"


def _checklist(dossier: Dossier) -> Block:
    done = dossier.checklist.in_order
    return table(
        gettext("Danh mục kiểm tra"),
        (gettext("Mục"), gettext("Kết quả")),
        [
            (
                check_words.ITEM_NAMES[item],
                gettext("đã kiểm tra, đúng") if item in done else gettext("chưa"),
            )
            for item in sorted(dossier.checklist.wanted)
        ],
        wide=0,
    )


def _checks(dossier: Dossier) -> Block:
    return table(
        gettext("Các lần kiểm tra"),
        (gettext("Lúc"), gettext("Ai"), gettext("Mục"), gettext("Ghi chú")),
        [
            (
                moment(each.checked_at),
                each.checked_by.name,
                f"{check_words.ITEM_NAMES[each.item]}: "
                + (gettext("đúng") if each.is_in_order else gettext("bỏ dấu kiểm tra")),
                each.note or "–",
            )
            for each in reversed(dossier.history.checks)
        ],
    )


def _calls(dossier: Dossier) -> Block:
    return table(
        gettext("Các cuộc gọi"),
        (gettext("Lúc"), gettext("Ai gọi"), gettext("Kết quả"), gettext("Ghi chú")),
        [
            (
                moment(each.called_at), each.called_by.name,
                check_words.CALL_NAMES[each.outcome], each.note or "–",
            )
            for each in reversed(dossier.history.calls)
        ],
    )  # fmt: skip


def _decisions(dossier: Dossier) -> Block:
    return table(
        gettext("Các quyết định về việc công nhận"),
        (gettext("Lúc"), gettext("Ai"), gettext("Quyết định, căn cứ và lý do")),
        [
            (
                moment(each.decided_at),
                each.decided_by.name,
                gettext(
                    "%(from_)s → %(to)s",
                    from_=check_words.STATE_NAMES[each.from_state],
                    to=check_words.STATE_NAMES[each.to_state],
                )
                + "\n"
                + _grounds(each),
            )
            for each in reversed(dossier.history.decisions)
        ],
    )


def _grounds(decision: EntryDecision) -> str:
    if not decision.ground:
        return decision.why
    return f"{check_words.GROUND_NAMES[Ground(decision.ground)]}: {decision.why}"


def _corrections(dossier: Dossier) -> Block:
    return table(
        gettext("Thông tin đã sửa"),
        (gettext("Lúc"), gettext("Ai"), gettext("Sửa gì, vì sao")),
        [
            (
                moment(each.corrected_at),
                each.corrected_by.name,
                gettext(
                    "%(field)s: “%(before)s” → “%(after)s”",
                    field=check_words.CORRECTED_NAMES[each.field],
                    before=each.before,
                    after=each.after,
                )
                + f"\n{each.why}",
            )
            for each in reversed(dossier.history.corrections)
        ],
    )


def _merges(dossier: Dossier) -> Block:
    return table(
        gettext("Các lần gộp đăng ký của cùng một người"),
        (gettext("Lúc"), gettext("Ai"), gettext("Giữ"), gettext("Gộp vào"), gettext("Lượt thi"),
         gettext("Lý do")),
        [
            (
                moment(each.merged_at), each.merged_by.name,
                format_contest_number(each.kept.person.number),
                format_contest_number(each.gone.person.number),
                gettext(
                    "%(count)s lượt, công nhận %(kept)s",
                    count=len(each.attempts),
                    kept=sum(one["is_recognised"] for one in each.attempts),
                ),
                each.why,
            )
            for each in reversed(dossier.history.merges)
        ],
    )  # fmt: skip


def _claims(dossier: Dossier) -> Block:
    return table(
        gettext("Nhận giải"),
        (gettext("Của"), gettext("Đã làm gì")),
        [
            (
                each.round.title if each.round else gettext("Cả cuộc thi"),
                "\n".join(claim_lines(each)),
            )
            for each in dossier.claims
        ],
    )


def claim_lines(each: PrizeClaim) -> Iterable[str]:
    """How it was asked for, without account and address, and what became of it."""
    if each.handing:
        yield f"{claim_words.HANDING_NAMES[each.handing]}, {moment(each.claimed_at)}"
    if each.extended_to:
        yield gettext(
            "Gia hạn đến %(day)s: %(why)s", day=day(each.extended_to), why=each.extended_why
        )
    if each.ended:
        yield f"{claim_words.AFTER_NAMES[each.ended]}, {moment(each.ended_at)}"
    yield from claim_words.payment_lines(each)
