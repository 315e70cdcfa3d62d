"""What can be done to guardians' consents: given online, ticked in, withdrawn.  Callers commit."""

from datetime import datetime

from contest.contests.models import Entry, GuardianConsent
from contest.db import db
from contest.hosts.models import Account


def give_online(
    entry: Entry, name: str, relation: str, wording: str, now: datetime
) -> GuardianConsent:
    """A guardian's own tick, with name and relation, in the words that stood there."""
    return _keep(
        GuardianConsent(
            entry=entry, guardian_name=name, relation=relation, wording=wording, given_at=now
        )
    )


def tick_in(entry: Entry, wording: str, by: Account, now: datetime) -> GuardianConsent:
    """A signed line of a printed form, which the school keeps; who ticked it in is written down."""
    return _keep(
        GuardianConsent(
            entry=entry,
            guardian_name="",
            relation="",
            wording=wording,
            ticked_by_id=by.id,
            given_at=now,
        )
    )


def _keep(consent: GuardianConsent) -> GuardianConsent:
    db.session.add(consent)
    return consent


def withdraw(consent: GuardianConsent, now: datetime) -> None:
    """Take a consent back: it is kept, and counts no more."""
    consent.withdrawn_at = now
