"""Commands for hosts: a new office, and its first administrator."""

import secrets

import click
from flask.cli import AppGroup

from contest import clock
from contest.audit import service as audit
from contest.db import begin_writing, db
from contest.errors import NotFound, RolesConflict
from contest.hosts import queries, service
from contest.hosts.models import Host, HostKind
from contest.rules.roles import Role

group = AppGroup("hosts", help="Offices that run contests here.")


@group.command("create")
@click.argument("public_id")
@click.argument("name")
@click.option("--kind", type=click.Choice([each.value for each in HostKind]), required=True)
@click.option("--parent", default="", help="The office above it, as letterheads name it.")
@click.option("--province", help="Its province's two digits, to find its communes first.")
@click.option("--commune", help="Its commune's five digits, where the host is one.")
@click.option("--hotline", default="", help="The number that entrants may ring.")
def create(
    public_id: str,
    name: str,
    kind: str,
    parent: str,
    province: str | None,
    commune: str | None,
    hotline: str,
) -> None:
    """Make a host: PUBLIC_ID stands in addresses (so-noi-vu), NAME on pages."""
    begin_writing()
    host = service.create_host(
        public_id,
        name,
        HostKind(kind),
        clock.now(),
        parent_name=parent,
        province_code=province,
        commune_code=commune,
        hotline=hotline,
    )
    if queries.find_host(public_id) is not None:
        raise click.ClickException(f"there is a host “{public_id}” already")
    db.session.add(host)
    db.session.flush()
    _record(host, "host-created", public_id)
    db.session.commit()
    click.echo(f"{name}: /hosts/{public_id}")


@group.command("add-administrator")
@click.argument("public_id")
@click.argument("email")
@click.argument("name")
def add_administrator(public_id: str, email: str, name: str) -> None:
    """Let somebody administer a host; a new account's first password is printed once."""
    begin_writing()
    try:
        host = queries.get_host(public_id)
    except NotFound as error:
        raise click.ClickException(f"there is no host “{public_id}”") from error
    account_id, chance = secrets.token_urlsafe(16), secrets.token_bytes(16)
    account, password = service.account_for(email, name, account_id, chance, clock.now())
    held = queries.list_grants_of(account, host)
    if any(each.role is Role.ADMINISTRATOR for each in held):
        raise click.ClickException(f"{account.email} administers it already")
    try:
        grant = service.grant_role(
            secrets.token_urlsafe(16), account, host, Role.ADMINISTRATOR, held,
            by=None, now=clock.now(),
        )  # fmt: skip
    except RolesConflict as error:
        raise click.ClickException("they hold a role that excludes this one") from error
    db.session.add(grant)
    _record(host, "role-granted", account.public_id)
    db.session.commit()
    click.echo(f"{account.email} administers {host.name}")
    if password:
        click.echo(f"First password, shown once: {password}")


def _record(host: Host, act: str, subject: str) -> None:
    audit.record(
        audit.SYSTEM,
        act,
        now=clock.now(),
        host_id=host.id,
        subject_kind="host",
        subject=subject,
    )
