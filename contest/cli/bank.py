"""Commands for the question bank."""

import click
from flask.cli import AppGroup

from contest import clock
from contest.bank import document_service, shipped_service
from contest.bank.document_words import reason_of_end
from contest.db import begin_writing, db
from contest.errors import ContestError
from contest.hosts import queries as hosts
from contest.hosts.models import Account
from questions import content

group = AppGroup("bank", help="The question bank.")


@group.command("install")
@click.option("--host", "host_id", required=True, help="The host's short name in addresses.")
@click.option("--approver", "approver_email", required=True, help="Who answers for them.")
def install(host_id: str, approver_email: str) -> None:
    """Put the shipped questions into a host's bank, approved, with their authors kept.

    Safe to run again: questions whose code is there already are left as they are.
    """
    questions = content.load()
    begin_writing()
    approver = account_of(approver_email)
    try:
        host = hosts.get_host(host_id)
        with click.progressbar(questions, label="Questions") as shipped:
            added = shipped_service.install_shipped(host, clock.now(), approver, shipped=shipped)
    except ContestError as refused:
        raise click.ClickException(f"{host_id}: {refused.code}") from refused
    db.session.commit()
    click.echo(f"{len(added)} questions added, {len(questions) - len(added)} were there")


@group.command("update-documents")
def update_documents() -> None:
    """Bring the nation's legal documents to what ships; what hosts wrote down is left as it is.

    Questions that rest on a document whose end is news are put back to review.
    Safe to run at any time; flask setup runs it.
    """
    begin_writing()
    now = clock.now()
    installed = document_service.install_documents(now)
    recalled = document_service.recall_everywhere(installed.ended, reason_of_end, now)
    db.session.commit()
    click.echo(f"{len(installed.changed)} documents added or changed")
    if recalled:
        click.echo(f"{recalled} questions put back to review: a document they rest on ends")


def account_of(email: str) -> Account:
    account = hosts.find_account_by_email(email)
    if account is None:
        raise click.ClickException(f"there is no account of {email}")
    return account
