"""The password that everybody has to know to enter a contest.  Callers commit."""

from contest.contests.models import Contest
from contest.hosts.service import HASHER, matches


def set_password(contest: Contest, password: str) -> None:
    """Ask for this password from now on; "" asks for none.  Only its argon2 hash is kept."""
    contest.password_hash = HASHER.hash(password) if password else None


def is_right(contest: Contest, password: str) -> bool:
    """Whether somebody who types this may enter; where there is no password, anybody may."""
    return contest.password_hash is None or matches(contest.password_hash, password)
