"""Add extra questions and versions of keys.

Beside the prediction a round may ask for a fact or a text; truths and keys have versions.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0803"
down_revision = "20261124_0802"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits


def upgrade():
    add_to_rounds()
    add("marks", sa.Column("fact", BIG, nullable=True))
    add("rankings", sa.Column("key_version", sa.Integer(), nullable=False, server_default="1"))
    widen_answers()
    create_key_versions()
    create_truths()
    create_key_changes()
    create_text_marks()


def downgrade():
    op.drop_table("text_marks")
    op.drop_table("key_changes")
    op.drop_table("truths")
    op.drop_table("key_versions")
    narrow_answers()
    drop("rankings", "key_version")
    drop("marks", "fact")
    drop_from_rounds()


def enum(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)


def add(table, *columns):
    """Add columns that may not be empty: rows that are there get the first value."""
    with op.batch_alter_table(table) as altered:
        for each in columns:
            altered.add_column(each)
    with op.batch_alter_table(table) as altered:
        for each in columns:
            if each.server_default is not None:
                altered.alter_column(each.name, server_default=None)


def drop(table, *names):
    with op.batch_alter_table(table) as altered:
        for each in names:
            altered.drop_column(each)


def add_to_rounds():
    add(
        "rounds",
        sa.Column("prediction_counts", sa.JSON(), nullable=True),
        sa.Column("fact_text", sa.String(length=500), nullable=False, server_default=""),
        sa.Column("text_question", sa.String(length=500), nullable=False, server_default=""),
        sa.Column("text_points", sa.Integer(), nullable=True),
        sa.Column("key_version", sa.Integer(), nullable=False, server_default="1"),
    )
    with op.batch_alter_table("rounds") as rounds:
        rounds.create_check_constraint(op.f("ck_rounds_something_to_earn"), "text_points >= 1")


def drop_from_rounds():
    with op.batch_alter_table("rounds") as rounds:
        rounds.drop_constraint(op.f("ck_rounds_something_to_earn"), type_="check")
        for name in (
            "prediction_counts",
            "fact_text",
            "text_question",
            "text_points",
            "key_version",
        ):
            rounds.drop_column(name)


def widen_answers():
    with op.batch_alter_table("answers") as answers:
        answers.alter_column(
            "choice", existing_type=sa.String(length=16), type_=sa.String(length=2000)
        )


def narrow_answers():
    op.execute("UPDATE answers SET choice = substr(choice, 1, 16)")
    with op.batch_alter_table("answers") as answers:
        answers.alter_column(
            "choice", existing_type=sa.String(length=2000), type_=sa.String(length=16)
        )


def create_key_versions():
    op.create_table(
        "key_versions",
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("written_by_id", BIG, nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("marked_at", sa.DateTime(), nullable=True),
        sa.Column("impact", sa.JSON(), nullable=True),
        sa.Column("published_by_id", BIG, nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "published_by_id <> written_by_id", name=op.f("ck_key_versions_two_people")
        ),
        sa.CheckConstraint("version >= 2", name=op.f("ck_key_versions_first_is_pinned")),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["accounts.id"],
            name=op.f("fk_key_versions_published_by_id_accounts"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_key_versions_round_id_rounds")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["accounts.id"], name=op.f("fk_key_versions_written_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("round_id", "version", name=op.f("pk_key_versions")),
    )


def create_truths():
    op.create_table(
        "truths",
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("extra", enum("extra", "prediction", "fact"), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", BIG, nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("found_by_id", BIG, nullable=True),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_truths_versions_are_counted")),
        sa.ForeignKeyConstraint(
            ["found_by_id"], ["accounts.id"], name=op.f("fk_truths_found_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_truths_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("round_id", "extra", "version", name=op.f("pk_truths")),
    )


def create_key_changes():
    op.create_table(
        "key_changes",
        sa.Column("round_id", BIG, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question_version_id", BIG, nullable=False),
        sa.Column("kind", enum("changekind", "accept", "point-for-all", "drop"), nullable=False),
        sa.Column("accepted", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_version_id"],
            ["question_versions.id"],
            name=op.f("fk_key_changes_question_version_id_question_versions"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id", "version"],
            ["key_versions.round_id", "key_versions.version"],
            name=op.f("fk_key_changes_round_id_version_key_versions"),
        ),
        sa.PrimaryKeyConstraint(
            "round_id", "version", "question_version_id", name=op.f("pk_key_changes")
        ),
    )


def create_text_marks():
    op.create_table(
        "text_marks",
        sa.Column("id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("attempt_id", BIG, nullable=False),
        sa.Column("judge_id", BIG, nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("points >= 0", name=op.f("ck_text_marks_points_are_not_negative")),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["accounts.id"], name=op.f("fk_text_marks_judge_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["round_id", "attempt_id"],
            ["attempts.round_id", "attempts.id"],
            name=op.f("fk_text_marks_round_id_attempt_id_attempts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_marks")),
    )
    op.create_index(
        op.f("ix_text_marks_round_id_attempt_id"), "text_marks", ["round_id", "attempt_id"]
    )
