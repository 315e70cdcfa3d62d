"""What a real contest says of itself, each with the line of its source, and a small case of it.

A line is a line of the facts (``domain.md:22``, ``features.md:10``).  Where they say nothing of
something it is None, and the runner takes what is usual (``world``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

from contest.clock import VIETNAM
from contest.contests.models import Ask
from contest.rules.audiences import WrongAudience
from contest.rules.barring import Bar
from contest.rules.complaints import TimeLimit
from contest.rules.conditions import ANYONE, Condition, Link, Linked
from contest.rules.disclosure import Shown, What
from contest.rules.eligibility import Birth
from contest.rules.extra import Counts
from contest.rules.prediction import Target
from contest.rules.prizes import Edge, Repeat
from contest.rules.ranking import Counting, Equals, Scheme
from contest.rules.result_way import State
from contest.rules.roles import Role
from contest.rules.unit_schemes import UnitScheme
from contest.rules.verification import Ground

Fact = TypeVar("Fact")
MADE_UP = "–"  # the line of what no source says, days above all
GROWN_UP = Birth(1990, 5, 4)
HERE, ELSEWHERE = "tỉnh Quê Ta", "tỉnh Nơi Khác"
VILLAGE, TOWN, FAR = "xã Trong", "phường Chợ", "xã Ngoài"  # the last one is elsewhere


@dataclass(frozen=True, slots=True)
class Said(Generic[Fact]):
    """A fact, and the line that says it."""

    fact: Fact
    line: str


@dataclass(frozen=True, slots=True)
class Places:
    """The rows of the units and of the lists that a contest speaks of, by their names."""

    units: Mapping[str, int]
    lists: Mapping[str, int] = field(default_factory=dict)

    def linked(self, *links: Link, to: str = HERE) -> Linked:
        return Linked(frozenset({self.units[to]}), frozenset(links))


def anyone(_: Places) -> Condition:
    return ANYONE


def nobody(_: Places) -> tuple[Bar, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Who:
    """Who may enter, who is barred, what is asked of everybody."""

    asks: Callable[[Places], Condition] = anyone
    bars: Callable[[Places], tuple[Bar, ...]] = nobody
    declaration: str = ""
    wrong_audience: WrongAudience = WrongAudience.NOT_RECOGNISED
    people_per_phone: int | None = None
    password: str = ""
    citizen_number: Ask = Ask.NO


@dataclass(frozen=True, slots=True)
class Audience:
    """People with a bank and a ranking of their own."""

    title: str
    asks: Callable[[Places], Condition] = anyone


EVERYONE = Audience("Mọi người")


@dataclass(frozen=True, slots=True)
class Times:
    """The rounds, each from an instant to another; perhaps at some minutes of each day only."""

    rounds: tuple[tuple[datetime, datetime], ...]
    daily: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Often:
    """How often one may sit: in a round, a week, the contest; and which attempt counts."""

    in_round: int | None = None
    in_week: int | None = None
    in_contest: int | None = None
    counting: Counting = Counting.BEST
    equals: Equals = Equals.SCHEME
    must_answer_all: bool = False


@dataclass(frozen=True, slots=True)
class Extra:
    """What the paper asks at its end: a prediction, or a number whose truth is found later."""

    target: Target | None = None
    words: str = ""
    counts: Counts | None = None
    fact: str = ""


@dataclass(frozen=True, slots=True)
class PrizePlan:
    """So many prizes of an amount in đồng (0: not said), in each round or of the whole contest."""

    title: str
    count: int
    amount: int = 0
    audience: str = ""
    for_units: bool = False
    by_proposal: bool = False
    block: str = ""
    of_contest: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """What is shown when: a participant's own marks, and what the regulation opens else."""

    shown: Shown = Shown.AFTER_CLOSING
    opens: Mapping[What, State] | None = None


@dataclass(frozen=True, slots=True)
class Complaining:
    """Until when one complains, and the day of the awarding where it hangs on that."""

    window: TimeLimit
    awarding: date | None = None


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A made-up office or school of the host's list, with its people in every round."""

    name: str
    headcount: int | None = None
    block: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Sat:
    """An attempt: when, how many answers are right, how long it took, what was foreseen.

    The others are wrong but for ``blank`` of them.  ``refused`` names the rule by which the start
    was refused.
    """

    at: datetime
    right: int = 0
    seconds: float = 60
    guess: str = ""
    fact: str = ""
    blank: int = 0
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Entrant:
    """Somebody made up.  ``refused`` are the rules by which they may not enter.

    ``role`` is one of the staff's that they have; ``out`` is why a judge does not recognise them.
    """

    name: str
    sat: tuple[Sat, ...] = ()
    audience: str = ""
    birth: Birth | None = GROWN_UP
    home: str = VILLAGE
    country: str | None = None
    unit: str = ""
    link: Link | None = None
    citizenship: str = "VN"
    grade: int | None = None
    bodies: frozenset[str] = frozenset()
    phone: str = ""
    citizen_number: str = ""
    password: str = ""
    declares: bool = True
    role: Role | None = None
    group: str = ""
    enters_at: datetime | None = None
    refused: tuple[str, ...] = ()
    out: Ground | None = None


@dataclass(frozen=True, slots=True)
class Committee:
    """What the committee decides once a round is over.

    Truths of facts by round, marks of units (round, criterion, unit, hundredths), proposals
    (prize, unit), and the order of people whom every other key leaves equal, by round.
    """

    truths: Mapping[int, int] = field(default_factory=dict)
    criteria: tuple[str, ...] = ()
    marks: tuple[tuple[int, int, str, int], ...] = ()
    proposals: tuple[tuple[str, str], ...] = ()
    orders: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expected:
    """What comes of the case, worked out by hand; keys are rounds, 0 all of them together.

    ``counting``: which attempt of a round counts, of those who made several.  ``ranking``: who
    stands after whom, "=" between equals; by round and audience.  ``prizes`` and ``unit_prizes``:
    who has what.  ``units``: place, unit, figures; "–" where it is not ranked, and why.
    ``seen``: from which state on, where it is not as usual.  ``last_complaint``: of the first
    round.  ``report``: figures that its organisers printed.
    """

    counting: str = ""
    ranking: Mapping[tuple[int, str], str] = field(default_factory=dict)
    prizes: Mapping[tuple[int, str], str] = field(default_factory=dict)
    units: Mapping[int, str] = field(default_factory=dict)
    unit_prizes: Mapping[int, str] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)
    last_complaint: date | None = None
    report: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RealContest:
    """A contest that was really held, and a small case of it.

    ``asked`` is how many questions a made-up paper has.  ``edge`` and ``repeat`` are said by no
    source: equals share, and whoever wins in a round may win in another.  ``published_after``
    are the days from a round's last day to its result.  ``themed``: each round has questions of
    its own; ``spare``: how many more a bank has than a paper, which is drawn by chance;
    ``annulled``: rounds of which nothing counts; ``appraised``: others than writer and approver
    appraise the questions.  ``silent`` is what its source leaves out, ``cannot`` what the platform
    cannot express of it.
    """

    name: str
    line: str
    expected: Expected
    who: Said[Who] | None = None
    audiences: Said[tuple[Audience, ...]] | None = None
    times: Said[Times] | None = None
    minutes: Said[int] | None = None
    often: Said[Often] | None = None
    extra: Said[Extra] | None = None
    scheme: Said[Scheme] | None = None
    prizes: Said[tuple[PrizePlan, ...]] | None = None
    edge: Edge = Edge.SHARED
    repeat: Repeat = Repeat.EVERY
    unit_scheme: Said[UnitScheme] | None = None
    opened: Said[Opened] | None = None
    published_after: Said[int] | None = None
    complaints: Said[Complaining] | None = None
    grounds: Said[frozenset[Ground]] | None = None
    themed: Said[bool] | None = None
    spare: Said[int] | None = None
    annulled: Said[tuple[int, ...]] | None = None
    appraised: Said[bool] | None = None
    asked: int = 3
    units: tuple[UnitPlan, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    entrants: tuple[Entrant, ...] = ()
    committee: Committee = field(default_factory=Committee)
    silent: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()


def at(text: str) -> datetime:
    """An instant in Vietnam: "2025-09-29 08:00"; 24:00 is the end of that day."""
    day, _, hour = text.partition(" ")
    if hour == "24:00":
        return at(f"{day} 00:00") + timedelta(days=1)
    return datetime.fromisoformat(f"{day} {hour}").replace(tzinfo=VIETNAM)


def weeks(
    first: str, count: int, days: int = 7, every: int = 7
) -> tuple[tuple[datetime, datetime], ...]:
    """Rounds from an instant on, each of so many days."""
    begins = [at(first) + timedelta(days=every * each) for each in range(count)]
    return tuple((begin, begin + timedelta(days=days)) for begin in begins)
