"""What can be done to hosts, accounts and roles.  Callers commit."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from contest.db import db
from contest.errors import RolesConflict
from contest.hosts import queries
from contest.hosts.models import Account, Appraiser, Host, HostKind, RoleGrant
from contest.rules.roles import Role, conflicts

# 24 ms here; at the library's defaults 184 ms, and two cores would sign in ten a second.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
TRIES = 10
WAIT = timedelta(minutes=15)
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
GROUPS, GROUP_SIZE = 4, 4


class SignIn(StrEnum):
    """How a try to sign in ended."""

    DONE = "done"
    WRONG = "wrong"
    LOCKED = "locked"


def create_host(
    public_id: str,
    name: str,
    kind: HostKind,
    now: datetime,
    *,
    parent_name: str = "",
    province_code: str | None = None,
    commune_code: str | None = None,
    hotline: str = "",
) -> Host:
    """A new host, which nobody works at yet."""
    return Host(
        public_id=public_id,
        name=name,
        parent_name=parent_name,
        kind=kind,
        province_code=province_code,
        commune_code=commune_code,
        hotline=hotline,
        created_at=now,
        review_steps=2,
    )


def set_review_steps(host: Host, steps: int) -> None:
    """Let questions pass through two hands or three; those on their way go on as they stand."""
    host.review_steps = steps


def create_account(public_id: str, email: str, name: str, password: str, now: datetime) -> Account:
    """A new account; addresses are kept in lower case, so that each person has one."""
    return Account(
        public_id=public_id,
        email=email.strip().lower(),
        name=name,
        password_hash=HASHER.hash(password),
        generation=0,
        wrong_passwords=0,
        created_at=now,
    )


def account_for(
    email: str, name: str, public_id: str, chance: bytes, now: datetime
) -> tuple[Account, str | None]:
    """The account of that address; or a new one in the session, with its first password."""
    found = queries.find_account_by_email(email)
    if found is not None:
        return found, None
    password = password_from(chance)
    account = create_account(public_id, email, name, password, now)
    db.session.add(account)
    db.session.flush()
    return account, password


def sign_in(account: Account | None, password: str, now: datetime) -> SignIn:
    """Check a password; ten wrong ones lock the account for a quarter of an hour.

    An address that nobody has costs the same time as a wrong password, so that the two cannot
    be told apart.
    """
    if account is None or not account.is_active:
        matches(_hash_of_nobody(), password)
        return SignIn.WRONG
    if is_locked(account, now):
        return SignIn.LOCKED
    if not matches(account.password_hash, password):
        account.wrong_passwords += 1
        account.wrong_password_at = now
        return SignIn.WRONG
    account.wrong_passwords = 0
    if HASHER.check_needs_rehash(account.password_hash):
        account.password_hash = HASHER.hash(password)
    return SignIn.DONE


def is_locked(account: Account, now: datetime) -> bool:
    """Whether the account must wait after too many wrong passwords; the wait starts it afresh."""
    last = account.wrong_password_at
    if last is None or now - last >= WAIT:
        account.wrong_passwords = 0
    return account.wrong_passwords >= TRIES


def change_password(account: Account, password: str) -> None:
    """Set a new password; every session of the account ends."""
    account.password_hash = HASHER.hash(password)
    account.generation += 1
    account.wrong_passwords = 0


def password_from(chance: bytes) -> str:
    """A first password to hand over, in groups that can be read aloud; 16 bytes give 79 bits."""
    letters = [READABLE[each % len(READABLE)] for each in chance]
    groups = range(0, GROUPS * GROUP_SIZE, GROUP_SIZE)
    return "-".join("".join(letters[at : at + GROUP_SIZE]) for at in groups)


def grant_role(
    public_id: str,
    account: Account,
    host: Host,
    role: Role,
    held: Iterable[RoleGrant],
    *,
    by: Account | None,
    now: datetime,
    contest_id: int | None = None,
    unit_id: int | None = None,
    invited: Iterable[Role] = (),
) -> RoleGrant:
    """Give a role at the host, or in one contest of it.

    ``held`` are the account's grants at the host that have not ended, ``invited`` the roles that
    an invitation gives.  Raises RolesConflict when one of them counts in the same contest and
    nobody may hold both together.
    """
    rivals = [
        grant.role
        for grant in held
        if contest_id is None or grant.contest_id is None or grant.contest_id == contest_id
    ]
    if clash := conflicts([*rivals, *invited], role):
        raise RolesConflict(roles=sorted(clash))
    return RoleGrant(
        public_id=public_id,
        account_id=account.id,
        account=account,
        host_id=host.id,
        host=host,
        contest_id=contest_id,
        unit_id=unit_id,
        role=role,
        granted_at=now,
        granted_by_id=by.id if by else None,
    )


def end_grant(grant: RoleGrant, now: datetime) -> None:
    """Take a role away; ending it twice changes nothing."""
    grant.ended_at = grant.ended_at or now


def invite_appraiser(
    public_id: str,
    account: Account,
    host: Host,
    held: Iterable[RoleGrant],
    until_on: date,
    topics: Iterable[int],
    by: Account,
    now: datetime,
) -> Appraiser:
    """Ask somebody to appraise the host's questions until a day; no topics: all of them.

    ``held`` are the account's grants at the host that have not ended.  Raises RolesConflict for a
    judge of the host or of one of its contests, and whoever else may not be a reviewer there.
    """
    if clash := conflicts([grant.role for grant in held], Role.REVIEWER):
        raise RolesConflict(roles=sorted(clash))
    return Appraiser(
        public_id=public_id,
        host=host,
        account=account,
        topics=sorted(topics),
        invited_by_id=by.id,
        invited_at=now,
        until_on=until_on,
    )


def end_invitation(appraiser: Appraiser, now: datetime) -> None:
    """Ending it twice changes nothing."""
    appraiser.ended_at = appraiser.ended_at or now


@cache
def _hash_of_nobody() -> str:
    return HASHER.hash("")


def matches(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
