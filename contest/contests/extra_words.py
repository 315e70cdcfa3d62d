"""What a prediction is of and who counts for it, in words, as the regulation prints it."""

from collections.abc import Mapping

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from contest.contests.extra_queries import definition_of
from contest.contests.models import Round
from contest.rules.extra import AllRight, Definition, Scope
from contest.rules.prediction import Target

SCOPE_NAMES: Mapping[Scope, LazyString] = {
    Scope.ROUND: _l("Tính trên đợt thi này, mọi đối tượng"),
    Scope.AUDIENCE: _l("Tính trên đợt thi này, riêng từng đối tượng"),
    Scope.CONTEST: _l("Tính trên cả cuộc thi"),
}
ALL_RIGHT_NAMES: Mapping[AllRight, LazyString] = {
    AllRight.COUNTING: _l("Lượt được tính kết quả phải đúng hết"),
    AllRight.ANY: _l("Có một lượt bất kỳ đúng hết là được"),
}
_OF_RIGHT = (Target.ALL_RIGHT, Target.PERCENT_ALL_RIGHT)


def prediction_words(round_: Round) -> list[str]:
    """How the round's prediction is counted; nothing where it has none."""
    found = definition_of(round_)
    return _sentences(found) if found else []


def _sentences(found: Definition) -> list[str]:
    counts = found.counts
    sentences = [f"{SCOPE_NAMES[found.scope]}."]
    if found.target in _OF_RIGHT:
        sentences.append(f"{ALL_RIGHT_NAMES[counts.all_right]}.")
    said = (
        (counts.disqualified, gettext("người không được công nhận kết quả")),
        (counts.void, gettext("bài không hợp lệ")),
        (counts.practising, gettext("người chỉ thi thử vì chưa có người giám hộ đồng ý")),
    )
    counted = ", ".join(words for is_counted, words in said if is_counted)
    left_out = ", ".join(words for is_counted, words in said if not is_counted)
    if counted:
        sentences.append(str(gettext("Tính cả %(who)s.", who=counted)))
    if left_out:
        sentences.append(str(gettext("Không tính %(who)s.", who=left_out)))
    return sentences
