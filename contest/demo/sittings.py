"""How do the made-up people sit their papers: when, how fast, how well, and what do they guess?"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from contest.demo.people import MadeUp
from contest.rules.drawing import LETTERS, BlueprintRow, Paper, PaperItem, PoolItem, draw, seed
from contest.rules.timing import Allowance, AttemptTimes, Window, attempt_times
from questions.marking import Key

DAY_MS, HOUR_MS, MINUTE_MS = 86_400_000, 3_600_000, 60_000
BY_HOUR = (3, 1, 1, 1, 2, 8, 20, 45, 90, 110, 95, 60, 75, 60, 85, 100, 80, 55, 75, 170, 220, 180,
           90, 25)  # fmt: skip
ATTEMPTS = {1: 78, 2: 14, 3: 8}
HARDNESS = {"easy": -0.6, "medium": 0.2, "hard": 1.1}
LEARNT = 0.7  # between one attempt and the next
CHANGES_MIND, LEAVES_BLANK, GIVES_NO_GUESS, RUNS_OUT_OF_TIME = 0.03, 0.006, 0.05, 0.012
USUAL_MINUTES, SHORTEST_MS, LONGEST_MS = 7.0, 2 * MINUTE_MS, 18 * MINUTE_MS


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the papers of one audience are made from."""

    secret: bytes
    blueprint: Sequence[BlueprintRow]
    pool: Sequence[PoolItem]
    keys: Mapping[int, Key]
    window: Window
    allowance: Allowance
    attempts_allowed: int
    usual_guess: int | None

    def difficulty(self, version_id: int) -> float:
        """How hard the question is: by its level, and a little by itself."""
        level = next(each.difficulty for each in self.pool if each.version_id == version_id)
        return HARDNESS[level] + (version_id * 7 % 11 - 5) * 0.12


@dataclass(frozen=True, slots=True)
class Given:
    """One answer that was saved, in the order of giving."""

    position: int
    choice: str
    received_ms: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """One attempt, from start to hand-in."""

    number: int
    times: AttemptTimes
    handed_in_ms: int
    paper: Paper
    given: tuple[Given, ...]

    @property
    def answers(self) -> dict[int, str]:
        """The answer to each position that counts: the last one given."""
        return {each.position: each.choice for each in self.given}


def sittings(chance: Random, person: MadeUp, sheet: Sheet) -> Iterator[Sitting]:
    """The attempts of one person in a round, one after the other, each on a paper of its own."""
    hardness = {each.version_id: sheet.difficulty(each.version_id) for each in sheet.pool}
    wanted = min(_attempts(chance), sheet.attempts_allowed)
    seen: Counter[int] = Counter()
    free_ms = sheet.window.opens_ms
    starts = sorted(_start(chance, sheet.window) for _ in range(wanted))
    for number, wished_ms in enumerate(starts, 1):
        started_ms = max(wished_ms, free_ms)
        if started_ms >= sheet.window.closes_ms - 2 * SHORTEST_MS:
            return
        paper = draw(sheet.blueprint, sheet.pool, seed(sheet.secret, person.number, number), seen)
        ability = person.ability + LEARNT * (number - 1)
        sitting = _sit(chance, sheet, hardness, ability, paper, number, started_ms)
        yield sitting
        seen.update(item.version_id for item in paper.items)
        free_ms = sitting.handed_in_ms + chance.randrange(5 * MINUTE_MS, 60 * MINUTE_MS)


def _attempts(chance: Random) -> int:
    return chance.choices(list(ATTEMPTS), list(ATTEMPTS.values()))[0]


def _start(chance: Random, window: Window) -> int:
    """Evenings are full, nights are not; the first and the last day see the most."""
    days = max(1, (window.closes_ms - window.opens_ms) // DAY_MS)
    weights = [1.0 + 0.9 * (day == 0) + 1.2 * (day == days - 1) for day in range(days)]
    day = chance.choices(range(days), weights)[0]
    hour = chance.choices(range(24), BY_HOUR)[0]
    return window.opens_ms + day * DAY_MS + hour * HOUR_MS + chance.randrange(HOUR_MS)


def _sit(
    chance: Random,
    sheet: Sheet,
    hardness: Mapping[int, float],
    ability: float,
    paper: Paper,
    number: int,
    started_ms: int,
) -> Sitting:
    times = attempt_times(sheet.window, sheet.allowance, started_ms)
    handed_in_ms = _hand_in(chance, times, sheet.window)
    answers = [
        (position, letter)
        for position, item in enumerate(paper.items, 1)
        if (letter := _answer(chance, item, sheet.keys, ability - hardness[item.version_id]))
    ]
    answers += _second_thoughts(chance, answers, paper)
    if sheet.usual_guess is not None and chance.random() >= GIVES_NO_GUESS:
        answers.append((len(paper.items) + 1, str(_guess(chance, sheet.usual_guess))))
    step = (handed_in_ms - started_ms) / (len(answers) + 1)
    given = tuple(
        Given(position, choice, started_ms + int(step * (at + chance.uniform(0.6, 1.0))))
        for at, (position, choice) in enumerate(answers)
    )
    return Sitting(number, times, handed_in_ms, paper, given)


def _hand_in(chance: Random, times: AttemptTimes, window: Window) -> int:
    """A few let the time run out; who began late hands in just before the round closes."""
    is_cut = times.deadline_ms == window.closes_ms
    if not is_cut and chance.random() < RUNS_OUT_OF_TIME:
        return times.deadline_ms
    taken = int(USUAL_MINUTES * MINUTE_MS * chance.lognormvariate(0, 0.45))
    taken = min(max(taken, SHORTEST_MS + chance.randrange(30_000)), LONGEST_MS)
    return min(times.started_ms + taken, times.deadline_ms - 1_000)


def _answer(
    chance: Random, item: PaperItem, keys: Mapping[int, Key], advantage: float
) -> str | None:
    """Who knows it answers rightly, who does not takes any option; few leave it blank."""
    if chance.random() < LEAVES_BLANK:
        return None
    knows = chance.random() < 1 / (1 + math.exp(-advantage))
    right = keys[item.version_id].accepted
    shown = [at for at, written in enumerate(item.order) if written in right or not knows]
    return LETTERS[chance.choice(shown)]


def _second_thoughts(
    chance: Random, answers: Sequence[tuple[int, str]], paper: Paper
) -> list[tuple[int, str]]:
    """Some answers are changed in the end, to any other option."""
    return [
        (position, chance.choice(LETTERS[: len(paper.items[position - 1].order)]))
        for position, _ in answers
        if chance.random() < CHANGES_MIND
    ]


def _guess(chance: Random, usual: int) -> int:
    """Guesses lie about the usual one; half of them are round numbers."""
    guess = max(1, round(usual * chance.lognormvariate(0, 0.6)))
    return guess if chance.random() < 0.5 else max(5, round(guess / 5) * 5)
