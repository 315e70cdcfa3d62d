"""How many wrong codes the whole site takes in a while, in this process."""

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
