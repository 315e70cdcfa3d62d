"""Every feature's pages, in the order of the features, and the staff's way between them."""

from flask import Flask, g, request, url_for
from flask_babel import lazy_gettext as _l

from contest.attempts import care_routes as care
from contest.attempts import printed_routes as printed
from contest.attempts import routes as attempts
from contest.attempts import running_routes as running
from contest.attempts import watch_routes as watch
from contest.bank import routes as bank
from contest.contests import coverage_routes as coverage
from contest.contests import entry_routes as entries
from contest.contests import people_list_routes as people_lists
from contest.contests import regulation_routes as regulation
from contest.contests import routes as contests
from contest.hosts import routes as hosts
from contest.people import routes as people
from contest.people import staff_routes as entrants
from contest.results import check_routes as checks
from contest.results import routes as results
from contest.rules.roles import Action
from contest.units import routes as units
from contest.web import guards

BLUEPRINTS = (
    hosts.bp,
    units.bp,
    people.bp,
    entrants.bp,
    people_lists.bp,
    contests.bp,
    entries.bp,
    regulation.bp,
    bank.bp,
    coverage.bp,
    attempts.bp,
    running.bp,
    watch.bp,
    care.bp,
    printed.bp,
    results.bp,
    checks.bp,
)

# Label, endpoint, and what one must be allowed to do to see it.
NAVIGATION = (
    (_l("Tổng quan"), "hosts.show_host", Action.SEE_HOST),
    (_l("Cuộc thi"), "contests.list_contests", Action.SEE_CONTESTS),
    (_l("Câu hỏi"), "bank.list_questions", Action.SEE_QUESTIONS),
    (_l("Đơn vị"), "units.list_units", Action.SEE_UNITS),
    (_l("Thí sinh"), "entrants.list_entrants", Action.SEE_ENTRANTS),
    (_l("Danh sách người"), "people_lists.list_lists", Action.MANAGE_PEOPLE_LISTS),
    (_l("Nhân sự"), "hosts.list_staff", Action.MANAGE_STAFF),
    (_l("Thiết lập"), "hosts.settings.edit_settings", Action.MANAGE_HOST),
    (_l("Nhật ký"), "hosts.show_audit", Action.SEE_AUDIT),
)

# Pages that are reached from those of another feature.
REACHED_FROM = {
    "running": "contests",
    "watch": "contests",
    "care": "contests",
    "printed": "contests",
    "results": "contests",
    "checks": "contests",
    "coverage": "bank",
}

# Whoever holds any role here, in one contest too, finds these; the pages show what is theirs.
OPEN = frozenset({Action.SEE_HOST, Action.SEE_CONTESTS})


def register(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.context_processor(_staff_context)


def _staff_context() -> dict[str, object]:
    """The host of a staff page and the links that its visitor may follow."""
    host = g.get("host")
    if host is None:
        return {"may_here": guards.may_here}
    blueprint = (request.endpoint or "").partition(".")[0]
    nav = [
        (label, url_for(endpoint, host_id=host.public_id), _is_current(endpoint, blueprint))
        for label, endpoint, action in NAVIGATION
        if action in OPEN or guards.may_here(action, host)
    ]
    return {"host": host, "nav": nav, "may_here": guards.may_here, "Action": Action}


def _is_current(endpoint: str, blueprint: str) -> bool:
    if blueprint == "hosts":
        return endpoint == request.endpoint
    return endpoint.partition(".")[0] == REACHED_FROM.get(blueprint, blueprint)
