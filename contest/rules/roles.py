"""Who of the staff may do what, and which two roles nobody may hold together in one contest."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What somebody is at a host, or in one contest of it."""

    ADMINISTRATOR = "administrator"
    ORGANISER = "organiser"
    SECRETARY = "secretary"
    WRITER = "writer"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    JUDGE = "judge"
    CONTACT = "contact"
    OBSERVER = "observer"


class Action(StrEnum):
    """What pages do; each page asks for one of these."""

    SEE_HOST = "see-host"
    MANAGE_STAFF = "manage-staff"
    SEE_AUDIT = "see-audit"
    SEE_UNITS = "see-units"
    MANAGE_UNITS = "manage-units"
    SEE_QUESTIONS = "see-questions"
    WRITE_QUESTIONS = "write-questions"
    APPROVE_QUESTIONS = "approve-questions"
    RETIRE_QUESTIONS = "retire-questions"
    LEND_QUESTIONS = "lend-questions"
    MANAGE_ROWS = "manage-rows"
    SEE_CONTESTS = "see-contests"
    MANAGE_CONTESTS = "manage-contests"
    PREVIEW_CONTESTS = "preview-contests"
    PUBLISH_CONTESTS = "publish-contests"
    SEE_HEADCOUNTS = "see-headcounts"
    SET_HEADCOUNTS = "set-headcounts"
    SEE_ENTRANTS = "see-entrants"
    HELP_ENTRANTS = "help-entrants"
    SEE_TOTALS = "see-totals"
    SEE_STANDINGS = "see-standings"
    RANK = "rank"
    EXPORT_RESULTS = "export-results"
    PUBLISH_RESULTS = "publish-results"


_ADMINISTRATOR, _ORGANISER, _SECRETARY = Role.ADMINISTRATOR, Role.ORGANISER, Role.SECRETARY
_WRITER, _REVIEWER, _APPROVER = Role.WRITER, Role.REVIEWER, Role.APPROVER
_JUDGE, _CONTACT, _OBSERVER = Role.JUDGE, Role.CONTACT, Role.OBSERVER
_BANK = frozenset({_ORGANISER, _WRITER, _REVIEWER, _APPROVER})

# A host's administrator runs its accounts and sees no question, no entrant and no mark; an observer
# reads what the public may once read, and no key; a contact person sees how units do, not people.
ALLOWED: Mapping[Action, frozenset[Role]] = MappingProxyType(
    {
        Action.SEE_HOST: frozenset(Role),
        Action.MANAGE_STAFF: frozenset({_ADMINISTRATOR}),
        Action.SEE_AUDIT: frozenset({_ADMINISTRATOR, _ORGANISER, _OBSERVER}),
        Action.SEE_UNITS: frozenset(Role),
        Action.MANAGE_UNITS: frozenset({_ADMINISTRATOR, _ORGANISER, _SECRETARY}),
        Action.SEE_QUESTIONS: _BANK,
        Action.WRITE_QUESTIONS: frozenset({_ORGANISER, _WRITER}),
        Action.APPROVE_QUESTIONS: frozenset({_APPROVER}),
        Action.RETIRE_QUESTIONS: frozenset({_APPROVER}),
        Action.LEND_QUESTIONS: frozenset({_ORGANISER, _APPROVER}),
        Action.MANAGE_ROWS: frozenset({_ORGANISER, _APPROVER}),
        Action.SEE_CONTESTS: frozenset(Role),
        Action.MANAGE_CONTESTS: frozenset({_ORGANISER}),
        Action.PREVIEW_CONTESTS: _BANK,
        Action.PUBLISH_CONTESTS: frozenset({_ORGANISER}),
        Action.SEE_HEADCOUNTS: frozenset({_ORGANISER, _SECRETARY, _JUDGE, _CONTACT, _OBSERVER}),
        Action.SET_HEADCOUNTS: frozenset({_ORGANISER, _SECRETARY}),
        Action.SEE_ENTRANTS: frozenset({_ORGANISER, _SECRETARY, _JUDGE}),
        Action.HELP_ENTRANTS: frozenset({_ORGANISER, _SECRETARY}),
        Action.SEE_TOTALS: frozenset({_ORGANISER, _SECRETARY, _JUDGE, _CONTACT, _OBSERVER}),
        Action.SEE_STANDINGS: frozenset({_ORGANISER, _SECRETARY, _JUDGE}),
        Action.RANK: frozenset({_JUDGE}),
        Action.EXPORT_RESULTS: frozenset({_JUDGE}),
        Action.PUBLISH_RESULTS: frozenset({_ORGANISER}),
    }
)

_PAIRS = (
    # Who ranks does not run the contest, keep its accounts, mend entrants' data or make its keys.
    (_JUDGE, _ADMINISTRATOR),
    (_JUDGE, _ORGANISER),
    (_JUDGE, _SECRETARY),
    (_JUDGE, _WRITER),
    (_JUDGE, _REVIEWER),
    (_JUDGE, _APPROVER),
    # Who speaks for a unit that competes neither ranks it nor knows the questions.
    (_CONTACT, _JUDGE),
    (_CONTACT, _WRITER),
    (_CONTACT, _REVIEWER),
    (_CONTACT, _APPROVER),
    # Who observes does nothing else.
    *((_OBSERVER, other) for other in Role if other is not _OBSERVER),
)
INCOMPATIBLE: frozenset[frozenset[Role]] = frozenset(frozenset(pair) for pair in _PAIRS)


def may(roles: Iterable[Role], action: Action) -> bool:
    """Whether somebody who holds these roles may do it: one of them must allow it."""
    return not ALLOWED[action].isdisjoint(roles)


def conflicts(held: Iterable[Role], new: Role) -> frozenset[Role]:
    """The roles held that nobody may hold together with the new one in one contest."""
    return frozenset(role for role in held if frozenset({role, new}) in INCOMPATIBLE)
