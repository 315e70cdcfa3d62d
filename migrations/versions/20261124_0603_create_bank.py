"""Create the tables of bank."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0603"
down_revision = "20261124_0602"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits


def upgrade():
    create_topics()
    create_audiences()
    create_reporting_groups()
    create_questions()
    create_question_versions()
    create_loans()
    create_version_audiences()


def downgrade():
    op.drop_table("version_audiences")
    op.drop_table("loans")
    op.drop_table("question_versions")
    op.drop_table("questions")
    op.drop_table("reporting_groups")
    op.drop_table("audiences")
    op.drop_table("topics")


def create_topics():
    op.create_table(
        "topics",
        sa.Column("id", BIG, nullable=False),
        sa.Column("host_id", BIG, nullable=True),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["host_id"], ["hosts.id"], name=op.f("fk_topics_host_id_hosts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
        sa.UniqueConstraint("host_id", "code", name=op.f("uq_topics_host_id_code")),
    )


def create_audiences():
    op.create_table(
        "audiences",
        sa.Column("id", BIG, nullable=False),
        sa.Column("host_id", BIG, nullable=True),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["host_id"], ["hosts.id"], name=op.f("fk_audiences_host_id_hosts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audiences")),
        sa.UniqueConstraint("host_id", "code", name=op.f("uq_audiences_host_id_code")),
    )


def create_reporting_groups():
    op.create_table(
        "reporting_groups",
        sa.Column("id", BIG, nullable=False),
        sa.Column("host_id", BIG, nullable=True),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["host_id"], ["hosts.id"], name=op.f("fk_reporting_groups_host_id_hosts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporting_groups")),
        sa.UniqueConstraint("host_id", "code", name=op.f("uq_reporting_groups_host_id_code")),
    )


def create_questions():
    op.create_table(
        "questions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("host_id", BIG, nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["host_id"], ["hosts.id"], name=op.f("fk_questions_host_id_hosts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint("host_id", "code", name=op.f("uq_questions_host_id_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_questions_public_id")),
    )


def create_question_versions():
    op.create_table(
        "question_versions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "approved",
                "retired",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum("single", name="kind", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("stem", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("topic_id", BIG, nullable=False),
        sa.Column(
            "difficulty",
            sa.Enum(
                "easy",
                "medium",
                "hard",
                name="difficulty",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("explanation", sa.String(), nullable=False),
        sa.Column("basis", sa.JSON(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("author_id", BIG, nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by_id", BIG, nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from",
            name=op.f("ck_question_versions_ends_after_start"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["accounts.id"], name=op.f("fk_question_versions_author_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["accounts.id"],
            name=op.f("fk_question_versions_decided_by_id_accounts"),
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["questions.id"],
            name=op.f("fk_question_versions_question_id_questions"),
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_question_versions_topic_id_topics")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_versions")),
        sa.UniqueConstraint(
            "question_id", "number", name=op.f("uq_question_versions_question_id_number")
        ),
    )
    op.create_index(
        op.f("ix_question_versions_topic_id_difficulty_state"),
        "question_versions",
        ["topic_id", "difficulty", "state"],
        unique=False,
    )


def create_loans():
    op.create_table(
        "loans",
        sa.Column("id", BIG, nullable=False),
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("host_id", BIG, nullable=False),
        sa.Column("lent_by_id", BIG, nullable=True),
        sa.Column("lent_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["host_id"], ["hosts.id"], name=op.f("fk_loans_host_id_hosts")),
        sa.ForeignKeyConstraint(
            ["lent_by_id"], ["accounts.id"], name=op.f("fk_loans_lent_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_loans_question_id_questions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loans")),
        sa.UniqueConstraint("question_id", "host_id", name=op.f("uq_loans_question_id_host_id")),
    )
    op.create_index(op.f("ix_loans_host_id"), "loans", ["host_id"], unique=False)


def create_version_audiences():
    op.create_table(
        "version_audiences",
        sa.Column("version_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"],
            ["audiences.id"],
            name=op.f("fk_version_audiences_audience_id_audiences"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["question_versions.id"],
            name=op.f("fk_version_audiences_version_id_question_versions"),
        ),
        sa.PrimaryKeyConstraint("version_id", "audience_id", name=op.f("pk_version_audiences")),
    )
