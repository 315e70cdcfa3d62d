"""Before a corrected key is published, the dry run says whose prizes it would change."""

import pytest

from contest.attempts import extra_queries
from contest.attempts.extra_models import Extra
from contest.contests.prize_models import Prize
from contest.db import begin_writing, db
from contest.people.models import Person
from contest.results import award_queries
from contest.rules.extra import Definition, encode
from contest.rules.prediction import Target
from contest.rules.remarking import ChangeKind, KeyChange
from contest.rules.roles import Role
from contest.rules.unit_schemes import UnitScheme
from contest.rules.unit_schemes import encode as encode_units
from contest.rules.units import Paths
from tests.contest.factories import keep, make_account
from tests.contest.results.factories import CLOSED, compute
from tests.contest.results.test_keys import pooled, propose, publish, run_job

DROP = KeyChange(ChangeKind.DROP)
FIRST, SECOND, THIRD, LAST = "Đỗ Thị Ánh", "Trần Văn Đức", "Lê Thị Ân", "=Phạm Thị Bình"


def add_prize(round_, rank, title, amount, *, is_for_units=False):
    return keep(
        Prize(
            public_id=f"p{rank}{is_for_units}-{round_.id}", contest_id=round_.contest_id,
            round_id=round_.id, is_for_units=is_for_units, is_by_proposal=False, rank=rank,
            title=title, count=1, amount=amount,
        )
    )  # fmt: skip


@pytest.fixture
def round_(sat):
    """One first prize, one second, which two share; and one for the better commune."""
    begin_writing()
    scheme = UnitScheme(UnitScheme.of("mean").criteria, paths=Paths.RESIDENCE)
    sat.round.contest.unit_scheme = encode_units(scheme)
    db.session.commit()
    add_prize(sat.round, 1, "Giải Nhất", 900_000)
    add_prize(sat.round, 2, "Giải Nhì", 500_000)
    add_prize(sat.round, 1, "Cờ thi đua", 1_000_000, is_for_units=True)
    compute(sat.round)
    return sat.round


@pytest.fixture
def found(round_):
    """Every question is dropped: all are equal in marks, and time alone decides."""
    author = make_account()
    last = [propose(round_, DROP, version, author) for version in pooled(round_)][-1]
    run_job()
    return last


def told(found):
    """Prizes before and after by name, of those who change."""
    names = {each.id: each.name for each in db.session.query(Person)}
    titles = {each.id: each.title for each in db.session.query(Prize)}

    def said(prize):
        if prize is None:
            return None
        prize_id, amount = prize.split(":")
        return titles[int(prize_id)], int(amount)

    return {
        names[row[0]]: (said(row[7]), said(row[8]))
        for row in found.impact["changes"]
        if row[7] != row[8]
    }


def winners(round_):
    ranking = compute(round_)
    return {
        each.person.name: (each.prize.title, each.amount)
        for each in award_queries.list_awards(ranking)
        if each.person
    }


def test_who_would_win_and_lose_is_told_with_the_amounts(found):
    assert told(found) == {
        LAST: (None, ("Giải Nhì", 500_000)),
        SECOND: (("Giải Nhì", 250_000), None),
        THIRD: (("Giải Nhì", 250_000), None),
    }


def test_it_is_counted_how_many_win_and_lose(found):
    impact = found.impact
    counts = [impact[f"prizes_{each}"] for each in ("won", "lost", "changed")]
    assert counts == [1, 2, 0]


def test_units_whose_prize_changes_are_told(found, sat):
    changes = {row[0]: [each and each.split(":")[1] for each in row[1:]]
               for row in found.impact["units"]}  # fmt: skip
    assert changes == {sat.cam_lo.id: ["1000000", "500000"], sat.ben_quan.id: [None, "500000"]}


def test_what_is_told_is_what_publishing_gives(round_, found):
    before = winners(round_)
    expected = before | {name: after for name, (_, after) in told(found).items()}
    publish(round_, found)
    assert winners(round_) == {name: prize for name, prize in expected.items() if prize}


def test_while_somebody_may_sit_no_prize_is_told(sat):
    add_prize(sat.round, 1, "Giải Nhất", 900_000)
    found = propose(sat.round, now=sat.round.opens_at)
    run_job(sat.round.opens_at)
    assert not found.impact["has_places"]
    assert all(row[7:] == [None, None] for row in found.impact["changes"])


def test_the_truth_is_counted_by_the_corrected_keys_as_publishing_does(round_):
    begin_writing()
    round_.prediction_target = Target.ALL_RIGHT
    round_.prediction_counts = encode(Definition(Target.ALL_RIGHT))
    db.session.commit()
    compute(round_)
    author = make_account()
    last = [propose(round_, DROP, version, author) for version in pooled(round_)][-1]
    run_job()
    publish(round_, last)
    compute(round_)
    newest, first = extra_queries.list_truths(round_, Extra.PREDICTION)
    assert (first.key_version, newest.key_version) == (1, last.version)


def test_the_page_and_its_file_say_the_prizes(round_, found, client, post, log_in, at):
    at(CLOSED)
    contest = round_.contest
    log_in(make_account(contest.host, Role.ORGANISER))
    url = f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/rounds/1/keys"
    page = client.get(f"{url}/{found.version}").text
    for words in ("Giải Nhì, 500.000 đồng", "Giải Nhì, 250.000 đồng", "Những đơn vị đổi giải"):
        assert words in page
    table = post(f"{url}/{found.version}/csv", f"{url}/{found.version}").text
    assert "Giải Nhì, 500.000 đồng" in table
