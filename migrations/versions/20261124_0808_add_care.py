"""Add care for single people: extra time, attempts opened again, papers typed in."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0808"
down_revision = "20261124_0807"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits
FOR_ONE = (
    "CASE WHEN person_id IS NULL THEN 0 ELSE 1 END + CASE WHEN unit_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN contest_audience_id IS NULL THEN 0 ELSE 1 END = 1"
)


def upgrade():
    add_to_rounds()
    op.add_column("attempts", sa.Column("pauses", sa.String(), nullable=True))
    op.add_column("attempts", sa.Column("unused_at", sa.DateTime(), nullable=True))
    create_extra_times()
    create_reopenings()
    create_paper_sittings()
    create_paper_typings()


def downgrade():
    op.drop_table("paper_typings")
    op.drop_table("paper_sittings")
    op.drop_table("reopenings")
    op.drop_table("extra_times")
    with op.batch_alter_table("attempts") as attempts:
        attempts.drop_column("unused_at")
        attempts.drop_column("pauses")
    with op.batch_alter_table("rounds") as rounds:
        rounds.drop_column("reopened_until_ms")
        rounds.drop_column("extra_ms")


def add_to_rounds():
    with op.batch_alter_table("rounds") as rounds:
        rounds.add_column(sa.Column("extra_ms", BIG, nullable=False, server_default="0"))
        rounds.add_column(sa.Column("reopened_until_ms", BIG, nullable=True))
    with op.batch_alter_table("rounds") as rounds:
        rounds.alter_column("extra_ms", server_default=None)


def foreign_key(table, column, other):
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def of_attempt(table):
    return sa.ForeignKeyConstraint(
        ["round_id", "attempt_id"],
        ["attempts.round_id", "attempts.id"],
        name=op.f(f"fk_{table}_round_id_attempts"),
    )


def create_extra_times():
    table = "extra_times"
    op.create_table(
        table,
        sa.Column("id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("unit_id", BIG, nullable=True),
        sa.Column("contest_audience_id", BIG, nullable=True),
        sa.Column("extra_ms", BIG, nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("open_count", sa.Integer(), nullable=False),
        sa.Column("given_by_id", BIG, nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("extra_ms >= 1", name=op.f("ck_extra_times_some_time")),
        sa.CheckConstraint(FOR_ONE, name=op.f("ck_extra_times_for_one")),
        foreign_key(table, "round_id", "rounds"),
        foreign_key(table, "person_id", "people"),
        foreign_key(table, "unit_id", "units"),
        foreign_key(table, "contest_audience_id", "contest_audiences"),
        foreign_key(table, "given_by_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extra_times")),
    )
    op.create_index(op.f("ix_extra_times_round_id"), table, ["round_id"])


def create_reopenings():
    table = "reopenings"
    op.create_table(
        table,
        sa.Column("id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("attempt_id", BIG, nullable=False),
        sa.Column("extra_ms", BIG, nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("handed_in_ms", BIG, nullable=False),
        sa.Column("deadline_ms", BIG, nullable=False),
        sa.Column("closes_ms", BIG, nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("done_by_id", BIG, nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        of_attempt(table),
        foreign_key(table, "done_by_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reopenings")),
    )
    op.create_index(op.f("ix_reopenings_round_id_attempt_id"), table, ["round_id", "attempt_id"])


def create_paper_sittings():
    table = "paper_sittings"
    op.create_table(
        table,
        sa.Column("id", BIG, nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("attempt_id", BIG, nullable=False),
        sa.Column("entry_id", BIG, nullable=False),
        sa.Column("printed_by_id", BIG, nullable=False),
        sa.Column("printed_at", sa.DateTime(), nullable=False),
        sa.Column("collected_by_id", BIG, nullable=True),
        sa.Column("collected_at", sa.DateTime(), nullable=True),
        sa.Column("late_why", sa.String(length=1000), nullable=False),
        sa.Column("marked_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by_id", BIG, nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_why", sa.String(length=1000), nullable=False),
        sa.CheckConstraint(
            "voided_at IS NULL OR marked_at IS NULL",
            name=op.f("ck_paper_sittings_void_has_no_marks"),
        ),
        of_attempt(table),
        foreign_key(table, "round_id", "rounds"),
        foreign_key(table, "entry_id", "entries"),
        foreign_key(table, "printed_by_id", "accounts"),
        foreign_key(table, "collected_by_id", "accounts"),
        foreign_key(table, "voided_by_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_sittings")),
        sa.UniqueConstraint("public_id", name=op.f("uq_paper_sittings_public_id")),
        sa.UniqueConstraint(
            "round_id", "attempt_id", name=op.f("uq_paper_sittings_round_id_attempt_id")
        ),
    )
    op.create_index(op.f("ix_paper_sittings_entry_id"), table, ["entry_id"])


def create_paper_typings():
    table = "paper_typings"
    op.create_table(
        table,
        sa.Column("id", BIG, nullable=False),
        sa.Column("sitting_id", BIG, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("typed_by_id", BIG, nullable=False),
        sa.Column("typed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("turn BETWEEN 1 AND 3", name=op.f("ck_paper_typings_three_at_most")),
        foreign_key(table, "sitting_id", "paper_sittings"),
        foreign_key(table, "typed_by_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_typings")),
        sa.UniqueConstraint("sitting_id", "turn", name=op.f("uq_paper_typings_sitting_id_turn")),
        sa.UniqueConstraint(
            "sitting_id", "typed_by_id", name=op.f("uq_paper_typings_sitting_id_typed_by_id")
        ),
    )
