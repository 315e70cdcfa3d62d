"""Create the tables of contests."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0604"
down_revision = "20261124_0603"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits


def upgrade():
    create_contests()
    create_contest_audiences()
    create_rounds()
    create_blueprint_lines()
    create_pool_questions()
    create_headcounts()
    create_entries()


def downgrade():
    op.drop_table("entries")
    op.drop_table("headcounts")
    op.drop_table("pool_questions")
    op.drop_table("blueprint_lines")
    op.drop_table("rounds")
    op.drop_table("contest_audiences")
    op.drop_table("contests")


def create_contests():
    op.create_table(
        "contests",
        sa.Column("id", BIG, nullable=False),
        sa.Column("public_id", sa.String(length=40), nullable=False),
        sa.Column("host_id", BIG, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.String(length=500), nullable=False),
        sa.Column("regulation", sa.String(), nullable=False),
        sa.Column("consent_wording", sa.String(), nullable=False),
        sa.Column("consent_version", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "published",
                name="conteststate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "asks_birth",
            sa.Enum(
                "no",
                "year",
                "day",
                name="birthask",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "asks_phone",
            sa.Enum(
                "no",
                "optional",
                "required",
                name="ask",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "asks_citizen_number",
            sa.Enum(
                "no",
                "optional",
                "required",
                name="ask",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "asks_residence",
            sa.Enum(
                "no",
                "optional",
                "required",
                name="ask",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "asks_unit",
            sa.Enum(
                "no",
                "optional",
                "required",
                name="ask",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "asks_group",
            sa.Enum(
                "no",
                "optional",
                "required",
                name="ask",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("people_per_phone", sa.Integer(), nullable=False),
        sa.Column("least_age", sa.Integer(), nullable=True),
        sa.Column("grace_seconds", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "grace_seconds BETWEEN 0 AND 120", name=op.f("ck_contests_grace_is_short")
        ),
        sa.CheckConstraint("people_per_phone >= 1", name=op.f("ck_contests_somebody_per_phone")),
        sa.ForeignKeyConstraint(["host_id"], ["hosts.id"], name=op.f("fk_contests_host_id_hosts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contests")),
        sa.UniqueConstraint("public_id", name=op.f("uq_contests_public_id")),
    )
    op.create_index(op.f("ix_contests_host_id"), "contests", ["host_id"], unique=False)


def create_contest_audiences():
    op.create_table(
        "contest_audiences",
        sa.Column("id", BIG, nullable=False),
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("audience_id", BIG, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audience_id"],
            ["audiences.id"],
            name=op.f("fk_contest_audiences_audience_id_audiences"),
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_contest_audiences_contest_id_contests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_audiences")),
        sa.UniqueConstraint(
            "contest_id", "audience_id", name=op.f("uq_contest_audiences_contest_id_audience_id")
        ),
    )


def create_rounds():
    op.create_table(
        "rounds",
        sa.Column("id", BIG, nullable=False),
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("opens_at", sa.DateTime(), nullable=False),
        sa.Column("closes_at", sa.DateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("attempts_allowed", sa.Integer(), nullable=True),
        sa.Column(
            "counting",
            sa.Enum(
                "best",
                "last",
                "first",
                name="counting",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("shuffles_questions", sa.Boolean(), nullable=False),
        sa.Column("shuffles_options", sa.Boolean(), nullable=False),
        sa.Column(
            "shown",
            sa.Enum(
                "at-once",
                "after-closing",
                "after-publication",
                name="shown",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "prediction_target",
            sa.Enum(
                "all-right",
                "participants",
                "attempts",
                "percent-all-right",
                name="target",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("prediction_text", sa.String(length=500), nullable=False),
        sa.Column("secret", sa.LargeBinary(length=32), nullable=False),
        sa.Column("secret_commitment", sa.String(length=64), nullable=False),
        sa.Column("pinned_at", sa.DateTime(), nullable=True),
        sa.Column("results_published_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("attempts_allowed >= 1", name=op.f("ck_rounds_somebody_may_sit")),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_rounds_closes_after_opening")),
        sa.CheckConstraint(
            "minutes BETWEEN 1 AND 600", name=op.f("ck_rounds_minutes_are_sensible")
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_rounds_contest_id_contests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("contest_id", "number", name=op.f("uq_rounds_contest_id_number")),
    )


def create_blueprint_lines():
    op.create_table(
        "blueprint_lines",
        sa.Column("id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("contest_audience_id", BIG, nullable=False),
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
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "count BETWEEN 1 AND 100", name=op.f("ck_blueprint_lines_count_is_sensible")
        ),
        sa.ForeignKeyConstraint(
            ["contest_audience_id"],
            ["contest_audiences.id"],
            name=op.f("fk_blueprint_lines_contest_audience_id_contest_audiences"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_blueprint_lines_round_id_rounds")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_blueprint_lines_topic_id_topics")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blueprint_lines")),
        sa.UniqueConstraint(
            "round_id",
            "contest_audience_id",
            "topic_id",
            "difficulty",
            name=op.f("uq_blueprint_lines_round_id_contest_audience_id_topic_id_difficulty"),
        ),
    )


def create_pool_questions():
    op.create_table(
        "pool_questions",
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("contest_audience_id", BIG, nullable=False),
        sa.Column("version_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_audience_id"],
            ["contest_audiences.id"],
            name=op.f("fk_pool_questions_contest_audience_id_contest_audiences"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_pool_questions_round_id_rounds")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["question_versions.id"],
            name=op.f("fk_pool_questions_version_id_question_versions"),
        ),
        sa.PrimaryKeyConstraint(
            "round_id", "contest_audience_id", "version_id", name=op.f("pk_pool_questions")
        ),
    )


def create_headcounts():
    op.create_table(
        "headcounts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("contest_audience_id", BIG, nullable=True),
        sa.Column("unit_id", BIG, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count >= 0", name=op.f("ck_headcounts_count_is_not_negative")),
        sa.ForeignKeyConstraint(
            ["contest_audience_id"],
            ["contest_audiences.id"],
            name=op.f("fk_headcounts_contest_audience_id_contest_audiences"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_headcounts_round_id_rounds")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_headcounts_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_headcounts")),
        sa.UniqueConstraint(
            "round_id",
            "contest_audience_id",
            "unit_id",
            name=op.f("uq_headcounts_round_id_contest_audience_id_unit_id"),
        ),
    )


def create_entries():
    op.create_table(
        "entries",
        sa.Column("id", BIG, nullable=False),
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("contest_audience_id", BIG, nullable=False),
        sa.Column("reporting_group_id", BIG, nullable=True),
        sa.Column("page_key", sa.String(length=22), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_audience_id"],
            ["contest_audiences.id"],
            name=op.f("fk_entries_contest_audience_id_contest_audiences"),
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_entries_contest_id_contests")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_entries_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["reporting_group_id"],
            ["reporting_groups.id"],
            name=op.f("fk_entries_reporting_group_id_reporting_groups"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
        sa.UniqueConstraint("contest_id", "page_key", name=op.f("uq_entries_contest_id_page_key")),
        sa.UniqueConstraint(
            "contest_id", "person_id", name=op.f("uq_entries_contest_id_person_id")
        ),
    )
    op.create_index(
        op.f("ix_entries_contest_audience_id"), "entries", ["contest_audience_id"], unique=False
    )
    op.create_index(op.f("ix_entries_person_id"), "entries", ["person_id"], unique=False)
