"""Staff correct a key, judge a text and enter a truth; an entrant reads what changed."""

import os
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from contest import clock
from contest.attempts.models import Answer, Attempt
from contest.bank.models import QuestionVersion
from contest.db import begin_writing, db
from contest.rules.disclosure import Shown
from contest.rules.roles import Role
from tests.browser.checks import DESK, PHONE, assert_accessible, assert_no_sideways_scroll
from tests.browser.world import rows_of, sign_in
from tests.contest.factories import make_account
from tests.contest.results.factories import make_sat_round
from tests.contest.results.test_keys import ALL, propose, run_job

SIZES = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
FOLDER = os.environ.get("SHOTS", "")


@dataclass(frozen=True)
class World:
    """A closed round with a correction that waits, and who works on it."""

    url: str
    question: str
    approver: str
    organiser: str
    judge: str


@pytest.fixture(scope="module")
def world(site) -> World:
    now = clock.now()
    with rows_of(site.app):
        round_ = make_sat_round(now - timedelta(days=8)).round
        db.engine.update_execution_options(writes=True)
        begin_writing()
        round_.fact_text, round_.text_question = "Bao nhiêu hồ sơ trực tuyến?", "Bạn sẽ làm gì?"
        round_.text_points, round_.shown = 1000, Shown.AFTER_CLOSING
        for each in db.session.query(Attempt).filter_by(round_id=round_.id):
            each.question_count = 6
            text = "=Tôi sẽ hướng dẫn bà con nộp hồ sơ trực tuyến.\nRất dễ."
            db.session.add(Answer(
                round_id=round_.id, attempt_id=each.id, sitting=1, number=90, position=6,
                choice=text, received_ms=each.started_ms,
            ))  # fmt: skip
        attempts = db.session.query(Attempt).filter_by(round_id=round_.id).all()
        version = db.session.get(QuestionVersion, attempts[-1].drawn.items[3].version_id)
        db.session.commit()
        host = round_.contest.host
        emails = [make_account(host, role).email for role in (
            Role.APPROVER, Role.ORGANISER, Role.JUDGE
        )]  # fmt: skip
        propose(round_, ALL, version, now=now)
        run_job(now)
        url = f"/hosts/{host.public_id}/contests/{round_.contest.public_id}/rounds/1"
        question = f"{version.question.public_id}/{version.number}"
        return World(url, question, *emails)


def look(page: Page, name: str, viewport) -> None:
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    if FOLDER:
        page.screenshot(path=f"{FOLDER}/{name}-{viewport['width']}.png", full_page=True)


@SIZES
def test_the_pages_of_corrected_keys_fit_and_can_be_read(open_page, world, viewport):
    page = open_page(viewport)
    sign_in(page, world.approver)
    for name, path in (
        ("versions", "keys"),
        ("correct", f"keys/questions/{world.question}"),
        ("dry-run", "keys/2"),
    ):
        page.goto(f"{world.url}/{path}")
        look(page, name, viewport)


@SIZES
def test_the_judges_page_of_texts_fits_and_can_be_read(open_page, world, viewport):
    page = open_page(viewport)
    sign_in(page, world.judge)
    page.goto(f"{world.url}/extras/texts")
    look(page, "texts", viewport)


@SIZES
def test_the_page_of_a_truth_fits_and_can_be_read(open_page, world, viewport):
    page = open_page(viewport)
    sign_in(page, world.organiser)
    page.goto(f"{world.url}/extras/fact")
    look(page, "truth", viewport)
