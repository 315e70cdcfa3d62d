"""What is taken over is taken over once, whoever presses how often; and who sees it is kept."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from contest.bank.import_models import ImportState, QuestionImport
from contest.bank.models import Question
from contest.bank.review_models import KeyLook
from contest.db import db
from contest.rules.roles import Role
from tests.contest.attempts.factories import filling
from tests.contest.bank import factories
from tests.contest.bank.factories import make_audience, make_topic
from tests.contest.bank.test_imports import filed_file
from tests.contest.conftest import TOKEN
from tests.contest.factories import make_account, make_host

COUNT, PRESSES = 5, 3


def make_ready():
    """A file of questions that can be taken over, who brought it, and its address."""
    host = make_host()
    by = make_account(host, Role.WRITER)
    content = filed_file(make_topic(), make_audience(), COUNT)
    one = factories.make_import(host, by, content, "bank.json")
    return by, f"/hosts/{host.public_id}/questions/imports/{one.public_id}"


@pytest.fixture
def ready(own_database):
    with own_database.app_context():
        with filling():
            by, url = make_ready()
            user = by.get_id()
        db.session.remove()
    return user, url


def press(app, user, url, barrier, found):
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = user, True
    token = TOKEN.search(client.get(url).text)[1]
    barrier.wait()
    found.append(client.post(f"{url}/take-over", data={"csrf_token": token}).status_code)


def test_of_several_presses_at_once_one_takes_over(own_database, ready):
    barrier, found = Barrier(PRESSES), []
    given = (own_database, *ready, barrier, found)
    threads = [Thread(target=press, args=given) for _ in range(PRESSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with own_database.app_context():
        count = db.session.scalar(select(func.count(Question.id)))
        state = db.session.scalar(select(QuestionImport.state))
    assert sorted(found) == [303, 409, 409]
    assert (count, state) == (COUNT, ImportState.COMMITTED)


def test_who_looks_at_what_was_taken_over_has_seen_its_keys(rows, client, log_in, post):
    by, url = make_ready()
    log_in(by)
    assert not db.session.scalars(select(KeyLook)).all()
    post(f"{url}/take-over", page=url)
    client.get(url)
    assert len(db.session.scalars(select(KeyLook)).all()) == COUNT
