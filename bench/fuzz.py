"""``python -m bench.fuzz READER COUNT [SEED [FOLDER]]``: does a reader stand whatever comes?

Every input is a good file that was spoilt, or chance.  A reader may refuse it (FormatRefused) and
nothing else; the slowest inputs and the memory are told, and a crash's input is kept in /tmp.
READER is a module of questions.formats; files of FOLDER are spoilt as well.
"""

import contextlib
import importlib
import random
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench._spoiling import seeds_of, spoil
from questions.formats import FormatRefused

LONGEST_SECONDS = 5
LARGEST_INPUT = 1_000_000
SEED = 20260701


class TooSlow(Exception):
    """A reader takes longer than anyone waits."""


@dataclass
class Outcome:
    """What became of the inputs so far."""

    counts: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, 0)
    crashes: list[str] = field(default_factory=list)


def main(reader: str, count: int, seed: int = SEED, folder: Path | None = None) -> int:
    """Feed a reader; the exit code says whether anything but a refusal was raised."""
    read = _reader(reader)
    seeds = seeds_of(reader, folder)
    outcome = Outcome()
    signal.signal(signal.SIGALRM, _too_slow)
    for number in _shown(count):
        chance = random.Random(f"{seed}-{reader}-{number}")
        content = spoil(chance.choice(seeds), chance)[:LARGEST_INPUT]
        _try(read, content, number, outcome)
    _report(reader, count, outcome)
    return 1 if outcome.crashes else 0


def _reader(name: str) -> Callable[[bytes], object]:
    read: Callable[..., object] = importlib.import_module(f"questions.formats.{name}").read
    if name == "native":  # the only one that takes text
        return lambda content: read(content.decode("utf-8", "replace"))
    return read


def _try(read: Callable[[bytes], object], content: bytes, number: int, outcome: Outcome) -> None:
    began = time.perf_counter()
    signal.alarm(LONGEST_SECONDS)
    try:
        read(content)
        outcome.counts["read"] += 1
    except FormatRefused as refused:
        outcome.counts[refused.code] += 1
    except (Exception, TooSlow) as error:
        outcome.counts["CRASH"] += 1
        outcome.crashes.append(_kept(content, number, error))
    finally:
        signal.alarm(0)
    outcome.slowest = max(outcome.slowest, (time.perf_counter() - began, number))


def _kept(content: bytes, number: int, error: Exception) -> str:
    path = Path(f"/tmp/fuzz-{number}")  # noqa: S108 - a bench on the developer's own machine
    with contextlib.suppress(OSError):
        path.write_bytes(content)
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{path}: {error!r} at {last.filename}:{last.lineno}"


def _too_slow(*_: object) -> None:
    raise TooSlow


def _shown(count: int) -> Iterator[int]:
    """The numbers of the inputs, with a bar on standard error."""
    for number in range(count):
        if number % max(1, count // 50) == 0:
            print(f"\r{number * 100 // count:3} %", end="", file=sys.stderr, flush=True)
        yield number
    print("\r100 %", file=sys.stderr)


def _report(reader: str, count: int, outcome: Outcome) -> None:
    seconds, number = outcome.slowest
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{reader}: {count} inputs, {len(outcome.crashes)} crashes")
    print(f"slowest: input {number} in {seconds:.3f} s; most memory: {memory} MB")
    print(", ".join(f"{code} {times}" for code, times in outcome.counts.most_common()))
    for crash in outcome.crashes[:20]:
        print(crash)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("python -m bench.fuzz READER COUNT [SEED [FOLDER]]")
    name, how_many, *others = sys.argv[1:]
    sys.exit(main(name, int(how_many), *map(int, others[:1]), *map(Path, others[1:2])))
