"""Commands for units: the nation's tables into the database, and made anew from their sources."""

import click
from flask.cli import AppGroup

from contest import clock
from contest.cli.unit_tables import build_tables
from contest.db import begin_writing, db
from contest.units import tables_service

group = AppGroup("units", help="Provinces, communes and what went into them.")
group.add_command(build_tables)


@group.command("load")
def load() -> None:
    """Bring the shipped tables into the database; may be run again at any time."""
    click.echo("Loading provinces, communes and former units …")
    begin_writing()
    loaded = tables_service.load_tables(tables_service.read_tables(), clock.now())
    db.session.commit()
    click.echo(f"{loaded.added} added, {loaded.changed} changed, {loaded.ended} ended")
