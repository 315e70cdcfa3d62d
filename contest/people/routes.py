"""Pages of an entrant: signing in on another device, the card, a new code, signing out."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from contest import clock
from contest.audit import service as audit
from contest.clock import milliseconds
from contest.db import begin_writing, db
from contest.errors import SignInRefused, TooManyTries
from contest.people import queries, service
from contest.people.forms import CodeForm, WhoForm
from contest.people.models import Person
from contest.people.service import Try
from contest.rules.numbers import format_contest_number
from contest.web import entrant_card, entrants
from contest.web.current import vault
from contest.web.forms import ActionForm, require_token
from contest.web.identity import read_of
from contest.web.redirects import safe_next
from contest.web.throttle import FailureBudget

bp = Blueprint("people", __name__)
failures = FailureBudget()


@bp.app_template_filter("contest_number")
def contest_number(number: str) -> str:
    return format_contest_number(number)


@bp.get("/privacy")
def show_privacy() -> ResponseReturnValue:
    return render_template("people/privacy.html")


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    form = WhoForm()
    if request.method == "GET" and request.args.get("number"):
        form.who.data = request.args["number"][:20]
    if not form.validate_on_submit():
        page = render_template(
            "people/sign_in.html", form=form, query=_next_query(), known=entrants.current_person()
        )
        return page, 422 if form.errors else 200
    code_form = CodeForm(formdata=None, who=form.who.data)
    return _code_page(code_form, _people(*read_of(form.who)))


@bp.post("/sign-in/code")
def enter_code() -> ResponseReturnValue:
    form = CodeForm()
    is_valid = form.validate()
    if form.who.errors:
        return redirect(url_for(".sign_in", next=safe_next("") or None), 303)
    if is_valid:
        begin_writing()
    people = _people(*read_of(form.who))
    person = _chosen(form, people)
    if not is_valid or form.errors:
        return _code_page(form, people, 422)
    outcome = _try(person, read_of(form.code))
    if outcome is not Try.RIGHT or person is None:
        db.session.commit()
        form.code.errors = [_refusal_words(outcome)]
        return _code_page(form, people, 422)
    _let_in(person, "signed-in")
    db.session.commit()
    return redirect(safe_next(url_for("entries.show_me")), 303)


def _people(kind: str, value: str) -> list[Person]:
    if kind == "phone":
        return queries.list_by_phone(value, vault())
    person = queries.find_by_number(value)
    return [person] if person else []


def _chosen(form: CodeForm, people: list[Person]) -> Person | None:
    """The one who is meant; where several share the phone, the one that was picked."""
    if len(people) < 2:
        return people[0] if people else None
    picked = str(form.person.data or "")
    if picked.isdecimal() and int(picked) < len(people):
        return people[int(picked)]
    form.person.errors = [gettext("Nhiều người dùng chung số này. Vui lòng chọn tên của bạn.")]
    return None


def _try(person: Person | None, code: str) -> Try:
    """Raises TooManyTries while the whole site has seen too many wrong codes."""
    now_ms = milliseconds(clock.now())
    if failures.is_spent(now_ms):
        raise TooManyTries
    if person:
        queries.lock(person)
    outcome = service.try_code(person, code, vault(), now_ms)
    if outcome is Try.WRONG:
        failures.note(now_ms)
    return outcome


def _refusal_words(outcome: Try) -> str:
    if outcome is Try.WAIT:
        return str(
            gettext(
                "Đã nhập sai nhiều lần. Vui lòng chờ ít phút rồi thử lại, "
                "hoặc gọi Ban Tổ chức để được cấp lại mã."
            )
        )
    return str(
        gettext("Số hoặc mã dự thi chưa khớp. Vui lòng xem lại trên thẻ dự thi và nhập lại.")
    )


def _code_page(form: CodeForm, people: list[Person], status: int = 200) -> ResponseReturnValue:
    form.offer([_masked(each) for each in people])
    page = render_template("people/code.html", form=form, query=_next_query())
    return page, status


def _masked(person: Person) -> str:
    """Initials and the last three of the number: enough for those who share a phone."""
    return str(
        gettext(
            "%(initials)s – số báo danh ··· ··· %(last)s",
            initials=service.initials(person.name),
            last=person.number[-3:],
        )
    )


def _next_query() -> dict[str, str]:
    wanted = safe_next("")
    return {"next": wanted} if wanted else {}


def _let_in(person: Person, act: str) -> None:
    entrants.remember(person)
    audit.record(
        person.actor,
        act,
        now=clock.now(),
        host_id=person.host_id,
        subject_kind="person",
        subject=person.number,
    )


@bp.get("/sign-in/card/<number>/<link>")
def show_card_sign_in(number: str, link: str) -> ResponseReturnValue:
    """Opening the address does nothing yet: messengers open addresses to preview them."""
    return render_template("people/card_sign_in.html", form=ActionForm(), number=number)


@bp.post("/sign-in/card/<number>/<link>")
def sign_in_by_card(number: str, link: str) -> ResponseReturnValue:
    begin_writing()
    person = queries.find_by_number(number)
    require_token()
    if person is None or not service.is_card(person, link, vault()):
        raise SignInRefused
    _let_in(person, "signed-in-by-card")
    db.session.commit()
    return redirect(url_for("entries.show_me"), 303)


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    begin_writing()
    require_token()
    entrants.forget()
    entrant_card.drop_card()
    db.session.commit()
    return redirect("/", 303)


@bp.get("/me/card")
def show_card() -> ResponseReturnValue:
    person = entrants.require_person()
    card = entrant_card.fresh_card(person)
    picture = entrant_card.qr_picture(person, card) if card else None
    return render_template(
        "people/card.html",
        person=person,
        host=person.host,
        card=card,
        picture=picture,
        form=ActionForm(),
        onward=safe_next(url_for("entries.show_me")),
    )


@bp.post("/me/code")
def make_new_code() -> ResponseReturnValue:
    begin_writing()
    person = entrants.require_person()
    require_token()
    entrant_card.make_card(person)
    audit.record(
        person.actor,
        "code-renewed",
        now=clock.now(),
        host_id=person.host_id,
        subject_kind="person",
        subject=person.number,
    )
    db.session.commit()
    return redirect(url_for(".show_card"), 303)
