"""Alembic's environment: the application's engine and tables.

On SQLite tables are rebuilt while foreign keys are off: with them on, a rebuilt parent whose
children say ON DELETE CASCADE takes the children with it, and nothing is reported.
"""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

migrate = current_app.extensions["migrate"]
db = migrate.db


def set_pragma(connection: Connection, name: str, state: str) -> None:
    """Outside any transaction, where alone these pragmas have an effect."""
    if connection.dialect.name == "sqlite":
        connection.connection.driver_connection.execute(f"PRAGMA {name} = {state}")


def check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"rows without their parent: {broken[:5]}")


def run_migrations() -> None:
    with db.engine.connect().execution_options(writes=True) as connection:
        set_pragma(connection, "foreign_keys", "OFF")
        context.configure(
            connection=connection, target_metadata=db.metadata, **migrate.configure_args
        )
        with context.begin_transaction():
            context.run_migrations()
            check_foreign_keys(connection)
        connection.commit()
        set_pragma(connection, "foreign_keys", "ON")


run_migrations()
