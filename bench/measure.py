"""How much CPU of the server a request costs: granian, a load beside it, and /proc.

with Server("wsgi:app", environment) as ours, Server("bench.floor:app", environment) as floor:
    cases = [Case("save", ours, make_saves), Case("floor", floor, make_inserts)]
    figures = compare(cases, rounds=5)
    figures["save"].cpu_us / figures["floor"].cpu_us
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Self
from urllib.error import HTTPError
from urllib.request import urlopen

from contest.cli.serve import WORKERS, raise_open_files, server_arguments
from tests.engines import free_port

ROOT = Path(__file__).parents[1]
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Request:
    """One request of a load; ``body`` is text."""

    path: str
    method: str = "GET"
    body: str | None = None
    headers: Mapping[str, str] | None = None


class Server:
    """granian as people run it, on a free port, with this application and environment."""

    def __init__(self, target: str, environment: Mapping[str, str], workers: int = WORKERS) -> None:
        raise_open_files()
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, *server_arguments("127.0.0.1", self.port, workers, target)],
            cwd=ROOT, env=dict(environment),
        )  # fmt: skip
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        while True:
            try:
                urlopen(f"http://127.0.0.1:{self.port}/", timeout=5).close()
            except HTTPError:
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
            else:
                return

    def cpu_seconds(self) -> float:
        """User and system time of the server and all its workers so far."""
        return sum(cpu_of(pid) for pid in tree_of(self.process.pid))

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def tree_of(pid: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from tree_of(int(child))


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has used, all its threads together."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    user, system = int(fields[11]), int(fields[12])
    return (user + system) / TICKS


def load(port: int, requests: Sequence[Request], connections: int = 16) -> dict[str, Any]:
    """Send the requests from another process; fail where one is refused."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump([vars(each) for each in requests], file)
        file.flush()
        done = subprocess.run(
            [sys.executable, "-m", "bench.load", file.name, str(port), str(connections)],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
    seen = json.loads(done.stdout)
    if seen["first_wrong"] is not None:
        raise RuntimeError(f"{seen['statuses']}: {seen['first_wrong']}")
    return seen


@dataclass(frozen=True)
class Case:
    """Something to measure: the requests of each round (0 warms up) on a server."""

    name: str
    server: Server
    requests: Callable[[int], Sequence[Request]]
    connections: int = 16


@dataclass(frozen=True)
class Figure:
    """Medians over the rounds, and the rounds themselves."""

    cpu_us: float
    per_second: float
    p99_ms: float
    rounds_cpu_us: tuple[float, ...]


def run_once(case: Case, number: int) -> tuple[float, dict[str, Any]]:
    requests = case.requests(number)
    before = case.server.cpu_seconds()
    seen = load(case.server.port, requests, case.connections)
    cpu = case.server.cpu_seconds() - before
    return cpu / len(requests) * 1e6, seen


def compare(cases: Sequence[Case], rounds: int = 5) -> dict[str, Figure]:
    """Run the cases by turns, so that a slow minute of the machine meets all of them alike."""
    for case in cases:
        run_once(case, 0)
    runs: dict[str, list[tuple[float, dict[str, Any]]]] = {case.name: [] for case in cases}
    for number in range(1, rounds + 1):
        for case in cases if number % 2 else reversed(cases):
            runs[case.name].append(run_once(case, number))
    return {name: summed_up(each) for name, each in runs.items()}


def summed_up(runs: list[tuple[float, dict[str, Any]]]) -> Figure:
    return Figure(
        cpu_us=round(median(cpu for cpu, _ in runs), 1),
        per_second=median(seen["per_second"] for _, seen in runs),
        p99_ms=median(seen["p99_ms"] for _, seen in runs),
        rounds_cpu_us=tuple(round(cpu, 1) for cpu, _ in runs),
    )


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder on a real disk for the databases of a bench, gone afterwards."""
    (ROOT / "var").mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=ROOT / "var") as name:
        yield Path(name)
