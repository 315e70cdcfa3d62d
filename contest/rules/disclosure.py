"""What may be seen by whom when: marks, answers, figures, names and lists of a round."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from contest.rules.refusal import RuleRefused
from contest.rules.result_way import ORDER, State


class Shown(StrEnum):
    """When a participant sees their marks: at once, after the closing, after the publication."""

    AT_ONCE = "at-once"
    AFTER_CLOSING = "after-closing"
    AFTER_PUBLICATION = "after-publication"


FROM: Mapping[Shown, State] = MappingProxyType(
    {
        Shown.AT_ONCE: State.OPEN,
        Shown.AFTER_CLOSING: State.CLOSED,
        Shown.AFTER_PUBLICATION: State.PUBLISHED,
    }
)
"""The state of the result from which on each is so."""


class What(StrEnum):
    """What a page shows.

    Numbers are the standings by contest number, without names; names, those of all who entered,
    without marks; standings, the names and marks of those who win nothing.  The bank is without
    its keys; the key is published with its legal basis; a look-up gives anybody who knows contest
    number and birth date that result.
    """

    OWN_MARKS = "own-marks"
    OWN_WRONG = "own-wrong"
    RIGHT_ANSWERS = "right-answers"
    KEY = "key"
    TOTALS = "totals"
    UNIT_TABLE = "unit-table"
    NUMBERS = "numbers"
    WINNERS = "winners"
    NAMES = "names"
    STANDINGS = "standings"
    BANK = "bank"
    LOOK_UP = "look-up"


class Whom(StrEnum):
    """Who looks: the participant, anybody, and people with an office."""

    SELF = "self"
    PUBLIC = "public"
    CONTACT = "contact"
    LEADER = "leader"
    JUDGE = "judge"
    ORGANISER = "organiser"
    SECRETARY = "secretary"


INSIDERS = frozenset({Whom.JUDGE, Whom.ORGANISER, Whom.SECRETARY})
"""Who runs the round, and may not enter it."""

ANSWERS = frozenset({What.OWN_WRONG, What.RIGHT_ANSWERS, What.KEY})
FIGURES = frozenset({What.TOTALS, What.UNIT_TABLE})
EARLIEST: Mapping[What, State] = MappingProxyType(
    {
        What.OWN_MARKS: State.OPEN,
        What.OWN_WRONG: State.CLOSED,
        What.RIGHT_ANSWERS: State.CLOSED,
        What.KEY: State.CLOSED,
        What.TOTALS: State.OPEN,
        What.UNIT_TABLE: State.OPEN,
        What.NUMBERS: State.PROVISIONAL,
        What.WINNERS: State.PUBLISHED,
        What.BANK: State.OPEN,
        What.LOOK_UP: State.OPEN,
    }
)
"""What a regulation may say anything of, and the state before which it may not open it.

Names come with the publication, which follows the decision; answers when nobody sits any more.
"""

_USUAL: Mapping[What, State | None] = MappingProxyType(
    {
        What.OWN_MARKS: State.CLOSED,
        What.OWN_WRONG: State.CLOSED,
        What.RIGHT_ANSWERS: State.CLOSED,
        What.KEY: None,
        What.TOTALS: State.OPEN,
        What.UNIT_TABLE: State.OPEN,
        What.NUMBERS: None,
        What.WINNERS: State.PUBLISHED,
        What.BANK: None,
        What.LOOK_UP: None,
    }
)


class DisclosureFault(StrEnum):
    TOO_EARLY = "disclosure-too-early"
    NOT_TO_BE_SET = "disclosure-not-to-be-set"


class DisclosureRefused(RuleRefused):
    """A regulation cannot say so of ``what``; ``code`` is a DisclosureFault."""

    def __init__(self, code: str, what: What) -> None:
        super().__init__(code)
        self.what = what


@dataclass(frozen=True, slots=True)
class Settings:
    """From which state on the regulation opens what; None: never.

    What it does not speak of is as usual.  Nothing opens before its earliest state, and names and
    marks of those who win nothing are not its to open.  Raises DisclosureRefused.
    """

    opens: Mapping[What, State | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for what, state in self.opens.items():
            if what not in EARLIEST or state is State.ANNULLED:
                raise DisclosureRefused(DisclosureFault.NOT_TO_BE_SET, what)
            if state is not None and not _has_reached(state, EARLIEST[what]):
                raise DisclosureRefused(DisclosureFault.TOO_EARLY, what)
        object.__setattr__(self, "opens", MappingProxyType({**_USUAL, **self.opens}))


def settings_of(shown: Shown) -> Settings:
    """A round that shows marks then shows answers with them, and not before nobody sits it."""
    marks = FROM[shown]
    answers = marks if _has_reached(marks, State.CLOSED) else State.CLOSED
    return Settings(
        {What.OWN_MARKS: marks, What.OWN_WRONG: answers, What.RIGHT_ANSWERS: answers},
    )


BEFORE_SET: Mapping[What, State | None] = MappingProxyType(
    {What.TOTALS: State.PUBLISHED, What.UNIT_TABLE: State.PUBLISHED}
)
"""What a contest opens whose regulation was not asked yet: figures with the publication."""


def settings_with(shown: Shown, opens: Mapping[What, State | None] | None) -> Settings:
    """A round says when marks are shown; all else is as the contest's regulation has it.

    ``opens`` of None: the regulation was not asked yet.  Raises DisclosureRefused.
    """
    given = BEFORE_SET if opens is None else opens
    return Settings({**settings_of(shown).opens, **given})


@dataclass(frozen=True, slots=True)
class When:
    """How far the result that is shown has come, and what still runs.

    ``may_be_sat``: anyone may still sit this round, or another that draws from the same questions.
    ``predicted``: what would let the truth of a prediction be computed that is still open.
    """

    state: State
    attempt_over: bool = True
    may_be_sat: bool = False
    predicted: frozenset[What] = frozenset()


class Gate(StrEnum):
    """What opens a cell of the table, where no state does."""

    REGULATION = "regulation"
    NEVER = "never"


_REGULATION, _NEVER = Gate.REGULATION, Gate.NEVER
_OPEN, _CLOSED, _PROVISIONAL = State.OPEN, State.CLOSED, State.PROVISIONAL
_COLUMNS = (
    Whom.SELF,
    Whom.PUBLIC,
    Whom.CONTACT,
    Whom.LEADER,
    Whom.JUDGE,
    Whom.ORGANISER,
    Whom.SECRETARY,
)


def _row(*gates: State | Gate) -> Mapping[Whom, State | Gate]:
    return MappingProxyType(dict(zip(_COLUMNS, gates, strict=True)))


def _as_printed(*staff: State | Gate) -> Mapping[Whom, State | Gate]:
    """For all as the regulation says; for judge, organiser and secretary perhaps earlier."""
    return _row(*(_REGULATION,) * (len(_COLUMNS) - len(staff)), *staff)


TABLE: Mapping[What, Mapping[Whom, State | Gate]] = MappingProxyType(
    {
        What.OWN_MARKS: _row(_REGULATION, *(_NEVER,) * 6),
        What.OWN_WRONG: _row(_REGULATION, *(_NEVER,) * 6),
        What.RIGHT_ANSWERS: _row(_REGULATION, *(_NEVER,) * 3, _CLOSED, _CLOSED, _NEVER),
        What.KEY: _as_printed(_CLOSED, _CLOSED, _REGULATION),
        What.TOTALS: _as_printed(_OPEN, _OPEN, _OPEN),
        What.UNIT_TABLE: _as_printed(_OPEN, _OPEN, _OPEN),
        What.NUMBERS: _as_printed(_PROVISIONAL, _PROVISIONAL, _PROVISIONAL),
        What.WINNERS: _as_printed(_PROVISIONAL, _PROVISIONAL, _PROVISIONAL),
        What.NAMES: _row(_NEVER, _NEVER, _OPEN, _NEVER, _PROVISIONAL, _OPEN, _OPEN),
        What.STANDINGS: _row(*(_NEVER,) * 4, _PROVISIONAL, _PROVISIONAL, _NEVER),
        What.BANK: _as_printed(),
        What.LOOK_UP: _as_printed(),
    }
)
"""Who sees what from which state on.

A contact person sees who of the own unit entered, and never the marks of one who wins nothing; a
leader sees no names but the winners'.  Judges know people by number until the result is
provisional.  A secretary verifies the provisional winners, and does not know the keys.
"""


def allowed(what: What, whom: Whom, when: When, settings: Settings) -> bool:
    """The table says who sees what from when on, and above it stands, whatever is set:

    no answer while anyone may still sit a round that draws from the question; nothing of an
    attempt that runs; no figure to an outsider by which an open prediction's truth is computed;
    of a question nothing, and by the look-up nothing, that the own marks do not show yet.  An
    annulled round shows outsiders what a closed one does, and those who run it all.
    """
    if what in ANSWERS and _may_be_sat(when):
        return False
    if what in when.predicted and whom not in INSIDERS:
        return False
    if not when.attempt_over and what in _OF_AN_ATTEMPT:
        return False
    if _waits_for_marks(what, whom) and not allowed(What.OWN_MARKS, Whom.SELF, when, settings):
        return False
    return _is_open(TABLE[what][whom], what, whom, when, settings)


def may_see_own_place(when: When, settings: Settings) -> bool:
    """A person sees their own place with their own marks, once places are public by number, or
    else with the publication."""
    if not allowed(What.OWN_MARKS, Whom.SELF, when, settings):
        return False
    is_published = _has_reached(_shown_state(when.state, Whom.SELF), State.PUBLISHED)
    return is_published or allowed(What.NUMBERS, Whom.PUBLIC, when, settings)


_OF_AN_ATTEMPT = frozenset({What.OWN_MARKS, What.OWN_WRONG, What.RIGHT_ANSWERS, What.LOOK_UP})


def _may_be_sat(when: When) -> bool:
    return when.may_be_sat or when.state is State.OPEN


def _waits_for_marks(what: What, whom: Whom) -> bool:
    is_own = whom is Whom.SELF and what in {What.OWN_WRONG, What.RIGHT_ANSWERS}
    return is_own or what is What.LOOK_UP


def _is_open(gate: State | Gate, what: What, whom: Whom, when: When, settings: Settings) -> bool:
    if gate is Gate.NEVER:
        return False
    from_state = settings.opens[what] if isinstance(gate, Gate) else gate
    return from_state is not None and _has_reached(_shown_state(when.state, whom), from_state)


def _shown_state(state: State, whom: Whom) -> State:
    if state is not State.ANNULLED:
        return state
    return State.FINAL if whom in INSIDERS else State.CLOSED


def _has_reached(state: State, wanted: State) -> bool:
    return ORDER.index(state) >= ORDER.index(wanted)


def figures_as_of(whom: Whom, state: State, now_ms: int, frozen_at_ms: int | None) -> int:
    """A frozen board shows outsiders what stood then, on every page, until the publication.

    Returns the instant of which figures and standings are to be shown.
    """
    is_frozen = frozen_at_ms is not None and whom not in INSIDERS
    if not is_frozen or _has_reached(_shown_state(state, whom), State.PUBLISHED):
        return now_ms
    return min(now_ms, frozen_at_ms or 0)


@dataclass(frozen=True, slots=True)
class Span:
    """A round, until when anyone may sit it, and the questions that it draws from."""

    round_id: int
    last_answer_ms: int
    questions: frozenset[int]


@dataclass(frozen=True, slots=True)
class Conflict:
    """``what`` would show answers while another round that draws from them can still be sat."""

    what: What
    round_id: int


def conflicts(settings: Settings, this: Span, others: Iterable[Span]) -> tuple[Conflict, ...]:
    """A regulation does not promise answers at the closing while another round asks the same.

    It names the rounds.  What opens with the publication is promised for no moment: it waits.
    """
    promised = [what for what in What if what in ANSWERS and settings.opens[what] is State.CLOSED]
    later = [
        each
        for each in others
        if each.last_answer_ms > this.last_answer_ms and each.questions & this.questions
    ]
    return tuple(Conflict(what, each.round_id) for what in promised for each in later)


def encode_opens(opens: Mapping[What, State | None]) -> dict[str, str | None]:
    """What a contest's regulation says, and no more, as plain JSON."""
    return {what.value: None if state is None else state.value for what, state in opens.items()}


def decode_opens(data: Mapping[str, str | None]) -> dict[What, State | None]:
    """Read what ``encode_opens`` wrote.  Raises ValueError for what is unknown."""
    return {What(what): None if state is None else State(state) for what, state in data.items()}
