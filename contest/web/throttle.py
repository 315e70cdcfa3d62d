"""How many wrong codes the whole site takes in a while, or one name, in this process."""

from collections import deque

BUDGET = 600
SPAN_MS = 10 * 60 * 1000


class FailureBudget:
    """Wrong codes of the last ten minutes; who guesses over many numbers runs into it."""

    def __init__(self, budget: int = BUDGET, span_ms: int = SPAN_MS) -> None:
        self._budget, self._span_ms = budget, span_ms
        self._failures: deque[int] = deque(maxlen=budget)

    def note(self, now_ms: int) -> None:
        self._failures.append(now_ms)

    def is_spent(self, now_ms: int) -> bool:
        while self._failures and now_ms - self._failures[0] > self._span_ms:
            self._failures.popleft()
        return len(self._failures) >= self._budget


class FailuresByName:
    """Wrong guesses at each of many names; who guesses at one runs into its small budget."""

    def __init__(self, budget: int = 5, span_ms: int = SPAN_MS, most_names: int = 10_000) -> None:
        self._budget, self._span_ms, self._most_names = budget, span_ms, most_names
        self._by_name: dict[str, FailureBudget] = {}

    def note(self, name: str, now_ms: int) -> None:
        if name not in self._by_name and len(self._by_name) >= self._most_names:
            self._by_name.clear()
        known = self._by_name.setdefault(name, FailureBudget(self._budget, self._span_ms))
        known.note(now_ms)

    def is_spent(self, name: str, now_ms: int) -> bool:
        known = self._by_name.get(name)
        return known is not None and known.is_spent(now_ms)
