"""Add complaints, their moves, and the days that hosts have off."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0806"
down_revision = "20261124_0805"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits
STATES = ("received", "taken-up", "answered", "not-taken-up", "withdrawn")


def upgrade():
    create_holidays()
    create_complaints()
    create_moves()


def downgrade():
    op.drop_table("complaint_moves")
    op.drop_table("complaints")
    op.drop_table("host_holidays")


def enum(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)


def key(table, column, other):
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def create_holidays():
    op.create_table(
        "host_holidays",
        sa.Column("id", BIG, nullable=False),
        sa.Column("host_id", BIG, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("is_worked", sa.Boolean(), nullable=False),
        key("host_holidays", "host_id", "hosts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_host_holidays")),
        sa.UniqueConstraint("host_id", "day", name=op.f("uq_host_holidays_host_id_day")),
    )


def create_complaints():
    op.create_table(
        "complaints",
        sa.Column("id", BIG, nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", enum("state", *STATES), nullable=False),
        sa.Column(
            "kind", enum("kind", "result", "refusal", "another-entrant", "running"), nullable=False
        ),
        sa.Column("channel", enum("channel", "online", "paper"), nullable=False),
        sa.Column("page_key", sa.String(length=22), nullable=True),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("complainant_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("about_person_id", BIG, nullable=True),
        sa.Column("attempt_id", BIG, nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("question_version_id", BIG, nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("event_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("fault", sa.String(length=60), nullable=False),
        sa.Column("received_by_id", BIG, nullable=True),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("answerer_id", BIG, nullable=True),
        sa.Column(
            "effect", enum("effect", "none", "remark", "reinstated", "passed-on"), nullable=True
        ),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("passed_to", sa.String(length=200), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("effect_done_at", sa.DateTime(), nullable=True),
        sa.Column("effect_note", sa.String(length=1000), nullable=False),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (complainant_sealed IS NULL)",
            name=op.f("ck_complaints_by_one_or_the_other"),
        ),
        key("complaints", "contest_id", "contests"),
        key("complaints", "round_id", "rounds"),
        key("complaints", "person_id", "people"),
        key("complaints", "about_person_id", "people"),
        key("complaints", "question_version_id", "question_versions"),
        key("complaints", "received_by_id", "accounts"),
        key("complaints", "answerer_id", "accounts"),
        sa.ForeignKeyConstraint(
            ["round_id", "attempt_id"],
            ["attempts.round_id", "attempts.id"],
            name=op.f("fk_complaints_round_id_attempt_id_attempts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaints")),
        sa.UniqueConstraint("public_id", name=op.f("uq_complaints_public_id")),
        sa.UniqueConstraint(
            "contest_id", "year", "number", name=op.f("uq_complaints_contest_id_year_number")
        ),
        sa.UniqueConstraint("contest_id", "page_key", name=op.f("uq_complaints_contest_id_page_key")),
    )
    for columns in (("person_id",), ("about_person_id", "state"), ("contest_id", "state")):
        op.create_index(op.f(f"ix_complaints_{'_'.join(columns)}"), "complaints", list(columns))


def create_moves():
    op.create_table(
        "complaint_moves",
        sa.Column("id", BIG, nullable=False),
        sa.Column("complaint_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("from_state", enum("state", *STATES), nullable=True),
        sa.Column("to_state", enum("state", *STATES), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("done_by_id", BIG, nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        key("complaint_moves", "complaint_id", "complaints"),
        key("complaint_moves", "done_by_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_moves")),
        sa.UniqueConstraint(
            "complaint_id", "number", name=op.f("uq_complaint_moves_complaint_id_number")
        ),
    )
