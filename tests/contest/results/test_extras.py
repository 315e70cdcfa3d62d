"""Facts, texts and truths: entered by the committee, judged blind, kept from the public."""

from datetime import timedelta

import pytest

from contest.attempts import extra_queries, extra_service, service
from contest.attempts.correction_words import mark_in_force
from contest.attempts.extra_models import Extra
from contest.attempts.handing_service import hand_in
from contest.attempts.models import Answer
from contest.contests import extra_queries as contest_extras
from contest.contests.models import Entry
from contest.db import begin_writing, db
from contest.errors import NotFound, RoundStillOpen
from contest.rules.extra import Counts, Definition, ExtraRefused, Figure, Scope, encode
from contest.rules.prediction import Target
from contest.rules.result_way import State
from contest.rules.roles import Role
from tests.contest.attempts.entrants import known_browser
from tests.contest.attempts.factories import start
from tests.contest.contests.factories import add_round
from tests.contest.factories import make_account
from tests.contest.results.factories import CLOSED, PEOPLE, compute, make_entrant, set_state

TEXT = "Tôi sẽ hướng dẫn bà con nộp hồ sơ trực tuyến.\nRất dễ."


@pytest.fixture
def round_(sat, at):
    """A closed round that asks for a number and a text of at most 10 points."""
    begin_writing()
    sat.round.fact_text, sat.round.text_question = "Bao nhiêu hồ sơ?", "Bạn sẽ làm gì?"
    sat.round.text_points = 1000
    db.session.commit()
    at(CLOSED)
    return sat.round


@pytest.fixture
def url(round_):
    contest = round_.contest
    return f"/hosts/{contest.host.public_id}/contests/{contest.public_id}/rounds/1/extras"


@pytest.fixture
def sign_in(round_, log_in):
    def sign_in(role):
        account = make_account(round_.contest.host, role)
        log_in(account)
        return account

    return sign_in


def write(round_, text=TEXT, fact="1.234"):
    """Somebody hands a paper in with a number and a text."""
    person = make_entrant(round_)
    entry = db.session.query(Entry).filter_by(person=person).one()
    attempt = start(round_, entry, round_.opens_at)
    begin_writing()
    for number, (position, choice) in enumerate(((5, fact), (6, f"={text}")), 1):
        row = Answer(
            round_id=attempt.round_id, attempt_id=attempt.id, sitting=1, number=number,
            position=position, choice=choice, received_ms=attempt.started_ms,
        )  # fmt: skip
        db.session.add(row)
    db.session.flush()
    hand_in(service.session_run(), service.handing_of(attempt), attempt.started_ms + 60_000)
    db.session.commit()
    db.session.refresh(attempt)
    return attempt


def mark(round_, attempt, points, judge=None, now=CLOSED):
    begin_writing()
    given = extra_service.mark_text(round_, attempt, judge or make_account(), points, "", now)
    db.session.commit()
    return given


def record(round_, value, now=CLOSED, extra=Extra.FACT, **given):
    begin_writing()
    found = extra_service.record_truth(round_, extra, value, now, **given)
    db.session.commit()
    return found


def predict(round_, target=Target.PARTICIPANTS, scope=Scope.ROUND, counts=None):
    begin_writing()
    round_.prediction_target = target
    round_.prediction_counts = encode(Definition(target, scope, counts or Counts()))
    db.session.commit()


def test_the_number_typed_is_kept_with_the_marks(round_):
    assert mark_in_force(write(round_)).fact == 1234


def test_a_number_that_cannot_be_read_is_none(round_):
    assert mark_in_force(write(round_, fact="1.23")).fact is None


def test_a_judges_newest_mark_counts_and_the_mean_of_judges(round_):
    attempt, judge = write(round_), make_account()
    mark(round_, attempt, 100, judge)
    mark(round_, attempt, 700, judge)
    mark(round_, attempt, 850)
    mark(round_, attempt, 850)
    assert extra_service.text_points(round_) == {attempt.id: 800}


def test_half_a_hundredth_is_rounded_up(round_):
    attempt = write(round_)
    mark(round_, attempt, 700)
    mark(round_, attempt, 701)
    assert extra_service.text_points(round_) == {attempt.id: 701}


def test_more_than_the_most_is_refused(round_):
    with pytest.raises(ExtraRefused):
        mark(round_, write(round_), 1001)


def test_no_text_is_judged_while_somebody_may_still_write(round_):
    with pytest.raises(RoundStillOpen):
        mark(round_, write(round_), 500, now=round_.opens_at)


def test_a_judge_gets_each_text_once(round_):
    judge, written = make_account(), {write(round_).id, write(round_).id}
    seen = set()
    while (attempt := extra_queries.next_unmarked(round_, judge)) is not None:
        seen.add(attempt.id)
        mark(round_, attempt, 500, judge)
    assert seen == written
    assert extra_queries.progress(round_, judge) == (2, 2)


def test_who_took_the_text_back_is_not_judged(round_):
    attempt = write(round_)
    begin_writing()
    db.session.add(
        Answer(
            round_id=attempt.round_id, attempt_id=attempt.id, sitting=1, number=9, position=6,
            choice=None, received_ms=attempt.started_ms,
        )
    )  # fmt: skip
    db.session.commit()
    assert extra_queries.next_unmarked(round_, make_account()) is None


def test_the_judges_page_names_nobody(client, post, url, round_, sign_in):
    attempt = write(round_)
    sign_in(Role.JUDGE)
    page = client.get(f"{url}/texts").text
    assert "Rất dễ." in page
    assert attempt.person.number not in page
    assert attempt.person.name not in page
    answer = post(f"{url}/texts", text=attempt.public_id, points="7,5", note="")
    assert answer.status_code == 303
    assert extra_service.text_points(round_) == {attempt.id: 750}


@pytest.mark.parametrize("points", ["", "11", "mười", "-1", "7,555"])
def test_points_that_cannot_be_given_are_refused_on_the_page(post, url, round_, sign_in, points):
    attempt = write(round_)
    sign_in(Role.JUDGE)
    answer = post(f"{url}/texts", text=attempt.public_id, points=points, note="Ý hay")
    assert (answer.status_code, "Ý hay" in answer.text) == (422, True)


def test_a_fact_needs_its_source_and_a_change_its_reason(round_):
    with pytest.raises(ExtraRefused):
        record(round_, 1200)
    record(round_, 1200, source="Báo cáo 12")
    with pytest.raises(ExtraRefused):
        record(round_, 1300, source="Báo cáo 13")
    record(round_, 1300, source="Báo cáo 13", why="Đếm lại")
    found = extra_queries.list_truths(round_, Extra.FACT)
    assert [(each.version, each.value) for each in found] == [(2, 1300), (1, 1200)]


def test_no_truth_is_found_while_somebody_may_still_sit(round_):
    with pytest.raises(ExtraRefused):
        record(round_, 1200, round_.opens_at, source="Báo cáo 12")


def test_a_round_without_a_prediction_has_no_truth_of_one(round_):
    with pytest.raises(NotFound):
        record(round_, 5, extra=Extra.PREDICTION)


def test_the_committee_enters_the_truth_on_its_page(client, post, url, round_, sign_in):
    sign_in(Role.ORGANISER)
    given = {"value": "1.234", "source": "Báo cáo 12", "why": ""}
    assert post(f"{url}/fact", **given | {"source": ""}).status_code == 422
    assert post(f"{url}/fact", **given).status_code == 303
    assert "1.234" in client.get(f"{url}/fact").text
    refused = post(f"{url}/fact", **given | {"value": "1.300"})
    assert (refused.status_code, "lý do sửa" in refused.text) == (422, True)


def test_a_published_truth_of_the_prediction_is_what_results_use(round_):
    predict(round_)
    assert compute(round_).truth == len(PEOPLE)
    record(round_, 77, extra=Extra.PREDICTION, why="Cơ quan khác đếm", by=make_account())
    assert compute(round_).truth == 77


def test_an_entrant_reads_the_answers_the_truth_and_the_points(app, round_):
    attempt = write(round_)
    record(round_, 1300, source="Báo cáo 12")
    mark(round_, attempt, 750)
    page = known_browser(app, attempt.person).get(f"/attempts/{attempt.public_id}/result").text
    assert all(each in page for each in ("1.234", "Đáp số: 1.300", "Rất dễ.", "7,5"))


def withheld(round_, now):
    return contest_extras.withheld_figures(round_, now)


def test_an_open_rounds_prediction_withholds_what_tells_its_truth(round_):
    predict(round_)
    assert Figure.PARTICIPANTS in withheld(round_, round_.opens_at)
    assert withheld(round_, CLOSED) == frozenset()


def test_a_contests_prediction_withholds_the_figures_of_closed_rounds_too(client, round_):
    predict(round_, scope=Scope.CONTEST)
    compute(round_)
    set_state(round_, State.PUBLISHED)
    contest = round_.contest
    url = f"/c/{contest.public_id}/r/1/results"
    assert "Người dự thi" in client.get(url).text
    later = {"opens_at": CLOSED, "closes_at": CLOSED + timedelta(days=1)}
    begin_writing()
    add_round(contest, **later)
    db.session.commit()
    text = client.get(url).text
    assert "chưa công khai" in text
    assert "key-figures" not in text
    assert client.get(f"{url}/charts/histogram.svg").status_code == 404


def test_the_contests_page_says_how_the_prediction_is_counted(client, round_):
    predict(round_, counts=Counts(void=True))
    text = client.get(f"/c/{round_.contest.public_id}").text
    assert "Tính cả bài không hợp lệ." in text
    assert "mọi đối tượng" in text
