import pytest
from sqlalchemy import select

from contest.audit.models import AuditEntry
from contest.rules.roles import Role
from tests.contest.factories import make_account, make_host


@pytest.fixture
def host(log_in):
    host = make_host()
    log_in(make_account(host, Role.ADMINISTRATOR))
    return host


def test_the_administrator_sets_the_steps_of_review(rows, client, post, host):
    page = f"/hosts/{host.public_id}/settings"
    assert post(page, review_steps="3").status_code == 303
    assert host.review_steps == 3
    entry = rows.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.details) == ("host-edited", {"review_steps": 3})
    assert "Thiết lập" in client.get(f"/hosts/{host.public_id}").text


@pytest.mark.parametrize("steps", ["", "1", "4"])
def test_other_numbers_of_steps_are_refused(post, host, steps):
    answer = post(f"/hosts/{host.public_id}/settings", review_steps=steps)
    assert answer.status_code == 422
    assert host.review_steps == 2
