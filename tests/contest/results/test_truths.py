"""The truth of a prediction: counted at closing, held, counted anew only for a reason."""

from datetime import timedelta

import pytest

from contest.attempts import extra_queries, extra_service
from contest.attempts.extra_models import Extra
from contest.attempts.models import Attempt
from contest.contests import publishing_service
from contest.contests import service as contests
from contest.contests.models import ContestAudience, Entry
from contest.db import begin_writing, db
from contest.errors import NotFound
from contest.people.models import Person
from contest.results import key_impact_service, queries, service, truth_words
from contest.rules.extra import Counts, Definition, Scope, encode
from contest.rules.prediction import Target
from contest.rules.ranking import Key, Scheme
from contest.rules.ranking import encode as encode_scheme
from contest.rules.result_way import State
from contest.rules.roles import Role
from contest.rules.verification import State as EntryState
from questions.model import Difficulty
from tests.contest.contests.factories import SECRET, build_round_details, make_audience
from tests.contest.factories import make_account
from tests.contest.results.factories import CLOSED, PEOPLE, compute, set_state, sit

LATER = CLOSED + timedelta(days=30)


def predict(round_, scope=Scope.ROUND, target=Target.PARTICIPANTS, **counts):
    begin_writing()
    round_.prediction_target, round_.prediction_text = target, "Bao nhiêu người dự thi?"
    round_.prediction_counts = encode(Definition(target, scope, Counts(**counts)))
    db.session.commit()


def strike_out(name):
    begin_writing()
    entry = db.session.query(Entry).join(Person).filter(Person.name == name).one()
    entry.state = EntryState.NOT_RECOGNISED
    db.session.commit()


def versions(round_):
    found = extra_queries.list_truths(round_, Extra.PREDICTION)
    return [(each.version, each.value, each.why) for each in found]


def work_off(now=CLOSED):
    """Let the jobs process compute all that waits."""
    desk = service.Desk()
    while isinstance(work := desk.prepare(now), service.Work):
        begin_writing()
        desk.store(now, work)
        db.session.commit()


def recount(round_, why="Sau xác minh"):
    begin_writing()
    service.ask(round_.contest, round_, make_account(), CLOSED, recount_why=why)
    db.session.commit()
    work_off()


def second_round(round_):
    """Another round of the same contest, a day after the first, sat by the first two people."""
    contest, opens_at = round_.contest, round_.closes_at + timedelta(days=1)
    begin_writing()
    details = build_round_details(opens_at=opens_at, closes_at=opens_at + timedelta(days=7))
    added = contests.add_round(contest, details, SECRET)
    db.session.flush()
    [line] = round_.blueprint
    wanted = {(line.topic_id, Difficulty.EASY): line.count}
    contests.set_blueprint(added, contest.audiences[0], wanted)
    db.session.commit()
    publishing_service.pin(added, opens_at)
    db.session.commit()
    for name, *_ in PEOPLE[:2]:
        person = db.session.query(Person).filter_by(name=name).one()
        sit(added, person, 4, 60, opens_at)
    return added


def test_the_truth_counted_at_closing_is_its_first_version(sat):
    predict(sat.round)
    ranking = compute(sat.round)
    assert versions(sat.round) == [(1, len(PEOPLE), "")]
    assert ranking.truth == len(PEOPLE)


def test_computing_again_writes_no_other_version(sat):
    predict(sat.round)
    compute(sat.round)
    compute(sat.round)
    assert len(versions(sat.round)) == 1


def test_the_truth_is_held_when_somebody_is_struck_out_afterwards(sat):
    predict(sat.round)
    compute(sat.round)
    strike_out("Trần Văn Đức")
    assert compute(sat.round).truth == len(PEOPLE)


def test_who_was_struck_out_before_the_closing_is_not_counted(sat):
    predict(sat.round)
    strike_out("Trần Văn Đức")
    assert compute(sat.round).truth == len(PEOPLE) - 1


def test_who_is_not_recognised_counts_where_the_definition_says_so(sat):
    predict(sat.round, disqualified=True)
    strike_out("Trần Văn Đức")
    assert compute(sat.round).truth == len(PEOPLE)


def test_counted_anew_it_is_a_version_with_its_reason_and_who_asked(sat):
    predict(sat.round)
    compute(sat.round)
    strike_out("Trần Văn Đức")
    recount(sat.round)
    assert versions(sat.round) == [(2, len(PEOPLE) - 1, "Sau xác minh"), (1, len(PEOPLE), "")]
    newest = extra_queries.find_truth(sat.round, Extra.PREDICTION)
    assert newest.is_counted
    assert newest.found_by is not None
    assert queries.find_ranking(sat.round.id).truth == len(PEOPLE) - 1


def test_other_keys_count_it_anew(sat):
    predict(sat.round)
    compute(sat.round)
    begin_writing()
    [truth] = extra_queries.list_truths(sat.round, Extra.PREDICTION)
    truth.key_version = 7  # as if other keys had been in force
    db.session.commit()
    compute(sat.round)
    newest = extra_queries.find_truth(sat.round, Extra.PREDICTION)
    assert truth_words.why_words(newest) == "Đếm lại theo đáp án bản 1"
    assert newest.version == 2


def test_a_truth_that_the_committee_entered_is_held_under_other_keys(sat):
    predict(sat.round)
    begin_writing()
    extra_service.record_truth(sat.round, Extra.PREDICTION, 77, CLOSED, by=make_account())
    sat.round.key_version = 1
    db.session.commit()
    assert compute(sat.round).truth == 77
    assert len(versions(sat.round)) == 1


def test_a_truth_entered_while_results_are_written_makes_them_be_worked_out_again(sat):
    predict(sat.round)
    desk = service.Desk()
    work = desk.prepare(CLOSED)
    begin_writing()
    extra_service.record_truth(sat.round, Extra.PREDICTION, 77, CLOSED, by=make_account())
    db.session.commit()
    while work is not None and not service.queries.find_ranking(sat.round.id):
        begin_writing()
        desk.store(CLOSED, work)
        db.session.commit()
        work = desk.prepare(CLOSED)
    assert queries.find_ranking(sat.round.id).truth == 77
    assert versions(sat.round) == [(1, 77, "")]


@pytest.fixture
def two_audiences(sat):
    """Two of the five people are of another audience."""
    begin_writing()
    contest, audience = sat.round.contest, make_audience()
    other = ContestAudience(
        audience=audience, title="Học sinh", position=2, scheme=contest.audiences[0].scheme
    )
    contest.audiences.append(other)
    db.session.flush()
    for name, *_ in PEOPLE[:2]:
        person = db.session.query(Person).filter_by(name=name).one()
        db.session.query(Entry).filter_by(person=person).one().contest_audience = other
        for attempt in db.session.query(Attempt).filter_by(person_id=person.id):
            attempt.contest_audience_id = other.id
    db.session.commit()
    return [sat.round.contest.audiences[0], other]


def test_each_audience_has_a_truth_of_its_own(sat, two_audiences):
    first, other = two_audiences
    predict(sat.round, Scope.AUDIENCE)
    ranking = compute(sat.round)
    values = {
        audience: each.value
        for audience, each in extra_queries.newest_truths(sat.round, Extra.PREDICTION).items()
    }
    assert values == {first.id: 3, other.id: 2}
    assert ranking.truth is None
    assert truth_words.truth_in(ranking) == f"{first.title}: 3; {other.title}: 2"


def test_the_committee_changes_the_truth_of_one_audience_alone(sat, two_audiences):
    first, other = two_audiences
    predict(sat.round, Scope.AUDIENCE)
    compute(sat.round)
    begin_writing()
    extra_service.record_truth(
        sat.round, Extra.PREDICTION, 9, CLOSED, why="Sửa", by=make_account(), audience_id=other.id
    )
    db.session.commit()
    assert dict(compute(sat.round).figures["truths"]) == {first.id: 3, other.id: 9}


def test_a_truth_of_all_is_refused_where_each_audience_has_its_own(sat, two_audiences):
    predict(sat.round, Scope.AUDIENCE)
    with pytest.raises(NotFound):
        extra_service.record_truth(sat.round, Extra.PREDICTION, 9, CLOSED, by=make_account())


def test_a_truth_over_the_contest_waits_for_the_last_round(sat):
    predict(sat.round, Scope.CONTEST)
    added = second_round(sat.round)
    assert compute(sat.round, added.opens_at).truth is None
    assert versions(sat.round) == []


def test_a_truth_over_the_contest_counts_each_person_once_over_all_rounds(sat):
    predict(sat.round, Scope.CONTEST)
    second_round(sat.round)
    assert compute(sat.round, LATER).truth == len(PEOPLE)


def test_a_truth_over_the_contest_counts_the_attempts_of_all_rounds(sat):
    predict(sat.round, Scope.CONTEST, Target.ATTEMPTS)
    second_round(sat.round)
    assert compute(sat.round, LATER).truth == len(PEOPLE) + 1 + 2


def test_the_first_round_is_computed_again_once_the_last_one_tells_its_truth(sat):
    predict(sat.round, Scope.CONTEST)
    added = second_round(sat.round)
    compute(sat.round, added.opens_at)
    work_off(LATER)
    assert queries.find_ranking(sat.round.id).truth == len(PEOPLE)
    assert versions(sat.round) == [(1, len(PEOPLE), "")]


def test_a_truth_over_the_contest_is_held_when_somebody_is_struck_out(sat):
    predict(sat.round, Scope.CONTEST)
    second_round(sat.round)
    compute(sat.round, LATER)
    strike_out("Lê Thị Ân")
    assert compute(sat.round, LATER).truth == len(PEOPLE)


def test_a_truth_over_the_contest_makes_distances(sat):
    predict(sat.round, Scope.CONTEST)
    begin_writing()
    sat.round.contest.audiences[0].scheme = encode_scheme(Scheme.of(Key.PREDICTION, Key.LOT))
    db.session.commit()
    second_round(sat.round)
    ranking = compute(sat.round, LATER)
    assert ranking.figures["truths"]
    assert ranking.truth == len(PEOPLE)


def test_a_dry_run_holds_the_truth_of_the_keys_in_force(sat):
    predict(sat.round, target=Target.ALL_RIGHT)
    compute(sat.round)
    found = key_impact_service.impact_of(sat.round, 1, CLOSED)
    assert found["changes"] == []


@pytest.fixture
def url(sat):
    contest = sat.round.contest
    return f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/rounds/1/extras"


def test_the_organiser_asks_for_a_count_and_says_why(sat, url, client, post, log_in, at):
    predict(sat.round)
    compute(sat.round)
    at(CLOSED)
    log_in(make_account(sat.round.contest.host, Role.ORGANISER))
    page = f"{url}/prediction"
    refused = post(f"{page}/recount", page, recount_why="")
    assert (refused.status_code, "ghi lý do đếm lại" in refused.text) == (422, True)
    assert post(f"{page}/recount", page, recount_why="Sau xác minh").status_code == 303
    work_off()
    text = client.get(page).text
    assert "Sau xác minh" in text
    assert "Không tính người không được công nhận kết quả" in text


def test_the_page_asks_whose_truth_it_is(sat, url, two_audiences, client, post, log_in, at):
    predict(sat.round, Scope.AUDIENCE)
    compute(sat.round)
    at(CLOSED)
    log_in(make_account(sat.round.contest.host, Role.ORGANISER))
    code = two_audiences[1].audience.code
    given = {"audience": code, "value": "12", "source": "", "why": "Sửa theo biên bản"}
    assert post(f"{url}/prediction", **given).status_code == 303
    assert extra_queries.find_truth(sat.round, Extra.PREDICTION, two_audiences[1].id).value == 12


def test_everybody_reads_the_truth_with_who_counts_for_it(sat, client, at):
    predict(sat.round)
    compute(sat.round)
    set_state(sat.round, State.PUBLISHED)
    at(CLOSED)
    page = client.get(f"/c/{sat.round.contest.public_id}/r/1/results").text
    assert "Đáp số câu dự đoán: 5." in page
    assert "Không tính người không được công nhận kết quả" in page
