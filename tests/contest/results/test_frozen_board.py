"""A board frozen at T shows the same bytes whatever happens after T, on every page there is."""

import re
from datetime import timedelta

import pytest

from contest.attempts import extra_service
from contest.attempts.extra_models import Extra
from contest.contests import notice_service
from contest.contests.models import Entry
from contest.contests.running_models import Notice
from contest.db import begin_writing, db
from contest.people.models import Person
from contest.results import key_service, queries, service
from contest.results.check_models import Merge
from contest.rules.boards import Combine
from contest.rules.disclosure import What, encode_opens
from contest.rules.extra import Definition, encode
from contest.rules.prediction import Target
from contest.rules.remarking import ChangeKind, KeyChange
from contest.rules.result_way import State
from contest.rules.roles import ALLOWED, Role
from contest.rules.unit_schemes import UnitScheme
from contest.rules.unit_schemes import encode as encode_units
from contest.rules.units import Paths
from contest.rules.verification import State as EntryState
from questions.text import fold
from tests.contest.attempts.entrants import known_browser
from tests.contest.factories import keep, make_account
from tests.contest.results.factories import CLOSED, PEOPLE, compute, make_entrant, set_state, sit
from tests.contest.results.test_keys import pooled, run_job
from tests.contest.test_access import ACCOUNT, ENTRANTS, INVITED, OPEN, STAFF

NOW = CLOSED + timedelta(hours=1)
LATER = CLOSED + timedelta(days=2)
TOKEN = re.compile(rb"csrf_token[^>]*>")
CHARTS = ("histogram", "days", "communes", "units")
# Pages for everybody, or for an entrant, that show something of the board: compared below.
BOARD = {
    "entries.list_contests", "entries.show_contest", "results.public.show_results",
    "results.public.show_chart", "results.public.show_numbers", "results.publications.look_up",
    "attempts.show_result", "results.places.show_own", "attempts.list_attempts", "entries.show_me",
}  # fmt: skip
# Pages that show nothing of a round's figures or order, or are publications of their own.
NOTHING_OF_IT = {
    "healthz", "readyz", "language", "hosts.sign_in", "hosts.sign_out", "people.sign_in",
    "people.sign_out", "people.enter_code", "people.show_privacy", "people.show_card_sign_in",
    "people.sign_in_by_card", "people.show_card", "people.make_new_code", "entries.register",
    "entries.suggest", "entries.guardian.show_consent", "entries.guardian.give_consent",
    "entries.guardian.withdraw_consent", "regulation.show_versions", "bank.pictures.show_picture",
    # One's own paper, and the news to those who sit.
    "attempts.start", "attempts.show_attempt", "attempts.show_receipt", "attempts.save_page",
    "attempts.hand_in", "attempts.save_answers", "attempts.tell_news",
    # The questions and keys are published by themselves, and what lots are drawn with.
    "results.publications.show_questions", "results.publications.show_key",
    "results.lots.show_lots", "results.lots.show_board_lots",
    # What one complains of oneself.
    "results.complaints.choose_kind", "results.complaints.complain",
    "results.complaints.show_complaint", "results.complaints.withdraw",
    "results.complaints.list_own",
    # Prizes are claimed after the publication, which ends the freeze.
    "results.claims.list_own", "results.claims.claim",
}  # fmt: skip
# Of the staff who only follow a contest: contact persons and observers.
FOLLOWED = {
    "results.show_results", "results.show_chart", "results.awards.show_units",
    "results.awards.show_board_units", "results.items.show_items", "results.items.show_chart",
    "results.items.show_item",
}  # fmt: skip
NO_FIGURES = {"results.computing.follow", "results.computing.follow_board"}


def test_every_public_page_is_compared_or_said_to_show_nothing_of_the_board():
    assert {*OPEN, *ENTRANTS} == BOARD | NOTHING_OF_IT
    assert not BOARD & NOTHING_OF_IT


def test_every_page_of_results_for_who_only_follows_is_compared():
    followers = {Role.CONTACT, Role.OBSERVER}
    followed = {
        endpoint
        for endpoint, action in STAFF.items()
        if endpoint.startswith("results.") and action.value == "see-results"
    }
    assert followers & ALLOWED[STAFF["results.show_results"]]
    assert followed == FOLLOWED | NO_FIGURES
    assert not {*ACCOUNT, *INVITED} & followed


@pytest.fixture
def round_(sat, at):
    """A closed round whose figures and numbers are public, computed, drawn and frozen."""
    begin_writing()
    contest = sat.round.contest
    opened = (What.TOTALS, What.UNIT_TABLE, What.NUMBERS, What.LOOK_UP)
    contest.disclosure = encode_opens(
        {what: State.CLOSED for what in opened if what is not What.NUMBERS}
        | {What.NUMBERS: State.PROVISIONAL}
    )
    contest.combined = Combine.SUM
    scheme = UnitScheme(UnitScheme.of("rate").criteria, paths=Paths.RESIDENCE)
    contest.unit_scheme = encode_units(scheme)
    sat.round.prediction_target = Target.PARTICIPANTS
    sat.round.prediction_text = "Bao nhiêu người?"
    sat.round.prediction_counts = encode(Definition(Target.PARTICIPANTS))
    db.session.commit()
    compute(sat.round)
    begin_writing()
    service.compute_board(contest, CLOSED)
    draw_charts(CLOSED, leave=1)
    sat.round.frozen_at = NOW
    person = first_person()
    person.birth_year, person.birth_month, person.birth_day = 1990, 3, 27
    db.session.commit()
    at(NOW)
    return sat.round


def first_person():
    return db.session.query(Person).filter_by(name=PEOPLE[0][0]).one()


def draw_charts(now, leave=0):
    """Draw what is missing; ``leave`` some for later."""
    for _ in range(len(CHARTS) - leave):
        begin_writing()
        if drawn := service.drawn_next():
            service.keep_chart(drawn, now)
        db.session.commit()


def public_pages(round_):
    base = f"/c/{round_.contest.public_id}"
    results = f"{base}/r/{round_.number}/results"
    charts = [f"{results}/charts/{name}.svg" for name in CHARTS]
    return ["/", base, results, f"{results}?audience=1", *charts, f"{results}/numbers/1",
            f"{base}/r/{round_.number}/look-up"]  # fmt: skip


def staff_pages(round_):
    contest = round_.contest
    base = f"/hosts/{contest.host.public_id}/contests/{contest.public_id}"
    results = f"{base}/rounds/{round_.number}/results"
    charts = [f"{results}/charts/{name}.svg" for name in CHARTS]
    items = f"{results}/items/1"
    return [results, f"{results}?audience=1", *charts, f"{base}/rounds/{round_.number}/units",
            f"{base}/board/units", items, f"{items}/charts/facility.svg"]  # fmt: skip


def own_pages(round_):
    attempts = round_.contest.public_id and list_own(round_)
    return ["/me", "/me/attempts", *(f"/attempts/{each}/result" for each in attempts)]


def list_own(round_):
    query = db.session.query(queries.Attempt.public_id).filter_by(person_id=first_person().id)
    return [public_id for (public_id,) in query.filter_by(round_id=round_.id)]


def sit_more(round_):
    sit(round_, make_entrant(round_, "Người Đến Sau"), 4, 10)


def strike_out(round_):
    begin_writing()
    entry = db.session.query(Entry).join(Person).filter(Person.name == PEOPLE[1][0]).one()
    entry.state = EntryState.NOT_RECOGNISED
    db.session.commit()


def correct_a_name(round_):
    begin_writing()
    person = db.session.query(Person).filter_by(name=PEOPLE[2][0]).one()
    person.name, person.folded = "Lê Thị Hoàng Ân", fold("Lê Thị Hoàng Ân")
    db.session.commit()


def merge(round_):
    begin_writing()
    kept, folded = (
        db.session.query(Entry).join(Person).filter(Person.name == name).one()
        for name in (PEOPLE[3][0], PEOPLE[4][0])
    )
    [attempt] = db.session.query(queries.Attempt).filter_by(person_id=folded.person_id)
    told = [{"attempt": attempt.id, "ordinal": 2, "is_recognised": True}]
    db.session.add(
        Merge(
            kept_entry_id=kept.id, gone_entry_id=folded.id, attempts=told, why="Một người",
            merged_by_id=make_account().id, merged_at=NOW,
        )
    )  # fmt: skip
    db.session.commit()


def remark(round_):
    begin_writing()
    drop = KeyChange(ChangeKind.DROP)
    found = key_service.propose(round_, pooled(round_)[0], drop, "Sai", make_account(), LATER)
    db.session.commit()
    run_job(LATER)
    begin_writing()
    key_service.publish(round_, found, make_account(), LATER)
    db.session.commit()


def enter_a_truth(round_):
    begin_writing()
    extra_service.record_truth(
        round_, Extra.PREDICTION, 4321, LATER, why="Đếm khác", by=make_account()
    )
    db.session.commit()


def publish_the_key(round_):
    begin_writing()
    opens = encode_opens({What.KEY: State.CLOSED})
    round_.contest.disclosure = round_.contest.disclosure | opens
    db.session.commit()


def move_on(round_):
    set_state(round_, State.MINUTES, LATER)


def recompute(round_):
    begin_writing()
    service.compute(round_, LATER)
    service.compute_board(round_.contest, LATER)
    db.session.commit()
    draw_charts(LATER)


ALL = (sit_more, strike_out, correct_a_name, merge, remark, enter_a_truth, publish_the_key,
       recompute, move_on)  # fmt: skip


def taken(browser, pages):
    """The status and the bytes of each page, but for the token of its form."""
    answers = {page: browser.get(page) for page in pages}
    return {
        page: (answer.status_code, TOKEN.sub(b"", answer.data)) for page, answer in answers.items()
    }


def everything(round_, at, browser, pages):
    """Every page that changes, with what made it change."""
    before, changed = taken(browser, pages), {}
    assert any(status == 200 for status, _ in before.values())
    at(LATER)
    for act in ALL:
        act(round_)
        after = taken(browser, pages)
        changed = {
            page: act.__name__ for page in pages if after[page] != before[page]
        } | changed  # the first that changed it
    return changed


def test_public_pages_stay_the_same_bytes(round_, client, at):
    pages = public_pages(round_)
    assert taken(client, pages)[pages[2]][0] == 200
    changed = everything(round_, at, client, pages)
    allowed = {f"/c/{round_.contest.public_id}": "publish_the_key"}  # a publication of its own
    assert changed.items() <= allowed.items()


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.CONTACT])
def test_pages_of_who_only_follows_stay_the_same_bytes(round_, client, at, log_in, role):
    begin_writing()
    opened = {What.TOTALS: State.CLOSED, What.UNIT_TABLE: State.CLOSED}
    round_.contest.disclosure = encode_opens(opened)
    db.session.commit()
    log_in(make_account(round_.contest.host, role))
    assert everything(round_, at, client, staff_pages(round_)) == {}


def test_an_entrants_pages_tell_no_figure_found_since(round_, app, at):
    browser = known_browser(app, first_person())
    pages, texts = own_pages(round_), []
    at(LATER)
    enter_a_truth(round_)
    recompute(round_)
    texts = [browser.get(page).text for page in pages]
    assert any("Bạn" in text for text in texts)
    assert not [text for text in texts if "4.321" in text]


def test_a_chart_drawn_since_is_not_there(round_, client, at):
    missing = [name for name in CHARTS if name not in queries.list_chart_names(
        queries.find_ranking(round_.id))]  # fmt: skip
    at(LATER)
    draw_charts(LATER)
    [name] = missing
    base = f"/c/{round_.contest.public_id}/r/1/results"
    assert client.get(f"{base}/charts/{name}.svg").status_code == 404
    assert f"charts/{name}.svg" not in client.get(base).text


def test_a_look_up_gives_the_result_of_then(round_, client, post, at):
    person, url = first_person(), f"/c/{round_.contest.public_id}/r/1/look-up"
    given = {"number": person.number, "birth": "27/3/1990"}
    before = post(url, **given).text
    at(LATER)
    remark(round_)
    recompute(round_)
    after = post(url, **given).text
    assert "4/4" in before
    assert "4/4" in after


def test_a_notice_is_told_while_the_board_is_frozen(round_, client, at):
    results = f"/c/{round_.contest.public_id}/r/1/results"
    before = client.get(results).data
    begin_writing()
    keep(
        Notice(
            public_id="n1", contest_id=round_.contest_id, text="Dời lễ trao giải",
            is_for_sitters=False, made_by_id=make_account().id, made_at=NOW,
        )
    )  # fmt: skip
    assert notice_service is not None
    assert "Dời lễ trao giải" in client.get(f"/c/{round_.contest.public_id}").text
    assert client.get(results).data == before


def test_the_publication_ends_it(round_, client, at):
    results = f"/c/{round_.contest.public_id}/r/1/results"
    before = client.get(results).data
    at(LATER)
    strike_out(round_)
    recompute(round_)
    set_state(round_, State.PUBLISHED, LATER)
    assert client.get(results).data != before


def test_judges_see_through_it(round_, client, at, log_in):
    log_in(make_account(round_.contest.host, Role.JUDGE))
    [page, *_] = staff_pages(round_)
    before = client.get(page).data
    at(LATER)
    strike_out(round_)
    recompute(round_)
    assert client.get(page).data != before


def test_a_round_annulled_since_stays_as_it_stood(round_, client, at):
    pages = public_pages(round_)[2:]
    before = taken(client, pages)
    at(LATER)
    begin_writing()
    round_.annulled_at = LATER
    db.session.commit()
    set_state(round_, State.ANNULLED, LATER)
    assert taken(client, pages) == before


def test_what_was_frozen_while_the_round_ran_stays_closed(round_, client, at):
    begin_writing()
    round_.frozen_at = round_.opens_at + timedelta(hours=1)
    db.session.commit()
    pages = public_pages(round_)[2:-1]
    at(round_.frozen_at)
    before = taken(client, pages)
    at(LATER)
    assert taken(client, pages) == before
