"""Commands for the demo: made-up hosts, contests, people and results to try everything with."""

import click
from flask.cli import AppGroup
from sqlalchemy import func, select

from contest import clock
from contest.config import Settings
from contest.contests.models import Contest
from contest.db import begin_writing, db
from contest.demo import plans
from contest.demo.hosts import PASSWORD, STAFF
from contest.demo.load import PEOPLE_OF_PROVINCE, TRIAL_CODE, TRIAL_NUMBER, Sizes
from contest.demo.load import load as load_demo
from contest.hosts.models import Host
from contest.rules.numbers import format_code, format_contest_number
from contest.units.models import Unit
from contest.web.current import settings, vault

group = AppGroup("demo", help="The demo.")


@group.command("load")
@click.option(
    "--people",
    default=PEOPLE_OF_PROVINCE,
    show_default=True,
    type=click.IntRange(20, 100_000),
    help="How many sat the finished round of the province.",
)
def load(people: int) -> None:
    """Fill an empty database with the demo, the same people and papers each time.

    Refuses where hosts are there already, where the units are not, and where pages would not say
    that it is a demo (CONTEST_DEMO=yes).
    """
    begin_writing()
    if fault := why_not(settings()):
        raise click.ClickException(fault)
    sizes = Sizes(of_province=people)
    with click.progressbar(length=sizes.steps, label="Demo") as bar:
        rankings = load_demo(clock.now(), vault(), sizes, bar.update)
        bar.update(bar.length or 0)
    db.session.commit()
    for each in rankings:
        title = each.round.contest.title
        click.echo(f"{title}: {each.entrant_count} entrants, {each.attempt_count} attempts")


def why_not(given: Settings) -> str | None:
    """Why the demo cannot be loaded; None when it can."""
    if not given.is_demo:
        return "This is no demo: set CONTEST_DEMO=yes, so that every page says that it is one."
    if count(Host):
        return "The demo is for an empty database, and this one has hosts: nothing was changed."
    if not count(Unit):
        return "The communes are not there yet: run “flask units load” first."
    return None


def count(model: type[Host] | type[Unit]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


@group.command("sign-ins")
def sign_ins() -> None:
    """Print the demo's addresses, and who can sign in."""
    if not is_loaded():
        click.echo("The demo is not in this database.")
        return
    url = settings().public_url
    click.echo(f"\nSite:        {url}")
    click.echo(f"Contest:     {url}/c/{plans.CONTEST_OF_DEPARTMENT}   (open now)")
    click.echo(f"Xã Bến Quan: {url}/c/{plans.CONTEST_OF_COMMUNE}   (open now)")
    number, code = format_contest_number(TRIAL_NUMBER), format_code(TRIAL_CODE)
    click.echo(f"Participant: {url}/sign-in   number {number}, code {code}")
    click.echo(f"Staff:       {url}/staff/sign-in   password of all: {PASSWORD}")
    for each in STAFF:
        click.echo(f"  {each.email:32} {each.role.value:14} {each.host}")


def is_loaded() -> bool:
    query = select(Contest.id).where(Contest.public_id == plans.CONTEST_OF_DEPARTMENT)
    return db.session.scalar(query) is not None
