"""The real contests, a row each."""

from tests.contest.real_contests.table import home_affairs, law, provinces

CONTESTS = (*home_affairs.CONTESTS, *law.CONTESTS, *provinces.CONTESTS)
