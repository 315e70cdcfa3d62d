"""What can go wrong in the contest's own terms; contest.web.errors makes pages of it."""

from collections.abc import Sequence
from typing import Any


class ContestError(Exception):
    """A rule said no.  ``code`` names the message and is stable."""

    code = "refused"

    def __init__(self, **details: object) -> None:
        super().__init__(self.code)
        self.details = details


class NotFound(ContestError):
    """There is no such thing, or not for this person."""

    code = "not-found"


class NotSignedIn(ContestError):
    """The page is for members of staff who have signed in."""

    code = "not-signed-in"


class NotKnown(ContestError):
    """The page is for an entrant whom this device does not know yet."""

    code = "not-known"


class NotAllowed(ContestError):
    """The role held here does not allow it."""

    code = "not-allowed"


class RolesConflict(ContestError):
    """Two roles that nobody may hold together in one contest."""

    code = "roles-conflict"


class SignInRefused(ContestError):
    """The name and the password, or the number and the code, do not belong together."""

    code = "sign-in-refused"


class TooManyTries(ContestError):
    """Too many wrong codes; the person must wait or ask the help desk."""

    code = "too-many-tries"


class MergedAlready(ContestError):
    """One of the two entries is part of a merge before this."""

    code = "merged-already"


class FormExpired(ContestError):
    """A button's token is missing, forged or of another browser session."""

    code = "form-expired"


class RoundStillOpen(ContestError):
    """Somebody may still sit the round, so nothing of it is computed or published."""

    code = "round-still-open"


class MarksMissing(ContestError):
    """Attempts of the round have not been marked yet."""

    code = "marks-missing"


class ResultFinal(ContestError):
    """The round's result is final: nothing computes it again."""

    code = "result-final"


class LotsTooEarly(ContestError):
    """The round is not over or not computed yet, so nothing is drawn."""

    code = "lots-too-early"


class LotsDrawn(ContestError):
    """The public number was entered already: lots are drawn once."""

    code = "lots-drawn"


class OwnWork(ContestError):
    """Nobody takes two steps of a question's way: writes, appraises, approves."""

    code = "own-work"


class ActNotOpen(ContestError):
    """The question's state does not allow this act, or another did it first."""

    code = "act-not-open"


class FaultyQuestion(ContestError):
    """The question has an error and is not approved."""

    code = "faulty-question"


class NotFiled(ContestError):
    """Questions of an import have no topic, difficulty or audience yet: ``details["count"]``."""

    code = "not-filed"


class ContestNotReady(ContestError):
    """Something is missing before the contest can be published: ``details["gaps"]``."""

    code = "contest-not-ready"


class KeysFixed(ContestError):
    """The result has gone further than provisional: no key is corrected any more."""

    code = "keys-fixed"


class KeysPending(ContestError):
    """Somebody else's correction of this round's keys waits to be published or withdrawn."""

    code = "keys-pending"


class KeysNotMarked(ContestError):
    """Not all attempts are marked under the correction yet, so nobody saw what it does."""

    code = "keys-not-marked"


class KeysSettled(ContestError):
    """The correction was published or withdrawn already."""

    code = "keys-settled"


class KeyUnchanged(ContestError):
    """The correction says what the keys in force say already."""

    code = "key-unchanged"


class OwnCorrection(ContestError):
    """Who wrote a correction of a key does not publish it."""

    code = "own-correction"


class RoundFixed(ContestError):
    """The round's pools are pinned: nothing that papers depend on changes any more."""

    code = "round-fixed"


class RegulationFixed(ContestError):
    """Somebody has started: the rules with the codes in ``fields`` stay as they are."""

    code = "regulation-fixed"

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(fields=fields)
        self.fields = fields


class ContestEntered(ContestError):
    """Somebody has entered already, so this cannot be taken back."""

    code = "contest-entered"


class HeadcountsFixed(ContestError):
    """Headcounts are frozen when the round opens."""

    code = "headcounts-fixed"


class DisclosureConflict(ContestError):
    """Answers would be promised while another round still asks the same questions."""

    code = "disclosure-conflict"

    def __init__(self, conflicts: Sequence[Any]) -> None:
        super().__init__()
        self.conflicts = conflicts


class WaysBegun(ContestError):
    """A result has gone a step of its way; audiences do not part or join any more."""

    code = "ways-begun"


class NotShownYet(ContestError):
    """The regulation opens it later, or never, to whoever looks."""

    code = "not-shown-yet"


class DatabaseBusy(ContestError):
    """The database did not answer in time; what was sent may be sent again."""

    code = "database-busy"


class TokenForged(ContestError):
    """The page's token is not ours, or is of another installation."""

    code = "token-forged"


class NotEntered(ContestError):
    """The person has not registered in this contest."""

    code = "not-entered"


class AttemptsUsedUp(ContestError):
    """The person has sat as often as the regulation allows.

    ``details["reached"]`` is the limit, ``details["next_ms"]`` when one can start again, or None.
    """

    code = "attempts-used-up"


class RoundAnnulled(ContestError):
    """The round was annulled: nothing of it counts."""

    code = "round-annulled"


class RoundNotReady(ContestError):
    """The round's pools have not been fixed, so no paper can be drawn."""

    code = "round-not-ready"


class AttemptRunning(ContestError):
    """The attempt has not been handed in yet, so there is no receipt and no result."""

    code = "attempt-running"


class ResultNotShown(ContestError):
    """The regulation does not show this result yet."""

    code = "result-not-shown"


class RegistrationOver(ContestError):
    """Every round of the contest has closed: nobody enters any more."""

    code = "registration-over"


class UnitHasParts(ContestError):
    """Other units still stand under this one."""

    code = "unit-has-parts"


class ComplaintNotYours(ContestError):
    """A complaint is answered by the one to whom it was assigned."""

    code = "complaint-not-yours"


class RoundOver(ContestError):
    """Nobody's answer can count in the round any more, so that extra time would help nobody."""

    code = "care-round-over"


class RoundSuspended(ContestError):
    """The round is suspended: no attempt is opened again before it is resumed."""

    code = "care-round-suspended"


class ResultBegun(ContestError):
    """The round's result was worked out: no attempt of it is opened again."""

    code = "care-result-begun"


class LaterAttempt(ContestError):
    """The person has started another attempt since, and sits one at a time."""

    code = "care-later-attempt"


class AttemptOnPaper(ContestError):
    """The attempt is sat on a printed paper, not on a device."""

    code = "care-on-paper"


class TextMarked(ContestError):
    """A judge has marked the text of the attempt."""

    code = "care-text-marked"


class SittingOnDevice(ContestError):
    """The person is sitting the round on a device, so that no paper is printed."""

    code = "paper-on-device"


class PaperNotThere(ContestError):
    """The printed paper is not, or no more, at the stage that this is for."""

    code = "paper-not-there"


class TypedAlready(ContestError):
    """The person has typed this paper; another types it again, a third settles."""

    code = "paper-typed-already"


class PapersNotTyped(MarksMissing):
    """``count`` printed papers wait for their answers to be typed in."""

    code = "papers-not-typed"
