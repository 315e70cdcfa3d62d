"""The real contests, a row each."""

from tests.contest.real_contests.table import (
    bodies,
    home_affairs,
    law,
    offices,
    peoples,
    provinces,
)

CONTESTS = (
    *home_affairs.CONTESTS,
    *offices.CONTESTS,
    *law.CONTESTS,
    *provinces.CONTESTS,
    *bodies.CONTESTS,
    *peoples.CONTESTS,
)
