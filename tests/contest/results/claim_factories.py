"""Published prizes, some of which are claimed."""

from datetime import timedelta

from contest.clock import VIETNAM
from contest.contests.models import Contest, Entry, Round
from contest.contests.prize_models import Prize
from contest.db import begin_writing, db
from contest.people.models import Person
from contest.results import claim_queries, claim_service, service
from contest.results.claim_queries import Won
from contest.rules.claims import After, Terms
from contest.rules.payees import Handing, Payee
from contest.rules.result_way import State
from contest.rules.working_days import Days
from contest.web.current import vault
from tests.contest.factories import keep, make_account
from tests.contest.results.factories import CLOSED, compute, make_sat_round, set_state

FIRST, SECOND, FOURTH = "Đỗ Thị Ánh", "Trần Văn Đức", "Nguyễn Văn Dũng"
DAY = timedelta(days=1)
LAST = CLOSED + 7 * DAY  # CLOSED is a Sunday: the seventh day after it is one, too, …
OVER = LAST + 2 * DAY  # … so that Monday is the last day
TERMS = Terms(Days(7), After.PASSES_ON, place="Phòng 12, Sở Nội vụ")
BANK = Payee(Handing.BANK, "Agribank", "1234567890", "DO THI ANH")


def make_prizes(round_: Round) -> None:
    """Three, so that the second and the third, who are equal, share the lower two."""
    worth = (("Nhất", 900_000), ("Nhì", 500_000), ("Ba", 300_000))
    for rank, (title, amount) in enumerate(worth, 1):
        keep(
            Prize(
                public_id=f"p{rank}-{round_.id}", contest_id=round_.contest_id, round_id=round_.id,
                is_for_units=False, is_by_proposal=False, rank=rank, title=title, count=1,
                amount=amount,
            )
        )  # fmt: skip


def make_won(terms: Terms | None = TERMS, state: State = State.COMPLAINTS) -> Round:
    """A round whose prizes are published on CLOSED."""
    round_ = make_sat_round().round
    make_prizes(round_)
    compute(round_)
    claim_service.set_terms(round_.contest, terms)
    set_state(round_, state, CLOSED)
    return round_


def person_of(contest: Contest, name: str = FIRST) -> Person:
    return db.session.query(Person).join(Entry, Entry.person_id == Person.id).filter(
        Person.name == name, Entry.contest_id == contest.id
    ).one()  # fmt: skip


def entry_of(contest: Contest, name: str) -> Entry:
    person = person_of(contest, name)
    return db.session.query(Entry).filter_by(contest_id=contest.id, person_id=person.id).one()


def prize_of(round_: Round, name: str = FIRST, now=CLOSED) -> Won:
    contest = round_.contest
    return claim_queries.get_won(contest, round_.number, person_of(contest, name), now)


def make_claim(round_: Round, name: str = FIRST, payee: Payee = BANK, now=CLOSED) -> Won:
    begin_writing()
    claim_service.claim(prize_of(round_, name, now), payee, vault(), now)
    db.session.commit()
    return prize_of(round_, name, now)


def pass_on(round_: Round, name: str = FIRST, now=OVER) -> After:
    """Confirm it as the organiser does, and let the jobs process compute the prizes anew."""
    begin_writing()
    after = claim_service.end(prize_of(round_, name, now), 0, make_account(), now)
    db.session.commit()
    run_jobs(now)
    return after


def run_jobs(now) -> None:
    desk = service.Desk()
    while isinstance(work := desk.prepare(now), service.Work):
        begin_writing()
        desk.store(now, work)
        db.session.commit()


def today(now=CLOSED):
    return now.astimezone(VIETNAM).date()
