"""Which language, time zone and words a page speaks."""

from collections.abc import Callable
from typing import Any

from babel import Locale
from flask import Flask, g, has_request_context, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import Babel, get_locale, get_translations

from contest.web.redirects import is_ours

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
COOKIE = "language"
COOKIE_SECONDS = 365 * 24 * 3600
TIME_ZONE = "Asia/Ho_Chi_Minh"


def register(app: Flask) -> None:
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "web/translations")
    Babel(
        app,
        default_locale="vi",
        default_timezone=TIME_ZONE,
        locale_selector=chosen_language,
    )
    install: Callable[..., None] = app.jinja_env.install_gettext_callables  # type: ignore[attr-defined]  # added by jinja2.ext.i18n
    install(
        lambda text: words().ugettext(text),
        lambda one, many, count: words().ungettext(one, many, count),
        newstyle=True,
    )
    app.add_url_rule("/language", "language", choose_language, methods=["POST"])
    app.jinja_env.globals.update(LANGUAGES=LANGUAGES, current_language=current_language)


def words() -> Any:
    """The translations of the language in use, found once a request: a page asks for twenty."""
    found = g.get("words")
    if found is None:
        found = g.words = get_translations()
    return found


def chosen_language() -> str:
    """Vietnamese, unless the person chose otherwise; what the browser prefers says nothing."""
    chosen = request.cookies.get(COOKIE, "vi") if has_request_context() else "vi"
    return chosen if chosen in LANGUAGES else "vi"


def current_language() -> str:
    return current_locale().language


def current_locale() -> Locale:
    """That of the page, found once a request: a table asks hundreds of times."""
    if not has_request_context():
        return get_locale() or Locale("vi")
    found: Locale | None = g.get("locale")
    if found is None:
        found = g.locale = get_locale() or Locale("vi")
    return found


def choose_language() -> ResponseReturnValue:
    back = request.form.get("next", "/")
    answer = redirect(back if is_ours(back) else "/", 303)
    language = request.form.get("language", "vi")
    if language in LANGUAGES:
        answer.set_cookie(
            COOKIE,
            language,
            max_age=COOKIE_SECONDS,
            secure=request.is_secure,
            httponly=True,
            samesite="Lax",
        )
    return answer
