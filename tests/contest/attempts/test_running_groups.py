"""Extensions of rounds with groups, suspensions whose end is set, papers that use no chance."""

from datetime import timedelta

import pytest

from contest.attempts import queries, running_service, service
from contest.attempts.models import Attempt
from contest.clock import VIETNAM, milliseconds
from contest.contests import calendar_queries, group_service, publishing_service
from contest.contests.publishing_service import Missing
from contest.db import begin_writing, db
from contest.errors import AttemptsUsedUp
from contest.rules.ranking import Key, Scheme, encode
from contest.rules.roles import Role
from contest.rules.run_acts import Effect, RunFault, RunKind
from contest.rules.suspensions import OpenAttempts, Suspension, moved_deadline
from contest.rules.timing import StartRefused
from tests.contest.attempts.factories import make_attempt, make_draft_round, make_round, start
from tests.contest.attempts.test_running import asked, codes, do, times
from tests.contest.contests.factories import make_entry, make_person, make_unit
from tests.contest.factories import NOON, make_account

pytestmark = pytest.mark.usefixtures("rows")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def sitting():
    """A round that closes at 13h00; the group of one unit at 12h30.  One of each sits since 12h25
    and 12h55, cut short by its own closing."""
    round_ = make_round(opens_at=NOON, closes_at=NOON + HOUR)
    unit = make_unit(round_.contest.host, "Sở Nội vụ")
    person = make_person(round_.contest.host, unit=unit)
    member, other = make_entry(round_.contest, person), make_entry(round_.contest)
    begin_writing()
    group = group_service.add(round_, "Ca 1", unit, NOON, NOON + 30 * MINUTE)
    db.session.commit()
    of_group = start(round_, member, NOON + 25 * MINUTE)
    of_all = start(round_, other, NOON + 55 * MINUTE)
    return round_, group, of_group, of_all


def ends(*attempts):
    return [(times(each).deadline_ms - milliseconds(NOON)) // 60_000 for each in attempts]


def test_each_is_cut_by_the_own_closing(sitting):
    _, _, of_group, of_all = sitting
    assert ends(of_group, of_all) == [30, 60]


def test_an_extension_for_a_group_leaves_the_others(sitting):
    round_, group, of_group, of_all = sitting
    to = asked(RunKind.EXTEND, to_at=NOON + 2 * HOUR, groups=(group.id,), is_for_general=False)
    do(round_, to, NOON + 26 * MINUTE)
    assert ends(of_group, of_all) == [45, 60]
    assert group.closes_at == NOON + 2 * HOUR
    assert round_.closes_at == NOON + HOUR


def test_an_extension_without_the_group_leaves_it(sitting):
    round_, group, of_group, of_all = sitting
    do(round_, asked(RunKind.EXTEND, to_at=NOON + 2 * HOUR), NOON + 56 * MINUTE)
    assert ends(of_group, of_all) == [30, 75]
    assert group.closes_at == NOON + 30 * MINUTE


def test_an_extension_for_all_gives_each_what_its_own_closing_cut(sitting):
    round_, group, of_group, of_all = sitting
    to = asked(RunKind.EXTEND, to_at=NOON + 2 * HOUR, groups=(group.id,))
    assert running_service.effects(round_.contest, round_, to, NOON + 26 * MINUTE)[
        Effect.LONGER
    ] == len((of_group, of_all))
    do(round_, to, NOON + 26 * MINUTE)
    assert ends(of_group, of_all) == [45, 75]
    assert calendar_queries.last_closing(round_) == NOON + 2 * HOUR


def test_an_extension_is_later_than_what_is_extended(sitting):
    round_, group, *_ = sitting
    earlier = asked(RunKind.EXTEND, to_at=NOON + 20 * MINUTE, groups=(group.id,))
    assert codes(round_, earlier, NOON + MINUTE) == [RunFault.NOT_LATER]


def test_a_suspension_whose_end_is_set_moves_deadlines_at_once_as_the_rule_says():
    attempt = make_attempt()
    before, at, end = attempt.times, NOON + 5 * MINUTE, NOON + 65 * MINUTE
    fate = OpenAttempts.STOPPED_CLOCK
    do(attempt.round, asked(RunKind.SUSPEND, fate=fate, to_at=end), at)
    stopped = Suspension(milliseconds(at), milliseconds(end), fate)
    assert times(attempt) == moved_deadline(before, stopped)


def test_when_its_end_has_come_everybody_may_start_again():
    round_ = make_round()
    entry, end = make_entry(round_.contest), NOON + HOUR
    given = {"fate": OpenAttempts.RUN_ON, "to_at": end}
    do(round_, asked(RunKind.SUSPEND, **given), NOON + MINUTE)
    with pytest.raises(StartRefused):
        start(round_, entry, end - MINUTE)
    assert start(round_, entry, end).started_ms == milliseconds(end)


def test_resumed_before_its_end_the_clock_stood_still_so_long_and_no_longer():
    attempt = make_attempt()
    before, at, early = attempt.times, NOON + 5 * MINUTE, NOON + 25 * MINUTE
    fate = OpenAttempts.STOPPED_CLOCK
    do(attempt.round, asked(RunKind.SUSPEND, fate=fate, to_at=NOON + 2 * HOUR), at)
    do(attempt.round, asked(RunKind.RESUME), early)
    stopped = Suspension(milliseconds(at), milliseconds(early), fate)
    assert times(attempt) == moved_deadline(before, stopped)


def test_a_suspension_ends_after_it_begins():
    attempt = make_attempt()
    wanted = asked(RunKind.SUSPEND, fate=OpenAttempts.RUN_ON, to_at=NOON)
    assert codes(attempt.round, wanted, NOON + MINUTE) == [RunFault.NOT_LATER]


def blank(round_, **given):
    """Somebody hands in a blank paper where all must be answered."""
    begin_writing()
    round_.must_answer_all = True
    for name, value in given.items():
        setattr(round_, name, value)
    db.session.commit()
    entry = make_entry(round_.contest)
    attempt = start(round_, entry, NOON)
    begin_writing()
    service.hand_in(service.session_run(), service.handing_of(attempt), milliseconds(NOON + MINUTE))
    db.session.commit()
    return entry


def test_a_void_paper_uses_up_a_chance_unless_the_regulation_says_otherwise():
    entry = blank(make_round())
    with pytest.raises(AttemptsUsedUp):
        start(entry.contest.rounds[0], entry, NOON + HOUR)


def test_where_it_uses_none_one_may_sit_again():
    entry = blank(make_round(), void_uses_chance=False)
    again = start(entry.contest.rounds[0], entry, NOON + HOUR)
    assert again.number == 2
    assert db.session.query(Attempt).filter_by(person_id=entry.person_id).count() == 2


def test_where_it_uses_none_a_full_paper_still_does():
    entry = blank(make_round(), void_uses_chance=False)
    begin_writing()
    entry.contest.rounds[0].must_answer_all = False
    db.session.commit()
    assert queries.forgiven_attempts(entry.contest, entry.person) == frozenset()
    with pytest.raises(AttemptsUsedUp):
        start(entry.contest.rounds[0], entry, NOON + HOUR)


@pytest.mark.parametrize(
    ("key", "missing"),
    [
        (Key.PREDICTION, Missing.PREDICTION), (Key.FACT, Missing.FACT), (Key.TEXT, Missing.TEXT),
    ],
)  # fmt: skip
@pytest.mark.parametrize("make", [make_draft_round, make_round])
def test_a_round_that_does_not_ask_what_it_ranks_by_is_warned_of(make, key, missing):
    round_ = make()
    begin_writing()
    round_.contest.audiences[0].scheme = encode(Scheme.of(key, Key.LOT))
    db.session.commit()
    found = publishing_service.round_gaps(round_, NOON - HOUR)
    assert [each.missing for each in found] == [missing]
    assert not any(each.is_blocking for each in found)


@pytest.fixture
def url(sitting, log_in, at):
    round_ = sitting[0]
    at(NOON + 26 * MINUTE)
    log_in(make_account(round_.contest.host, Role.ORGANISER))
    contest = round_.contest
    return f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/running/1"


PAPER = {"reason": "Mất điện", "notice": "Gia hạn", "number": "12/QĐ", "issued_on": "1/5/2030",
         "signer": "Trưởng ban"}  # fmt: skip


def test_the_page_asks_for_whom_a_round_is_extended(sitting, url, client, post):
    group = sitting[1]
    address = f"{url}/extend"
    page = client.get(address).text
    assert "Giờ chung của đợt thi" in page
    assert "Ca 1" in page
    moment = (NOON + 2 * HOUR).astimezone(VIETNAM)
    given = PAPER | {"to_at": f"{moment:%Y-%m-%dT%H:%M}", "who": str(group.id)}
    shown = post(address, address, **given)
    assert "1 bài đang làm được thêm giờ." in shown.text
    assert post(address, address, **given, sure="1").status_code == 303
    assert group.closes_at == NOON + 2 * HOUR


def test_the_page_of_a_suspension_asks_for_its_end(url, client):
    assert "Thi tiếp lúc" in client.get(f"{url}/suspend").text
