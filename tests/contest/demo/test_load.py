"""The demo, loaded small, on a database of its own."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from contest.attempts.handing_service import current_answers
from contest.attempts.key_queries import FIRST, keys
from contest.attempts.models import Attempt, Mark
from contest.attempts.papers_queries import asked
from contest.attempts.service import session_run
from contest.bank.models import QuestionVersion
from contest.bank.picture_queries import pictures_of
from contest.clock import milliseconds
from contest.contests import public_queries, way_queries
from contest.contests.models import Contest, PoolQuestion, Round
from contest.contests.queries import list_blueprint, list_pool
from contest.db import begin_writing, db
from contest.demo import plans
from contest.demo.load import TRIAL_CODE, TRIAL_NUMBER, Sizes, load
from contest.demo.own_questions import STEPS
from contest.people import queries as people
from contest.people.service import Try, try_code
from contest.results import service as results
from contest.results.models import Chart
from contest.rules.drawing import draw, seed
from contest.rules.scoring import score
from contest.rules.timing import RoundPhase
from contest.units.tables_service import load_tables, read_tables
from contest.vault import Vault
from questions.model import Kind
from tests.databases import Databases

pytestmark = pytest.mark.slow
NOW = datetime(2030, 5, 8, 3, tzinfo=UTC)
SMALL = Sizes(of_province=80, of_commune=20)
VAULT = Vault([bytes(32)])


def load_small(app, now=NOW):
    with app.app_context():
        begin_writing()
        load_tables(read_tables(), now)
        steps = []
        rankings = load(now, VAULT, SMALL, steps.append)
        db.session.commit()
        return [each.digest for each in rankings], sum(steps)


@pytest.fixture(scope="module")
def demo(engine):
    """An app with the demo in it, and what loading it gave."""
    databases = Databases()
    with databases.own(engine) as app:
        given = load_small(app)
        with app.app_context():
            yield given
            db.session.rollback()
    databases.stop()


@pytest.fixture
def contest(demo):
    return public_queries.get_published(plans.CONTEST_OF_DEPARTMENT)


def some_attempts(contest):
    query = select(Attempt).where(Attempt.round_id == contest.rounds[0].id).order_by(Attempt.id)
    return list(db.session.scalars(query.limit(30)))


def test_the_same_seed_and_now_give_the_same_ranking(demo, own_database):
    assert load_small(own_database)[0] == demo[0]


def test_the_progress_ends_where_it_should(demo):
    assert demo[1] == SMALL.steps


def test_one_round_is_over_and_one_is_open_for_weeks(contest):
    phases = [each.calendar.phase_at(milliseconds(NOW)) for each in contest.rounds]
    assert phases == [RoundPhase.OVER, RoundPhase.OPEN]
    assert contest.rounds[1].closes_at > NOW + timedelta(days=29)


def test_every_mark_can_be_computed_again(contest):
    for each in some_attempts(contest):
        key = {"round": each.round_id, "attempt": each.id}
        mark = db.session.get_one(Mark, (each.round_id, each.id, 1))
        marks = score(
            each.drawn, current_answers(session_run(), key), keys(each.drawn, each.round_id, FIRST)
        )
        assert (mark.right_count, mark.points) == (marks.right_count, marks.points)


def test_every_first_paper_can_be_drawn_again(contest):
    round_ = contest.rounds[0]
    for each in some_attempts(contest):
        if each.number == 1:
            of = each.contest_audience
            blueprint, pool = list_blueprint(round_, of), list_pool(round_, of)
            number = each.person.number
            assert draw(blueprint, pool, seed(round_.secret, number, 1)) == each.drawn


def test_the_results_computed_again_have_the_same_digest(demo, contest):
    begin_writing()
    contest = public_queries.get_published(plans.CONTEST_OF_DEPARTMENT)
    again = results.compute(contest.rounds[0], NOW)
    digest, version = again.digest, again.version
    db.session.rollback()
    assert (digest, version) == (demo[0][0], 2)


def test_the_results_are_published_before_now(contest):
    assert way_queries.published_at(contest.rounds[0]) < NOW


def test_all_charts_are_drawn(demo):
    assert db.session.scalar(select(func.count()).select_from(Chart)) == 8


def test_the_one_to_try_signs_in_with_the_printed_code(demo):
    person = people.find_by_number(TRIAL_NUMBER)
    assert try_code(person, TRIAL_CODE, VAULT, milliseconds(NOW)) is Try.RIGHT


def test_people_of_the_commune_live_in_its_hamlets(demo):
    contest = db.session.scalar(
        select(Contest).where(Contest.public_id == plans.CONTEST_OF_COMMUNE)
    )
    lived = {each.residence.kind.value for each in some_attempts(contest)}
    assert lived == {"hamlet"}


def test_an_open_round_asks_nothing_that_a_finished_one_did(demo):
    found_in = {}
    for round_ in db.session.scalars(select(Round)):
        pool = select(QuestionVersion.question_id).join(
            PoolQuestion, PoolQuestion.version_id == QuestionVersion.id
        )
        found = db.session.scalars(pool.where(PoolQuestion.round_id == round_.id))
        found_in.setdefault(round_.number, set()).update(found)
    assert found_in[1] & found_in[2] == set()


def test_the_open_round_asks_a_question_of_each_kind(contest):
    round_ = contest.rounds[1]
    for each in contest.audiences:
        paper = draw(list_blueprint(round_, each), list_pool(round_, each), b"chance")
        assert {one.kind for one in asked(paper)} == set(Kind)


def test_the_pictures_that_are_asked_are_kept(contest):
    texts = [each.stem for each in db.session.scalars(select(QuestionVersion))]
    assert pictures_of(texts) == (STEPS,)
