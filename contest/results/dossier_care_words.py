"""What a dossier says of extra time, attempts opened again and papers typed in."""

from collections.abc import Iterable

from flask_babel import gettext

from contest.results.dossier_blocks_words import Block, facts, instant_words, table
from contest.results.dossier_care_queries import Care, PaperPart
from contest.web.filters import moment

MINUTE_MS = 60_000


def cared_for(care: Care) -> Iterable[Block]:
    """Nothing where nothing was done."""
    if care.extras:
        yield table(
            gettext("Thêm giờ làm bài"),
            (gettext("Lúc"), gettext("Số phút"), gettext("Lý do"), gettext("Ai")),
            [
                (moment(each.given_at), each.extra_ms // MINUTE_MS, each.reason,
                 each.given_by.name)
                for each in care.extras
            ],
            wide=2,
        )  # fmt: skip
    if care.reopenings:
        yield table(
            gettext("Mở lại bài đã nộp"),
            (gettext("Lúc"), gettext("Lần trước nộp lúc"), gettext("Số phút"), gettext("Lý do"),
             gettext("Ai")),
            [
                (moment(each.done_at), instant_words(each.handed_in_ms),
                 each.extra_ms // MINUTE_MS, each.reason, each.done_by.name)
                for each in care.reopenings
            ],
            wide=3,
        )  # fmt: skip
    if care.paper is not None:
        yield from _paper(care.paper)


def _paper(paper: PaperPart) -> Iterable[Block]:
    sitting = paper.sitting
    pairs = [
        (gettext("Làm trên giấy, mã tờ"), sitting.public_id),
        (gettext("In lúc"), _who(moment(sitting.printed_at), paper.printed_by)),
    ]
    if sitting.collected_at:
        when = _who(moment(sitting.collected_at), paper.collected_by)
        pairs.append((gettext("Thu bài, ghi giờ lúc"), when))
    if sitting.late_why:
        pairs.append((gettext("Nhận bài nộp muộn vì"), sitting.late_why))
    if sitting.voided_at:
        when = _who(moment(sitting.voided_at), paper.voided_by)
        pairs += [(gettext("Không dùng từ"), when), (gettext("Lý do"), sitting.voided_why)]
    yield facts(pairs)
    yield table(
        gettext("Người nhập câu trả lời từ giấy"),
        (gettext("Lượt nhập"), gettext("Lúc"), gettext("Ai")),
        [(each.turn, moment(each.typed_at), each.typed_by.name) for each in paper.typings],
    )
    yield {
        "text": gettext(
            "Giờ nhận của từng câu trả lời dưới đây là giờ nhập vào máy, không phải giờ người "
            "dự thi viết trên giấy."
        )
    }


def _who(when: str, name: str) -> str:
    return f"{when}, {name}"
