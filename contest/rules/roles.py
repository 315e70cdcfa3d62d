"""What each role of the staff may do, and which two nobody holds together in one contest."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """A role is held at one host or in one contest."""

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
    """What a page of the staff is for."""

    SEE_HOST = "see-host"
    MANAGE_HOST = "manage-host"
    MANAGE_STAFF = "manage-staff"
    SEE_AUDIT = "see-audit"
    MANAGE_LISTS = "manage-lists"  # topics, audiences, reporting groups
    SEE_UNITS = "see-units"
    MANAGE_UNITS = "manage-units"
    SEE_HEADCOUNTS = "see-headcounts"
    SET_HEADCOUNTS = "set-headcounts"
    SEE_QUESTIONS = "see-questions"
    WRITE_QUESTIONS = "write-questions"
    REVIEW_QUESTIONS = "review-questions"
    APPROVE_QUESTIONS = "approve-questions"
    RETIRE_QUESTIONS = "retire-questions"
    LEND_QUESTIONS = "lend-questions"
    INVITE_APPRAISERS = "invite-appraisers"  # from elsewhere, to the questions submitted here
    CORRECT_KEYS = "correct-keys"  # of a round's questions: one writes, another publishes
    SET_TRUTHS = "set-truths"  # of extra questions, once a round is over
    MARK_TEXTS = "mark-texts"  # of entrants whom the judge does not know
    SEE_KEY_LOOKS = "see-key-looks"  # who opened the keys of a round's pool
    MANAGE_DOCUMENTS = "manage-documents"  # the legal documents that questions rest on
    SEE_CONTESTS = "see-contests"
    MANAGE_CONTESTS = "manage-contests"
    RUN_CONTESTS = "run-contests"  # extend, suspend, annul …; tell those who take part
    WATCH = "watch"  # how a round goes while it is sat, without marks
    PRINT_PAPERS = "print-papers"  # of entrants who sit on paper, without keys; each is recorded
    TYPE_PAPERS = "type-papers"  # who types answers in does not know the keys
    PREVIEW_CONTESTS = "preview-contests"  # shows questions, without their keys
    PUBLISH_CONTESTS = "publish-contests"
    SEE_ENTRANTS = "see-entrants"
    HELP_ENTRANTS = "help-entrants"
    SEE_PRIVATE_DATA = "see-private-data"  # phone and citizen number in full; each look is recorded
    MANAGE_PEOPLE_LISTS = "manage-people-lists"  # staff, classes, members, who is barred
    TICK_GUARDIANS = "tick-guardians"  # the printed forms of guardians who consent
    SEE_UNCHECKED = "see-unchecked"  # what could not be checked when people entered
    SEE_RESULTS = "see-results"  # totals and charts, no names
    SEE_STANDINGS = "see-standings"
    RANK = "rank"
    EXPORT_RESULTS = "export-results"
    SETTLE = "settle"  # what the committee decides: lots, equals, marks of units, proposals
    CHECK_ENTRANTS = "check-entrants"  # cards, units, calls, and signs about people
    RECOGNISE = "recognise"  # whether an entry counts; corrections and merges
    SEE_CLAIMS = "see-claims"  # how far each prize has come to its winner
    PAY_PRIZES = "pay-prizes"  # claims in full, each look recorded; what was handed over
    SEE_COMPLAINTS = "see-complaints"
    RECEIVE_COMPLAINTS = "receive-complaints"  # brought on paper
    ASSIGN_COMPLAINTS = "assign-complaints"
    ANSWER_COMPLAINTS = "answer-complaints"  # those assigned to oneself
    SEE_DOSSIERS = "see-dossiers"  # all that is kept of one entrant's contest; each is recorded
    SEE_WAY = "see-way"  # how far results have come, on which papers
    MOVE_RESULTS = "move-results"  # each step is the organiser's or the judges'
    CONFIRM_RESULTS = "confirm-results"
    SEE_PAPERS = "see-papers"  # the official documents that acts rest on


_EVERYONE = frozenset(Role)
_KNOW_KEYS = frozenset({Role.ORGANISER, Role.WRITER, Role.REVIEWER, Role.APPROVER})
_KEEP_UNITS = frozenset({Role.ADMINISTRATOR, Role.ORGANISER, Role.SECRETARY})
_SEE_RESULTS = frozenset({Role.ORGANISER, Role.SECRETARY, Role.JUDGE, Role.CONTACT, Role.OBSERVER})
_MEET_COMPLAINTS = frozenset({Role.ORGANISER, Role.SECRETARY, Role.JUDGE})
_FOLLOW_RESULTS = frozenset({Role.ORGANISER, Role.SECRETARY, Role.JUDGE, Role.OBSERVER})

ALLOWED: Mapping[Action, frozenset[Role]] = MappingProxyType(
    {
        Action.SEE_HOST: _EVERYONE,
        Action.MANAGE_HOST: frozenset({Role.ADMINISTRATOR}),
        Action.MANAGE_STAFF: frozenset({Role.ADMINISTRATOR}),
        Action.SEE_AUDIT: frozenset({Role.ADMINISTRATOR, Role.OBSERVER}),
        Action.MANAGE_LISTS: frozenset({Role.ORGANISER}),
        Action.SEE_UNITS: _EVERYONE,
        Action.MANAGE_UNITS: _KEEP_UNITS,
        Action.SEE_HEADCOUNTS: _KEEP_UNITS | {Role.JUDGE, Role.CONTACT, Role.OBSERVER},
        Action.SET_HEADCOUNTS: frozenset({Role.ORGANISER, Role.SECRETARY, Role.CONTACT}),
        Action.SEE_QUESTIONS: _KNOW_KEYS,
        Action.WRITE_QUESTIONS: frozenset({Role.ORGANISER, Role.WRITER}),
        Action.REVIEW_QUESTIONS: frozenset({Role.REVIEWER, Role.APPROVER}),
        Action.APPROVE_QUESTIONS: frozenset({Role.APPROVER}),
        Action.RETIRE_QUESTIONS: frozenset({Role.ORGANISER, Role.APPROVER}),
        Action.LEND_QUESTIONS: frozenset({Role.ORGANISER}),
        Action.INVITE_APPRAISERS: frozenset({Role.ORGANISER}),
        Action.CORRECT_KEYS: frozenset({Role.ORGANISER, Role.APPROVER}),
        Action.SET_TRUTHS: frozenset({Role.ORGANISER}),
        Action.MARK_TEXTS: frozenset({Role.JUDGE}),
        Action.SEE_KEY_LOOKS: frozenset({Role.ADMINISTRATOR, Role.ORGANISER}),
        Action.MANAGE_DOCUMENTS: frozenset({Role.ORGANISER, Role.APPROVER}),
        Action.SEE_CONTESTS: _EVERYONE,
        Action.MANAGE_CONTESTS: frozenset({Role.ORGANISER}),
        Action.RUN_CONTESTS: frozenset({Role.ORGANISER}),
        Action.PRINT_PAPERS: frozenset({Role.ORGANISER, Role.SECRETARY}),
        Action.TYPE_PAPERS: frozenset({Role.SECRETARY}),
        Action.WATCH: frozenset({Role.ORGANISER, Role.SECRETARY, Role.JUDGE}),
        Action.PREVIEW_CONTESTS: _KNOW_KEYS,
        Action.PUBLISH_CONTESTS: frozenset({Role.ORGANISER}),
        Action.SEE_ENTRANTS: frozenset({Role.SECRETARY}),
        Action.HELP_ENTRANTS: frozenset({Role.SECRETARY}),
        Action.SEE_PRIVATE_DATA: frozenset({Role.SECRETARY}),
        Action.MANAGE_PEOPLE_LISTS: frozenset({Role.ORGANISER, Role.SECRETARY}),
        Action.TICK_GUARDIANS: frozenset({Role.ORGANISER, Role.SECRETARY, Role.CONTACT}),
        Action.SEE_UNCHECKED: frozenset({Role.SECRETARY, Role.JUDGE}),
        Action.SEE_RESULTS: _SEE_RESULTS,
        Action.SEE_STANDINGS: frozenset({Role.ORGANISER, Role.JUDGE}),
        Action.RANK: frozenset({Role.JUDGE}),
        Action.EXPORT_RESULTS: frozenset({Role.ORGANISER, Role.JUDGE}),
        Action.SETTLE: frozenset({Role.ORGANISER}),
        Action.CHECK_ENTRANTS: frozenset({Role.SECRETARY, Role.JUDGE}),
        Action.RECOGNISE: frozenset({Role.JUDGE}),
        Action.SEE_CLAIMS: frozenset({Role.ORGANISER, Role.SECRETARY}),
        Action.PAY_PRIZES: frozenset({Role.SECRETARY}),
        Action.SEE_COMPLAINTS: _MEET_COMPLAINTS,
        Action.RECEIVE_COMPLAINTS: frozenset({Role.ORGANISER, Role.SECRETARY}),
        Action.ASSIGN_COMPLAINTS: frozenset({Role.ORGANISER}),
        Action.ANSWER_COMPLAINTS: _MEET_COMPLAINTS,
        Action.SEE_DOSSIERS: frozenset({Role.JUDGE}),
        Action.SEE_WAY: _FOLLOW_RESULTS,
        Action.MOVE_RESULTS: frozenset({Role.ORGANISER, Role.JUDGE}),
        Action.CONFIRM_RESULTS: frozenset({Role.JUDGE}),
        Action.SEE_PAPERS: _FOLLOW_RESULTS,
    }
)


def _pairs(role: Role, others: Iterable[Role]) -> frozenset[frozenset[Role]]:
    return frozenset(frozenset({role, other}) for other in others if other is not role)


INCOMPATIBLE: frozenset[frozenset[Role]] = (
    _pairs(Role.JUDGE, _KNOW_KEYS | {Role.ADMINISTRATOR, Role.SECRETARY, Role.CONTACT})
    | _pairs(Role.SECRETARY, _KNOW_KEYS)
    | _pairs(Role.CONTACT, _KNOW_KEYS | {Role.SECRETARY})
    | _pairs(Role.OBSERVER, _EVERYONE)
)
"""Two roles that nobody holds together in one contest.

A judge has neither set nor seen the keys, has not verified or helped the people judged, holds
no unit's interest and does not run the machine.  A secretary, who knows the entrants, does not
know the keys; nor does a contact person, who brings a unit's people in and therefore does not
verify them either.  An observer only reads, and holds nothing else.
"""


def may(roles: Iterable[Role], action: Action) -> bool:
    """Whoever holds one of the roles that the table names for an action may do it."""
    return not ALLOWED[action].isdisjoint(roles)


def conflicts(held: Iterable[Role], new: Role) -> frozenset[Role]:
    """Return those of the roles held that nobody may hold together with the new one."""
    return frozenset(role for role in held if frozenset({role, new}) in INCOMPATIBLE)
