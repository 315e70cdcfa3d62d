"""How a winner wishes to get a prize, and how much of it others see."""

import json
import re
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from contest.rules.refusal import RuleRefused

SHOWN = 3
HIDDEN = "***"
_ACCOUNT = re.compile(r"[0-9A-Z]{6,24}")


class Handing(StrEnum):
    """The ways in which a prize is handed over."""

    OFFICE = "office"
    BANK = "bank"
    POST = "post"


class PayeeFault(StrEnum):
    ACCOUNT_MISSING = "account-missing"
    ACCOUNT_UNREADABLE = "account-unreadable"


class PayeeRefused(RuleRefused):
    """Nobody can be paid by this; ``code`` is a PayeeFault."""


@dataclass(frozen=True, slots=True)
class Payee:
    """The way, with only what that way needs."""

    handing: Handing
    bank: str = ""
    account: str = ""
    holder: str = ""
    address: str = ""

    def __post_init__(self) -> None:
        needed = _NEEDED[self.handing]
        for name in ("bank", "account", "holder", "address"):
            if bool(getattr(self, name)) != (name in needed):
                raise ValueError("a payee has what the way needs and nothing else")


_NEEDED = {
    Handing.OFFICE: frozenset[str](),
    Handing.BANK: frozenset({"bank", "account", "holder"}),
    Handing.POST: frozenset({"address"}),
}


def read_account(text: str) -> str:
    """An account number as it is typed, with spaces, dots or hyphens: 6 to 24 digits or letters.

    Raises PayeeRefused.
    """
    found = re.sub(r"[\s.\-]", "", text).upper()
    if not found:
        raise PayeeRefused(PayeeFault.ACCOUNT_MISSING)
    if not _ACCOUNT.fullmatch(found):
        raise PayeeRefused(PayeeFault.ACCOUNT_UNREADABLE)
    return found


def masked(payee: Payee) -> Payee:
    """Others see the bank, three signs of the account, initials, and of an address that it is
    there: in which order people write its parts nobody knows.
    """
    hidden = max(0, len(payee.account) - SHOWN)
    return replace(
        payee,
        account="*" * hidden + payee.account[hidden:],
        holder="".join(f"{word[0]}." for word in payee.holder.split()),
        address=HIDDEN if payee.address else "",
    )


def encode(payee: Payee) -> str:
    """One line of JSON, to be sealed."""
    return json.dumps(asdict(payee), ensure_ascii=False)


def decode(text: str) -> Payee:
    """Read what ``encode`` wrote.  Raises ValueError for anything else."""
    try:
        found = json.loads(text)
        return Payee(**{**found, "handing": Handing(found["handing"])})
    except (KeyError, TypeError) as fault:
        raise ValueError("a payee is a way and what it needs") from fault
