"""What an attempt costs: start, the page, twenty saved answers, hand-in, on both engines.

The floor of a saved answer is a bare Flask view that does the same durable insert.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from bench._attempts_rows import QUESTIONS, Prepared, Sat, prepare
from bench.measure import Case, Figure, Request, Server, compare, temporary_folder
from tests.engines import PostgreSQL
from tests.settings import environment

ROUNDS = 5
STARTS, PAGES, SAVES, HAND_INS = 200, 400, 2000, 200
SAVING = 400  # attempts that answers are saved in
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}


def main() -> dict[str, object]:
    """Figures by engine, and the rounds they are medians of."""
    with temporary_folder() as folder, PostgreSQL(durable=True) as postgresql:
        engines = {
            "sqlite": measure(f"sqlite:///{folder}/contest.sqlite", new_file(folder)),
            "postgresql": measure(postgresql.create(), postgresql.create()),
        }
    found: dict[str, dict[str, object]] = {}
    for engine, figures in engines.items():
        for name, value in summed_up(figures).items():
            found.setdefault(name, {})[engine] = value
    return dict(found)


def new_file(folder: Path) -> str:
    return f"sqlite:///{folder}/floor.sqlite"


def measure(database: str, floor_database: str) -> dict[str, Figure]:
    """The floor has a database of its own, so that neither waits for the other."""
    rows = prepare(database, STARTS * (ROUNDS + 1), SAVING + HAND_INS * (ROUNDS + 1))
    prepare(floor_database, 0, 1)
    with (
        Server("wsgi:app", environment(database)) as ours,
        Server("bench._floor:app", environment(floor_database)) as floor,
    ):
        return compare(
            [
                Case("start", ours, lambda number: starts(rows, number)),
                Case("page", ours, lambda _: [page(each) for each in turns(rows, PAGES)]),
                Case("save", ours, Saves(rows).ours),
                Case("floor", floor, Saves(rows).floor),
                Case("hand_in", ours, lambda number: hand_ins(rows, number)),
            ],
            ROUNDS,
        )


def starts(rows: Prepared, number: int) -> list[Request]:
    """People who have not started yet, each once."""
    body = urlencode({"csrf_token": rows.csrf})
    return [
        Request(
            rows.start_path, "POST", body,
            FORM | {"Cookie": f"device={cookie}; session={rows.session_cookie}"},
        )
        for cookie in rows.newcomers[number * STARTS :][:STARTS]
    ]  # fmt: skip


def turns(rows: Prepared, times: int) -> Iterator[Sat]:
    return (rows.sitting[number % SAVING] for number in range(times))


def page(sat: Sat) -> Request:
    return Request(f"/attempts/{sat.public_id}", headers={"Cookie": f"device={sat.cookie}"})


class Saves:
    """Answers that nobody sent before, one a request."""

    def __init__(self, rows: Prepared) -> None:
        self.rows = rows
        self.numbers = count(QUESTIONS + 1)

    def ours(self, _number: int) -> Sequence[Request]:
        return [
            Request("/attempts/answers", "POST", self.body(each), JSON)
            for each in turns(self.rows, SAVES)
        ]

    def floor(self, _number: int) -> Sequence[Request]:
        return [
            Request(f"/floor/{each.id}", "POST", self.body(each), JSON)
            for each in turns(self.rows, SAVES)
        ]

    def body(self, sat: Sat) -> str:
        number = next(self.numbers)
        return json.dumps({"token": sat.token, "answers": [[number, number % QUESTIONS + 1, "B"]]})


def hand_ins(rows: Prepared, number: int) -> list[Request]:
    """Everything was saved, and is sent once more as the page's form does."""
    choices = {f"q{position}": "A" for position in range(1, QUESTIONS + 1)}
    return [
        Request(
            f"/attempts/{each.public_id}/hand-in", "POST",
            urlencode(choices | {"token": each.token}), FORM,
        )
        for each in rows.sitting[SAVING + number * HAND_INS :][:HAND_INS]
    ]  # fmt: skip


def summed_up(figures: dict[str, Figure]) -> dict[str, object]:
    us = {name: each.cpu_us for name, each in figures.items()}
    whole = us["start"] + us["page"] + QUESTIONS * us["save"] + us["hand_in"]
    return {
        "attempt_cpu_ms": round(whole / 1000, 2),
        "start_cpu_ms": round(us["start"] / 1000, 2),
        "page_cpu_ms": round(us["page"] / 1000, 2),
        "hand_in_cpu_ms": round(us["hand_in"] / 1000, 2),
        "save_cpu_us": us["save"],
        "floor_cpu_us": us["floor"],
        "save_to_floor": round(us["save"] / us["floor"], 2),
        "saves_per_second": figures["save"].per_second,
        "save_p99_ms": figures["save"].p99_ms,
        "floor_per_second": figures["floor"].per_second,
        "rounds_cpu_us": {name: each.rounds_cpu_us for name, each in figures.items()},
    }
