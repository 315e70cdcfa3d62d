"""What the bank has for chosen days and what a round asks of it, read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from contest.bank import queries as bank
from contest.bank.models import Audience, QuestionVersion, Topic
from contest.contests.models import Round
from contest.hosts.models import Host
from contest.rules.coverage import Coverage, coverage
from questions.model import Difficulty

Cell = tuple[int, Difficulty]  # the topic's row id


@dataclass(frozen=True, slots=True)
class AudienceCoverage:
    """What there is for an audience; its title is the contest's where a round is chosen."""

    title: str
    coverage: Coverage[int]


@dataclass(frozen=True, slots=True)
class Asked:
    """An audience as a page names it, and how many of each a paper asks."""

    audience: Audience
    title: str
    needed: dict[Cell, int]


def list_asked(host: Host, round_: Round | None) -> list[Asked]:
    """The audiences of the round with its blueprint; without a round, the host's, asking none."""
    if round_ is None:
        return [Asked(each, each.name, {}) for each in bank.list_audiences(host)]
    return [
        Asked(
            each.audience,
            each.title,
            {
                (line.topic_id, line.difficulty): line.count
                for line in round_.blueprint
                if line.contest_audience is each
            },
        )
        for each in round_.contest.audiences
    ]


def list_topics(host: Host, round_: Round | None) -> list[Topic]:
    """The host's topics, and those that ended while the blueprint still names them."""
    topics = bank.list_topics(host)
    named = {line.topic for line in round_.blueprint} if round_ else set()
    return topics + sorted(named.difference(topics), key=lambda each: each.id)


def cover(
    host: Host, asked: Asked, topics: Iterable[Topic], first: date, last: date
) -> AudienceCoverage:
    """What papers of the audience may draw on all of the days, against what they ask."""
    available = bank.count_drawable(host, asked.audience, first, last)
    ids = [each.id for each in topics]
    return AudienceCoverage(asked.title, coverage(ids, list(Difficulty), available, asked.needed))


def list_ending(
    host: Host, asked: Iterable[Asked], first: date, last: date
) -> list[QuestionVersion]:
    """What may be drawn on the first day and not on all of them, by the question's code."""
    ending: dict[int, QuestionVersion] = {}
    for each in asked:
        on_all = {version.id for version in bank.list_drawable(host, each.audience, first, last)}
        for version in bank.list_drawable(host, each.audience, first, first):
            if version.id not in on_all:
                ending[version.id] = version
    return sorted(ending.values(), key=lambda each: (each.question.code, each.id))
