"""Rows for tests: each builder needs nothing, and takes what the test is about.

``build_x`` makes an object that no session knows; ``make_x`` keeps it in the database.  Each
feature's own stand in ``tests/contest/<feature>/factories.py``.
"""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from contest.db import Base, db
from contest.hosts import service as hosts
from contest.hosts.models import Account, Appraiser, Host, HostKind, RoleGrant
from contest.rules.roles import Role

NOON = datetime(2030, 5, 4, 12, tzinfo=UTC)
PASSWORD = "mười hai ký tự"
HASH = hosts.HASHER.hash(PASSWORD)
_serial = count(1)
Row = TypeVar("Row", bound=Base)


def serial() -> int:
    return next(_serial)


def keep(row: Row) -> Row:
    db.session.add(row)
    db.session.commit()
    return row


def build_host(**given: Any) -> Host:
    usual = {
        "public_id": f"host-{serial()}",
        "name": "Sở Nội vụ tỉnh Quảng Trị",
        "parent_name": "Ủy ban nhân dân tỉnh Quảng Trị",
        "kind": HostKind.DEPARTMENT,
        "province_code": "44",
        "hotline": "",
        "review_steps": 2,
        "created_at": NOON,
    }
    return Host(**usual | given)


def make_host(**given: Any) -> Host:
    return keep(build_host(**given))


def build_account(**given: Any) -> Account:
    number = serial()
    usual = {
        "public_id": f"account-{number}",
        "email": f"can-bo-{number}@example.vn",
        "name": f"Cán bộ {number}",
        "password_hash": HASH,
        "generation": 0,
        "wrong_passwords": 0,
        "created_at": NOON,
    }
    return Account(**usual | given)


def make_account(host: Host | None = None, *roles: Role, **given: Any) -> Account:
    """An account, with roles at a host."""
    account = keep(build_account(**given))
    for role in roles:
        make_grant(account=account, host=host, role=role)
    return account


def build_grant(**given: Any) -> RoleGrant:
    usual = {"public_id": f"grant-{serial()}", "role": Role.ORGANISER, "granted_at": NOON}
    return RoleGrant(**usual | given)


def make_grant(**given: Any) -> RoleGrant:
    return keep(build_grant(**given))


def make_appraiser(host: Host, account: Account | None = None, **given: Any) -> Appraiser:
    """Somebody invited to appraise the host's questions, for a week from NOON on."""
    usual = {
        "public_id": f"appraiser-{serial()}",
        "account": account or build_account(),
        "topics": [],
        "invited_at": NOON,
        "until_on": NOON.date() + timedelta(days=7),
    }
    return keep(Appraiser(host=host, **usual | given))
