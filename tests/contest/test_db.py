import threading
from datetime import datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError, StatementError

from contest.db import begin_writing, db
from contest.hosts.models import Host
from tests.contest.factories import build_host, keep, make_host

sqlite_only = pytest.mark.parametrize("engine", ["sqlite"], indirect=True, scope="session")


def test_a_naive_instant_is_refused(rows):
    with pytest.raises(StatementError, match="naive"):
        keep(build_host(created_at=datetime(2030, 5, 4)))  # noqa: DTZ001  # that is the fault


def test_an_instant_comes_back_aware(rows):
    host = make_host()
    db.session.expire_all()
    assert host.created_at.tzinfo is not None


@sqlite_only
def test_writing_without_the_door_fails_loudly(own_database):
    with own_database.app_context():
        db.session.add(build_host())
        with pytest.raises(OperationalError, match="readonly"):
            db.session.flush()
        db.session.rollback()


def test_twenty_threads_that_read_and_then_write_lose_nothing(own_database):
    def count_up():
        with own_database.app_context():
            for _ in range(10):
                begin_writing()
                query = select(Host).where(Host.public_id == "one").with_for_update()
                host = db.session.scalar(query)
                host.hotline = str(int(host.hotline) + 1)
                db.session.commit()

    with own_database.app_context():
        begin_writing()
        db.session.add(build_host(public_id="one", hotline="0"))
        db.session.commit()
    threads = [threading.Thread(target=count_up) for _ in range(20)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    with own_database.app_context():
        assert db.session.scalar(select(func.max(Host.hotline))) == "200"
