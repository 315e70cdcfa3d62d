"""Each refusal of an entry, said beside the field that it concerns."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext, ngettext

from contest.contests.condition_queries import Names, all_conditions, bars_of, find_names
from contest.contests.condition_words import barred_sentence, unmet_sentence
from contest.contests.entry_forms import EntryForm
from contest.contests.entry_service import Decision, EntryFault, Unmet
from contest.contests.models import Contest, ContestAudience
from contest.rules.barring import BarredByOffice
from contest.rules.conditions import CitizenOf, Condition, Grade, Link, Linked, MemberOf, OnList

FIELDS = {Grade: "grade", MemberOf: "bodies", CitizenOf: "citizenship", OnList: "name"}


def mark_fault(form: EntryForm, contest: Contest, fault: EntryFault) -> None:
    """Say it where the person can change it."""
    if fault is EntryFault.PHONE_FULL:
        say(form, "phone", _phone_full(contest.people_per_phone or 1))
    elif fault is EntryFault.NOT_DECLARED:
        form.declaration.data = False
        form.declaration_version.data = str(contest.declaration_version)
        say(
            form, "declaration", gettext("Lời cam đoan vừa được sửa. Vui lòng đọc và đánh dấu lại.")
        )
    else:
        say(
            form,
            "citizen_number",
            gettext(
                "Số căn cước này đã đăng ký cuộc thi. Nếu là bạn, vui lòng vào thi bằng "
                "số báo danh; nếu không, vui lòng gọi Ban Tổ chức."
            ),
        )


def _phone_full(allowed: int) -> str:
    return str(
        ngettext(
            "Theo thể lệ, mỗi số điện thoại chỉ dùng cho %(num)d người và số này đã đủ. "
            "Vui lòng dùng số khác, hoặc vào thi bằng số báo danh đã được cấp.",
            "Theo thể lệ, mỗi số điện thoại chỉ dùng cho %(num)d người và số này đã đủ. "
            "Vui lòng dùng số khác, hoặc vào thi bằng số báo danh đã được cấp.",
            allowed,
        )
    )


def mark_decision(
    form: EntryForm, contest: Contest, chosen: ContestAudience, decision: Decision
) -> None:
    """Say which rules keep the person out, and which audience is theirs."""
    names = find_names(all_conditions(contest), bars_of(contest))
    for bar in decision.bars:
        place = "unit" if isinstance(bar, BarredByOffice) else "name"
        say(form, place, barred_sentence(bar, names))
    _mark_unmet(form, decision.unmet, names)
    if decision.settled.audience is not None:
        return
    if "audience" in form:
        say(form, "audience", _wrong_audience(contest, chosen, decision, names))
    else:
        _mark_unmet(form, decision.own_unmet, names)


def _mark_unmet(form: EntryForm, unmet: Iterable[Unmet], names: Names) -> None:
    for each in unmet:
        fields = dict.fromkeys(_field_of(form, one.condition) for one in each.refusals)
        for name in fields:
            say(form, name, unmet_sentence(each, names))


def _field_of(form: EntryForm, condition: Condition) -> str:
    if isinstance(condition, Linked):
        asks_place = Link.LIVES in condition.links and "residence" in form
        return "residence" if asks_place else "unit"
    return FIELDS.get(type(condition), "birth")


def _wrong_audience(
    contest: Contest, chosen: ContestAudience, decision: Decision, names: Names
) -> str:
    reasons = " ".join(unmet_sentence(each, names) for each in decision.own_unmet)
    theirs = [each.title for each in contest.audiences if each.id in decision.fitting]
    if not theirs:
        none = gettext("Với thông tin đã khai, chưa có bảng nào dành cho bạn.")
        return f"{reasons} {none}"
    return str(
        gettext(
            "Bạn chưa thuộc “%(chosen)s”. %(reasons)s Với thông tin đã khai, bạn chọn được: "
            "%(theirs)s.",
            chosen=chosen.title,
            reasons=reasons,
            theirs=", ".join(f"“{each}”" for each in theirs),
        )
    )


def say(form: EntryForm, name: str, sentence: str) -> None:
    """Beside the field, or above all of them where the person is known and it is not asked."""
    if name not in form:
        form.form_errors.append(sentence)
        return
    field: Any = form[name]
    if sentence not in field.errors:
        field.errors = [*field.errors, sentence]
