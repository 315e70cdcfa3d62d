"""The real contests, a row each."""

from tests.contest.real_contests.table import home_affairs, law, offices, provinces

CONTESTS = (
    *home_affairs.CONTESTS,
    *offices.CONTESTS,
    *law.CONTESTS,
    *provinces.CONTESTS,
)
