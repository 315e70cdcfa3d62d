from datetime import timedelta

import pytest
from sqlalchemy import select

from contest.bank.review_models import KeyLook
from contest.contests import pool_queries
from contest.results import use_queries
from contest.results.models import Ranking
from contest.rules.roles import Role
from tests.contest.bank.factories import make_loan
from tests.contest.contests.factories import make_published, make_questions, make_ready
from tests.contest.factories import NOON, keep, make_account, make_host
from tests.contest.results.factories import CLOSED, make_statistics


def first_pinned(contest):
    return pool_queries.list_pinned(contest.rounds[0], 1, 1)[0][0][0]


def make_ranking(contest, version=1):
    return keep(
        Ranking(
            round_id=contest.rounds[0].id, version=version, computed_at=NOON, truth=None,
            entrant_count=0, attempt_count=0, digest="0" * 64, figures={},
        )
    )  # fmt: skip


def uses(contest, version, now=CLOSED, host=None):
    found = use_queries.list_uses(host or contest.host, version.question, now)
    return [(each.round, each.version, each.shown) for each in found]


def test_a_use_is_not_counted_before_the_statistics_are_there(rows):
    contest = make_published()
    version = first_pinned(contest)
    assert uses(contest, version) == [(contest.rounds[0], 1, None)]


def test_a_use_counts_the_papers_of_the_newest_ranking(rows):
    contest = make_published()
    version, audience = first_pinned(contest), contest.audiences[0]
    make_statistics(make_ranking(contest), audience, version, shown_count=9)
    make_statistics(make_ranking(contest, 2), audience, version)
    assert uses(contest, version) == [(contest.rounds[0], 1, 4)]


def test_a_question_that_no_paper_showed_was_shown_to_nobody(rows):
    contest = make_published()
    (first, _), (second, _) = pool_queries.list_pinned(contest.rounds[0], 1, 2)[0]
    make_statistics(make_ranking(contest), contest.audiences[0], first)
    assert uses(contest, second) == [(contest.rounds[0], 1, 0)]


def test_a_question_that_was_never_pinned_has_no_use(rows):
    contest = make_ready()
    line = contest.rounds[0].blueprint[0]
    audience = line.contest_audience.audience
    assert uses(contest, make_questions(1, contest.host, line.topic, audience)[0]) == []


def test_another_hosts_round_is_told_when_it_is_over_for_everyone(rows):
    contest, owner = make_published(), make_host()
    version = first_pinned(contest)
    assert uses(contest, version, CLOSED - timedelta(seconds=1), owner) == []
    assert len(uses(contest, version, CLOSED + timedelta(seconds=11), owner)) == 1


def test_the_page_of_the_uses(rows, client, log_in):
    contest = make_published()
    contest.rounds[0].closes_at = NOON.replace(hour=17) + timedelta(days=7)
    rows.flush()
    version = first_pinned(contest)
    log_in(make_account(contest.host, Role.WRITER))
    question = f"/hosts/{contest.host.public_id}/questions/{version.question.public_id}"
    assert f"{question}/uses" in client.get(question).text
    page = client.get(f"{question}/uses").text
    assert "11/5/2030 24 giờ 00" in page
    assert contest.rounds[0].title in page
    assert "chưa có" in page


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.JUDGE])
def test_figures_with_the_key_are_a_look_of_whoever_may_know_it(rows, client, log_in, role):
    contest = make_published()
    version = first_pinned(contest)
    make_statistics(make_ranking(contest), contest.audiences[0], version)
    log_in(make_account(contest.host, role))
    page = f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/rounds/1/results/items/1"
    assert client.get(f"{page}/{version.question.public_id}/1").status_code == 200
    found = [each.question_id for each in rows.scalars(select(KeyLook))]
    assert found == ([version.question_id] if role is Role.ORGANISER else [])


def test_a_borrower_finds_its_own_uses(client, log_in):
    contest, borrower = make_published(), make_host()
    version = first_pinned(contest)
    make_loan(question=version.question, host=borrower)
    log_in(make_account(borrower, Role.WRITER))
    page = f"/hosts/{borrower.public_id}/questions/{version.question.public_id}/uses"
    assert "Chưa có đợt thi nào" in client.get(page).text
