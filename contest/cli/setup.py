"""The command that makes a database ready: migrated, with the units, and the demo where asked."""

import click
from flask import current_app
from flask_migrate import upgrade
from sqlalchemy import func, select

from contest.db import Base, db

# What fills which table when it is empty: the table, then the command's words.
UNITS = ("units", ("units", "load"))
DEMO = ("hosts", ("demo", "load"))
SIGN_INS = ("demo", "sign-ins")
DOCUMENTS = ("bank", "update-documents")


def is_empty(table: str) -> bool:
    count = db.session.scalar(select(func.count()).select_from(Base.metadata.tables[table]))
    db.session.rollback()
    return not count


def run_command(words: tuple[str, str]) -> None:
    """Run another of our commands, by the words that a clerk would type."""
    context = click.get_current_context()
    group = current_app.cli.get_command(context, words[0])
    command = group.get_command(context, words[1]) if isinstance(group, click.Group) else None
    if command is None:
        raise click.ClickException(f"there is no command “flask {' '.join(words)}”")
    context.invoke(command)


@click.command("setup")
def setup() -> None:
    """Migrate the database, bring the legal documents up to date; load the units into an empty
    one, and in a demo the demo."""
    upgrade()
    run_command(DOCUMENTS)
    wanted = [UNITS, DEMO] if current_app.config["SETTINGS"].is_demo else [UNITS]
    for table, words in wanted:
        if is_empty(table):
            run_command(words)
    if current_app.config["SETTINGS"].is_demo:
        run_command(SIGN_INS)
