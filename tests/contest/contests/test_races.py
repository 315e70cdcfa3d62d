"""What holds when many register or publish at once: real threads, a database of their own."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from contest import clock
from contest.contests.models import Ask, BirthAsk, Contest, Entry
from contest.db import db
from contest.hosts.models import Host
from contest.rules.roles import Role
from tests.contest.attempts.factories import filling
from tests.contest.conftest import TOKEN
from tests.contest.contests.factories import make_published, make_ready
from tests.contest.factories import NOON, make_account, make_host

pytestmark = pytest.mark.slow
THREADS = 8


def at_once(app: Flask, url: str, page: str, account_id: str = "", **data: str) -> list[int]:
    """Post the form from so many browsers at once; returns what each was answered."""
    gate, answers = threading.Barrier(THREADS), []

    def post() -> None:
        client = app.test_client()
        with client.session_transaction() as session:
            session.update({"_user_id": account_id, "_fresh": True} if account_id else {})
        token = TOKEN.search(client.get(page).text)
        gate.wait(60)
        form = data | {"csrf_token": token[1] if token else ""}
        answers.append(client.post(url, data=form).status_code)

    threads: list[Any] = [threading.Thread(target=post) for _ in range(THREADS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(120)
    return sorted(answers)


def count(app: Flask, of: Callable[[], Any]) -> Any:
    with app.app_context():
        return db.session.scalar(of())


@pytest.fixture
def plain_app(own_database, monkeypatch) -> Flask:
    """The app with the usual client, which threads can share."""
    monkeypatch.setattr(clock, "now", lambda: NOON)
    monkeypatch.setattr(own_database, "test_client_class", None)
    return own_database


def test_a_page_that_is_sent_twice_enters_one_person(plain_app):
    with plain_app.app_context(), filling():
        contest = make_published()
        contest.asks_birth = BirthAsk.NO
        contest.asks_phone = contest.asks_residence = contest.asks_unit = Ask.NO
        contest.asks_group = contest.asks_citizen_number = Ask.NO
        page = f"/c/{contest.public_id}/register"
    given = {"name": "Nguyễn Thị Hòa", "consent": "y", "page_key": "k" * 22}
    assert at_once(plain_app, page, page, **given) == [303] * THREADS
    assert count(plain_app, lambda: select(func.count(Entry.id))) == 1


def test_no_more_share_a_phone_than_the_regulation_says(plain_app):
    with plain_app.app_context(), filling():
        contest = make_published()
        contest.asks_birth, contest.people_per_phone = BirthAsk.NO, 2
        contest.asks_phone, contest.asks_residence = Ask.REQUIRED, Ask.NO
        contest.asks_unit = contest.asks_group = contest.asks_citizen_number = Ask.NO
        page = f"/c/{contest.public_id}/register"
    given = {"name": "Nguyễn Thị Hòa", "phone": "0912 345 678", "consent": "y"}
    assert at_once(plain_app, page, page, **given) == [303] * 2 + [422] * (THREADS - 2)
    assert count(plain_app, lambda: select(func.count(Entry.id))) == 2


def test_publishing_many_times_at_once_publishes_once(plain_app):
    with plain_app.app_context(), filling():
        host: Host = make_host()
        contest = make_ready(host)
        account_id = make_account(host, Role.ORGANISER).get_id()
        page = f"/hosts/{host.public_id}/contests/{contest.public_id}/publish"
    assert at_once(plain_app, page, page, account_id) == [303] * THREADS
    assert count(plain_app, lambda: select(Contest.state)).value == "published"
