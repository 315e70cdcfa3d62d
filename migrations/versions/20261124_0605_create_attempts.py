"""Create the tables of attempts."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0605"
down_revision = "20261124_0604"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits


def upgrade():
    create_attempts()
    create_answers()
    create_marks()


def downgrade():
    op.drop_table("marks")
    op.drop_table("answers")
    op.drop_table("attempts")


def create_attempts():
    op.create_table(
        "attempts",
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("contest_audience_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("question_count", sa.Integer(), nullable=False),
        sa.Column("sitting", sa.Integer(), nullable=False),
        sa.Column("device_id", BIG, nullable=True),
        sa.Column("started_ms", BIG, nullable=False),
        sa.Column("deadline_ms", BIG, nullable=False),
        sa.Column("closes_ms", BIG, nullable=False),
        sa.Column("handed_in_ms", BIG, nullable=True),
        sa.Column("residence_id", BIG, nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("unit_id", BIG, nullable=True),
        sa.Column("reporting_group_id", BIG, nullable=True),
        sa.CheckConstraint(
            "closes_ms >= deadline_ms", name=op.f("ck_attempts_closes_after_deadline")
        ),
        sa.CheckConstraint(
            "deadline_ms >= started_ms", name=op.f("ck_attempts_deadline_after_start")
        ),
        sa.CheckConstraint(
            "handed_in_ms BETWEEN started_ms AND deadline_ms",
            name=op.f("ck_attempts_handed_in_in_time"),
        ),
        sa.ForeignKeyConstraint(
            ["contest_audience_id"],
            ["contest_audiences.id"],
            name=op.f("fk_attempts_contest_audience_id_contest_audiences"),
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["devices.id"], name=op.f("fk_attempts_device_id_devices")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_attempts_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["reporting_group_id"],
            ["reporting_groups.id"],
            name=op.f("fk_attempts_reporting_group_id_reporting_groups"),
        ),
        sa.ForeignKeyConstraint(
            ["residence_id"], ["units.id"], name=op.f("fk_attempts_residence_id_units")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_attempts_round_id_rounds")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_attempts_unit_id_units")),
        sa.PrimaryKeyConstraint("round_id", "id", name=op.f("pk_attempts")),
        sa.UniqueConstraint(
            "round_id", "person_id", "number", name=op.f("uq_attempts_round_id_person_id_number")
        ),
        sa.UniqueConstraint("round_id", "public_id", name=op.f("uq_attempts_round_id_public_id")),
    )
    op.create_index("ix_attempts_overdue", "attempts", ["handed_in_ms", "closes_ms"], unique=False)
    op.create_index(op.f("ix_attempts_person_id"), "attempts", ["person_id"], unique=False)
    op.create_index(op.f("ix_attempts_public_id"), "attempts", ["public_id"], unique=False)


def create_answers():
    op.create_table(
        "answers",
        sa.Column("round_id", BIG, autoincrement=False, nullable=False),
        sa.Column("attempt_id", BIG, autoincrement=False, nullable=False),
        sa.Column("sitting", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(length=16), nullable=True),
        sa.Column("received_ms", BIG, nullable=False),
        sa.PrimaryKeyConstraint(
            "round_id", "attempt_id", "sitting", "number", name=op.f("pk_answers")
        ),
        sqlite_with_rowid=False,
    )


def create_marks():
    op.create_table(
        "marks",
        sa.Column("round_id", BIG, autoincrement=False, nullable=False),
        sa.Column("attempt_id", BIG, autoincrement=False, nullable=False),
        sa.Column("key_version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question_count", sa.Integer(), nullable=False),
        sa.Column("answered_count", sa.Integer(), nullable=False),
        sa.Column("right_count", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("outcomes", sa.String(), nullable=False),
        sa.Column("guess", BIG, nullable=True),
        sa.Column("duration_ms", BIG, nullable=False),
        sa.Column("marked_ms", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id", "attempt_id"],
            ["attempts.round_id", "attempts.id"],
            name=op.f("fk_marks_round_id_attempt_id_attempts"),
        ),
        sa.PrimaryKeyConstraint("round_id", "attempt_id", "key_version", name=op.f("pk_marks")),
    )
