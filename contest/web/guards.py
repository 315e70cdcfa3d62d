"""Who may see a staff page: each loads its host with the right to it."""

from flask import Flask, g
from flask_login import LoginManager, current_user

from contest.errors import NotAllowed, NotFound, NotSignedIn
from contest.hosts import queries
from contest.hosts.models import Account, Host
from contest.rules.roles import Action, Role, may

login = LoginManager()
login.user_loader(queries.find_account)


def register(app: Flask) -> None:
    """Without the remember-me cookie, which we do not use: its hook opens the session each time."""
    login.init_app(app)
    app.after_request_funcs[None].remove(login._update_remember_cookie)


def current_account() -> Account | None:
    """The member of staff who is signed in on this browser, if any."""
    return current_user._get_current_object() if current_user.is_authenticated else None


def require_account() -> Account:
    """Raises NotSignedIn when nobody is."""
    account = current_account()
    if account is None:
        raise NotSignedIn
    return account


def require(action: Action, host_id: str, contest_id: int | None = None) -> Host:
    """Load a host for somebody who may do that there, or in that contest of it.

    Raises NotSignedIn for nobody; NotFound for one who holds no role there, so that hosts are not
    told to strangers; NotAllowed for one whose roles do not allow it.  A role in one
    contest opens the host's home too.
    """
    account = require_account()
    host = queries.get_host(host_id)
    roles = roles_here(host, contest_id)
    if not roles and not queries.holds_anything(account, host):
        raise NotFound
    if not may(roles, action) and action is not Action.SEE_HOST:
        raise NotAllowed
    g.host = host
    return host


def roles_here(host: Host, contest_id: int | None = None) -> frozenset[Role]:
    """The roles of the signed-in account at the host, asked of the database once a request."""
    account = current_account()
    if account is None:
        return frozenset()
    known: dict[tuple[int, int | None], frozenset[Role]] = g.setdefault("roles", {})
    key = (host.id, contest_id)
    if key not in known:
        known[key] = queries.roles_held(account, host, contest_id)
    return known[key]


def may_here(action: Action, host: Host, contest_id: int | None = None) -> bool:
    """Whether the signed-in account may do that; for templates that show or hide a link."""
    return may(roles_here(host, contest_id), action)
