"""What the browser finds: communes to search, rounds open now, and people who have entered."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask
from playwright.sync_api import Page

from contest import clock
from contest.contests import publishing_service
from contest.contests.models import Ask, BirthAsk, Round
from contest.db import db
from contest.people.service import give_code
from contest.rules.disclosure import Shown
from contest.rules.numbers import contest_number
from contest.units.models import FormerUnit, Succession, UnitKind
from contest.web.current import vault
from contest.web.entrants import COOKIE
from tests.contest.attempts.factories import filling, make_device, make_draft_round
from tests.contest.attempts.kinds import ask_every_kind
from tests.contest.contests.factories import make_entry, make_person, make_unit
from tests.contest.factories import PASSWORD, make_host, serial

COMMUNES = {"19363": "Vĩnh Linh", "19366": "Bến Quan", "19372": "Vĩnh Hoàng"}
CODE = "24681357"
HOUR = timedelta(hours=1)
ASKED = 4


@contextmanager
def rows_of(app: Flask) -> Iterator[None]:
    """Put rows into the database of the running platform."""
    with app.app_context(), filling():
        yield


def make_nation() -> None:
    """A province whose old district Vĩnh Linh became three communes; one keeps the name."""
    province = make_unit(None, "Quảng Trị", code="44", kind=UnitKind.PROVINCE, label="tỉnh")
    for code, name in COMMUNES.items():
        commune = make_unit(
            None, name, code=code, kind=UnitKind.COMMUNE, label="xã", parent_id=province.id
        )
        former = FormerUnit(
            code=code, label="xã", name=f"{name} cũ", district_code="464",
            district_name="huyện Vĩnh Linh", province_code="45", province_name="tỉnh Quảng Trị",
        )  # fmt: skip
        db.session.add_all([former, Succession(former=former, unit=commune, is_whole=True)])
    db.session.commit()


def make_open_round(*, of_every_kind: bool = False, **given: Any) -> Round:
    """A round that anyone may sit now, and see the marks of at once."""
    now = clock.now()
    usual = {"opens_at": now - HOUR, "closes_at": now + HOUR, "shown": Shown.AT_ONCE}
    host, pool = make_host(hotline="0233 3852 123"), ASKED if of_every_kind else ASKED + 2
    round_ = make_draft_round(host, pool=pool, asked=ASKED, **usual | given)
    if of_every_kind:
        ask_every_kind(round_)
    contest = round_.contest
    contest.title = f"Tìm hiểu cải cách hành chính {serial()}"
    contest.asks_birth, contest.asks_residence = BirthAsk.DAY, Ask.REQUIRED
    contest.asks_phone = contest.asks_unit = contest.asks_group = Ask.NO
    publishing_service.publish(contest, now)
    db.session.commit()
    return round_


@dataclass(frozen=True)
class Entered:
    """Somebody who has entered an open contest, and knows number and code."""

    contest_url: str
    number: str
    token: str

    def sign_in(self, page: Page, url: str) -> None:
        """Let the page's device be the one that they registered on."""
        page.context.add_cookies([{"name": COOKIE, "value": self.token, "url": url}])

    def start(self, page: Page, url: str) -> None:
        self.sign_in(page, url)
        page.goto(self.contest_url)
        page.get_by_role("button", name="Vào thi").click()
        page.wait_for_url("**/attempts/*")


def make_entered(app: Flask, **given: Any) -> Entered:
    with rows_of(app):
        round_ = make_open_round(**given)
        host = round_.contest.host
        person = make_person(host, number=contest_number(serial()))
        make_entry(round_.contest, person)
        give_code(person, CODE, f"link-{serial()}", vault())
        token = f"device-{serial()}"
        make_device(person, token_hash=hashlib.sha256(token.encode()).hexdigest())
        return Entered(f"/c/{round_.contest.public_id}", person.number, token)


def sign_in(page: Page, email: str) -> None:
    """Sign a member of the staff in, by the keyboard."""
    page.goto("/staff/sign-in")
    page.locator("input[name=email]").fill(email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff")
