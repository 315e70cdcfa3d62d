from datetime import timedelta

from sqlalchemy import select

from contest.bank import looks_service
from contest.bank.review_models import KeyLook
from tests.contest.bank.factories import make_question
from tests.contest.factories import NOON, make_account


def kept(rows):
    return [
        (each.on_day.day, each.first_at, each.last_at, each.count)
        for each in rows.scalars(select(KeyLook).order_by(KeyLook.on_day))
    ]


def test_looks_of_a_day_are_one_row_with_the_first_and_the_last(rows):
    account, question = make_account(), make_question()
    for hours in (0, 1, 3):
        looks_service.record(account, [question], NOON + timedelta(hours=hours))
    assert kept(rows) == [(4, NOON, NOON + timedelta(hours=3), 3)]


def test_the_day_is_vietnams(rows):
    account, question = make_account(), make_question()
    looks_service.record(account, [question], NOON)
    late = NOON + timedelta(hours=5)  # midnight in Hanoi
    looks_service.record(account, [question], late)
    assert kept(rows) == [(4, NOON, NOON, 1), (5, late, late, 1)]


def test_a_question_shown_twice_at_once_is_one_look(rows):
    account, question = make_account(), make_question()
    looks_service.record(account, [question, question], NOON)
    looks_service.record(account, [], NOON)
    assert [count for *_, count in kept(rows)] == [1]
