"""What finding a commune costs: CPU an answer, and as a ratio to going through all names."""

import time
from collections.abc import Callable
from statistics import median

from questions.text import fold
from tests import nation

TYPED = ("th", "vinh", "p1 đông hà", "xa t", "xyzzy", "t ha noi", "huyện Vĩnh Linh")
TIMES = 50


def cpu_us(work: Callable[[], object]) -> float:
    """Median CPU of one call, in microseconds."""
    spent = []
    for _ in range(TIMES):
        before = time.process_time_ns()
        work()
        spent.append((time.process_time_ns() - before) / 1000)
    return round(median(spent), 1)


def main() -> dict[str, object]:
    index = nation.index()
    names = [fold(each["name"]) for each in nation.tables().former_units]

    def floor() -> None:
        sum("vinh" in name for name in names)

    found = {text: cpu_us(lambda text=text: index.find(text, province="44")) for text in TYPED}
    floor_us = cpu_us(floor)
    return {
        "find_cpu_us": found,
        "floor_cpu_us": floor_us,
        "find_to_floor": {text: round(each / floor_us, 2) for text, each in found.items()},
    }
