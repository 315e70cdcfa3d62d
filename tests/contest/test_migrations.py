"""The migrations make the tables that the models say, keep the rows, and can be undone."""

import os
from collections.abc import Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import MetaData, Table, func, select, text

from contest.app import create_app
from contest.db import Base, db
from tests.contest.rows import fill
from tests.databases import let_go
from tests.settings import settings

pytestmark = pytest.mark.slow


@pytest.fixture
def alembic(databases, engine) -> Iterator[Config]:
    """Alembic before an empty database."""
    url = databases.engine(engine).create()
    app = create_app(settings(url))
    with app.app_context():
        yield current_app.extensions["migrate"].migrate.get_config("migrations")
    let_go(app)
    databases.engine(engine).drop(url)


def steps(alembic: Config) -> list[str]:
    revisions = ScriptDirectory.from_config(alembic).walk_revisions()
    return [each.revision for each in revisions][::-1]


def counts() -> dict[str, int]:
    """How many rows each table has, the tables as they are in the database now."""
    found = MetaData()
    with db.engine.connect() as connection:
        found.reflect(connection)
        return {table.name: count(connection, table) for table in found.sorted_tables}


def count(connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table))


def put_rows() -> None:
    with db.engine.connect().execution_options(writes=True) as connection:
        fill(connection)
        connection.commit()


def test_there_is_one_head(alembic):
    assert len(ScriptDirectory.from_config(alembic).get_heads()) == 1


def test_the_head_is_what_the_models_say(alembic):
    command.upgrade(alembic, "head")
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_each_step_goes_up_and_down_and_up_again(alembic):
    for revision in steps(alembic):
        command.upgrade(alembic, revision)
        command.downgrade(alembic, "-1")
        command.upgrade(alembic, revision)
    command.downgrade(alembic, "base")
    assert set(counts()) <= {"alembic_version"}


def test_each_step_keeps_the_rows(alembic):
    """Rows stand in every table before each step, children and parents, and after it too."""
    for before, after in zip(steps(alembic), steps(alembic)[1:], strict=False):
        command.upgrade(alembic, before)
        put_rows()
        there = counts()
        command.upgrade(alembic, after)
        now = counts()
        assert {name: now[name] for name in there if name in now} == {
            name: rows for name, rows in there.items() if name in now
        }
        command.downgrade(alembic, "base")


REBUILD = """
from alembic import op
from sqlalchemy import inspect

revision, down_revision, branch_labels, depends_on = "rebuilt", "{head}", None, None

def upgrade():
    engine = op.get_bind()
    recreate = "always" if engine.dialect.name == "sqlite" else "never"
    for name in inspect(engine).get_table_names():
        if name != "alembic_version":
            with op.batch_alter_table(name, recreate=recreate):
                pass

downgrade = upgrade
"""


def test_a_rebuilt_table_keeps_its_rows_and_its_children(alembic, tmp_path):
    """On SQLite a column is changed by rebuilding its table; the children must outlive that."""
    script = ScriptDirectory.from_config(alembic)
    head = script.get_current_head()
    (tmp_path / "rebuilt.py").write_text(REBUILD.format(head=head))
    alembic.set_main_option("path_separator", "os")
    places = os.pathsep.join([f"{script.dir}/versions", str(tmp_path)])
    alembic.set_main_option("version_locations", places)
    command.upgrade(alembic, head)
    put_rows()
    there = counts()
    command.upgrade(alembic, "rebuilt")
    assert counts() == there
    command.downgrade(alembic, head)
    assert counts() == there


PUBLISHED = "20261124_0805"


def test_a_round_that_was_published_stays_published_and_others_begin_anew(alembic):
    """The column of the publication becomes a way that stands there."""
    command.upgrade(alembic, "20261124_0804")
    put_rows()
    with db.engine.connect().execution_options(writes=True) as connection:
        connection.execute(text("UPDATE rounds SET results_published_at = NULL WHERE id = 2"))
        connection.commit()
    command.upgrade(alembic, PUBLISHED)
    with db.engine.connect() as connection:
        kept = connection.execute(text("SELECT round_id, state, ranking_id FROM ways")).all()
        assert kept == [(1, "published", 1)]
    command.downgrade(alembic, "-1")
    with db.engine.connect() as connection:
        query = "SELECT id FROM rounds WHERE results_published_at IS NOT NULL"
        assert connection.execute(text(query)).all() == [(1,)]
