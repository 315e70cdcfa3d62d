"""What acts of the review, queues and refusals are called on pages."""

from collections.abc import Mapping

from flask_babel import LazyString, ngettext
from flask_babel import lazy_gettext as _l

from contest.bank.review_queries import Waiting
from questions.review import Act, Verdict

ACT_NAMES: Mapping[Act, LazyString] = {
    Act.SUBMIT: _l("Gửi duyệt"),
    Act.REVIEW: _l("Thẩm định đạt"),
    Act.APPROVE: _l("Duyệt"),
    Act.SEND_BACK: _l("Trả lại người biên soạn"),
    Act.RETIRE: _l("Thôi dùng"),
}
WAITING_NAMES: Mapping[Waiting, LazyString] = {
    Waiting.MENDING: _l("Bị trả lại, chờ tôi sửa"),
    Waiting.REVIEW: _l("Chờ tôi thẩm định"),
    Waiting.APPROVAL: _l("Chờ tôi duyệt"),
}
VERDICT_NAMES: Mapping[Verdict, LazyString] = {
    Verdict.AGREE: _l("Đồng ý"),
    Verdict.DISAGREE: _l("Không đồng ý"),
}
WHY_NOT: Mapping[str, LazyString] = {
    "act-not-open": _l("Câu đang ở trạng thái khác, hoặc vừa có người sửa."),
    "own-work": _l("Bạn đã biên soạn hoặc thẩm định câu này nên cần người khác làm bước tiếp."),
    "faulty-question": _l("Câu còn lỗi cần người biên soạn sửa trước."),
}
"""Why an act cannot be done to a question, by the code of the refusal."""


def button_words(act: Act, num: int) -> str:
    """What the button says that does the act to so many questions."""
    words = {
        Act.SUBMIT: ngettext("Gửi duyệt %(num)d câu", "Gửi duyệt %(num)d câu", num),
        Act.REVIEW: ngettext(
            "Ghi nhận %(num)d câu thẩm định đạt", "Ghi nhận %(num)d câu thẩm định đạt", num
        ),
        Act.APPROVE: ngettext("Duyệt %(num)d câu", "Duyệt %(num)d câu", num),
        Act.SEND_BACK: ngettext("Trả lại %(num)d câu", "Trả lại %(num)d câu", num),
        Act.RETIRE: ngettext("Thôi dùng %(num)d câu", "Thôi dùng %(num)d câu", num),
    }
    return str(words[act])


def done_words(act: Act, num: int) -> str:
    """What is said once the act is done to so many questions."""
    words = {
        Act.SUBMIT: ngettext("Đã gửi duyệt %(num)d câu.", "Đã gửi duyệt %(num)d câu.", num),
        Act.REVIEW: ngettext(
            "Đã ghi nhận %(num)d câu thẩm định đạt.", "Đã ghi nhận %(num)d câu thẩm định đạt.", num
        ),
        Act.APPROVE: ngettext("Đã duyệt %(num)d câu.", "Đã duyệt %(num)d câu.", num),
        Act.SEND_BACK: ngettext("Đã trả lại %(num)d câu.", "Đã trả lại %(num)d câu.", num),
        Act.RETIRE: ngettext("Đã thôi dùng %(num)d câu.", "Đã thôi dùng %(num)d câu.", num),
    }
    return str(words[act])
