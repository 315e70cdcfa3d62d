"""Hosts, accounts and roles, read."""

from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from contest.audit.models import AuditEntry
from contest.db import db
from contest.errors import NotFound
from contest.hosts.models import Account, Appraiser, Host, RoleGrant
from contest.rules.roles import Role, conflicts


def get_host(public_id: str) -> Host:
    """The host of that address.  Raises NotFound."""
    host = find_host(public_id)
    if host is None:
        raise NotFound
    return host


def find_host(public_id: str) -> Host | None:
    return db.session.scalar(select(Host).where(Host.public_id == public_id))


def list_hosts_of(account: Account) -> list[Host]:
    """The hosts at which the account holds any role, by name."""
    held = select(RoleGrant.host_id).where(
        RoleGrant.account_id == account.id, RoleGrant.ended_at.is_(None)
    )
    return list(db.session.scalars(select(Host).where(Host.id.in_(held)).order_by(Host.name)))


def list_other_hosts(host: Host) -> list[Host]:
    return list(db.session.scalars(select(Host).where(Host.id != host.id).order_by(Host.name)))


def roles_held(account: Account, host: Host, contest_id: int | None = None) -> frozenset[Role]:
    """The roles that count there: the whole host's, and the contest's if one is named."""
    place = RoleGrant.contest_id.is_(None)
    query = select(RoleGrant.role).where(
        RoleGrant.account_id == account.id,
        RoleGrant.host_id == host.id,
        RoleGrant.ended_at.is_(None),
        place if contest_id is None else or_(place, RoleGrant.contest_id == contest_id),
    )
    return frozenset(db.session.scalars(query))


def holds_anything(account: Account, host: Host) -> bool:
    query = select(RoleGrant.id).where(
        RoleGrant.account_id == account.id,
        RoleGrant.host_id == host.id,
        RoleGrant.ended_at.is_(None),
    )
    return db.session.scalar(query.limit(1)) is not None


def find_account(key: str) -> Account | None:
    """The active account of a session key (``get_id``), or None when it was closed or renewed."""
    number, _, generation = key.partition(".")
    account = db.session.get(Account, int(number)) if number.isdecimal() else None
    if account is None or not account.is_active or str(account.generation) != generation:
        return None
    return account


def find_account_by_email(email: str) -> Account | None:
    return db.session.scalar(select(Account).where(Account.email == email.strip().lower()))


def list_grants(host: Host) -> list[RoleGrant]:
    """The roles held at the host now, by person."""
    query = (
        select(RoleGrant)
        .join(RoleGrant.account)
        .where(RoleGrant.host_id == host.id, RoleGrant.ended_at.is_(None))
        .order_by(Account.name, Account.id, RoleGrant.id)
    )
    return list(db.session.scalars(query))


def list_grants_of(account: Account, host: Host) -> list[RoleGrant]:
    query = select(RoleGrant).where(
        RoleGrant.account_id == account.id,
        RoleGrant.host_id == host.id,
        RoleGrant.ended_at.is_(None),
    )
    return list(db.session.scalars(query))


def lock_account(account: Account) -> None:
    """Make all who give this account a role wait for each other, so that none slips past a rule."""
    db.session.execute(select(Account.id).where(Account.id == account.id).with_for_update())


def get_grant(host: Host, public_id: str) -> RoleGrant:
    """A grant of this host.  Raises NotFound for another host's."""
    query = select(RoleGrant).where(RoleGrant.public_id == public_id, RoleGrant.host_id == host.id)
    grant = db.session.scalar(query)
    if grant is None:
        raise NotFound
    return grant


def list_appraisers(host: Host) -> list[Appraiser]:
    """Everybody who was asked to appraise here, ended or not, the newest first."""
    query = select(Appraiser).where(Appraiser.host_id == host.id).order_by(Appraiser.id.desc())
    return list(db.session.scalars(query.options(joinedload(Appraiser.account))))


def get_appraiser(host: Host, public_id: str) -> Appraiser:
    """Somebody invited by this host.  Raises NotFound for another host's."""
    query = select(Appraiser).where(Appraiser.public_id == public_id, Appraiser.host_id == host.id)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def list_invitations(account: Account, day: date) -> list[Appraiser]:
    """Where the account is asked to appraise on that day, and may.

    Who has been given a role at the host since that nobody may hold beside a reviewer's may not.
    """
    query = (
        select(Appraiser)
        .join(Appraiser.host)
        .where(Appraiser.account_id == account.id, Appraiser.ended_at.is_(None))
        .where(Appraiser.until_on >= day)
        .options(contains_eager(Appraiser.host))
        .order_by(Host.name, Appraiser.id)
    )
    found = list(db.session.scalars(query))
    return [
        each
        for each in found
        if not conflicts({one.role for one in list_grants_of(account, each.host)}, Role.REVIEWER)
    ]


def roles_invited(account: Account, host: Host, day: date) -> frozenset[Role]:
    """What an invitation makes of the account at the host on that day: a reviewer, or nothing."""
    query = select(Appraiser.id).where(
        Appraiser.account_id == account.id,
        Appraiser.host_id == host.id,
        Appraiser.ended_at.is_(None),
        Appraiser.until_on >= day,
    )
    is_asked = db.session.scalar(query.limit(1)) is not None
    return frozenset({Role.REVIEWER}) if is_asked else frozenset()


def list_audit(host: Host, page: int, per_page: int) -> tuple[list[AuditEntry], int]:
    """One page of what was done at the host, newest first, and how many acts there are in all."""
    mine = AuditEntry.host_id == host.id
    total = db.session.scalar(select(func.count(AuditEntry.id)).where(mine)) or 0
    query = select(AuditEntry).where(mine).order_by(AuditEntry.id.desc())
    entries = db.session.scalars(query.offset((page - 1) * per_page).limit(per_page))
    return list(entries), total
