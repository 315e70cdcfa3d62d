"""Let contests be run: gaps, daily hours, limits, groups, acts upon rounds, notices, versions.

Rounds that are there have none of these; attempts in them are cut at the closing, as before.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0802"
down_revision = "20261124_0801"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits


def upgrade():
    add_to_contests()
    add_to_rounds()
    create_official_documents()
    create_interventions()
    create_regulation_versions()
    create_round_groups()
    create_notices()


def downgrade():
    op.drop_table("notices")
    op.drop_table("round_groups")
    op.drop_table("regulation_versions")
    op.drop_table("interventions")
    op.drop_table("official_documents")
    drop_from_rounds()
    drop_from_contests()


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


STATE_CHECK = "ck_contests_state_conteststate"


def set_states(*states):
    text = "state IN ({})".format(", ".join(f"'{each}'" for each in states))
    with op.batch_alter_table("contests") as contests:
        contests.drop_constraint(op.f(STATE_CHECK), type_="check")
        contests.create_check_constraint(op.f(STATE_CHECK), text)


def add_to_contests():
    set_states("draft", "published", "postponed", "called-off")
    add(
        "contests",
        sa.Column("registers_from_at", sa.DateTime(), nullable=True),
        sa.Column("registers_to_at", sa.DateTime(), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("attempts_allowed", sa.Integer(), nullable=True),
        sa.Column("regulation_version", sa.Integer(), nullable=False, server_default="0"),
    )
    with op.batch_alter_table("contests") as contests:
        contests.create_check_constraint(
            op.f("ck_contests_somebody_may_sit"), "attempts_allowed >= 1"
        )
        contests.create_check_constraint(
            op.f("ck_contests_registers_for_some_time"), "registers_to_at > registers_from_at"
        )
    add(
        "entries", sa.Column("regulation_version", sa.Integer(), nullable=False, server_default="0")
    )


def drop_from_contests():
    drop("entries", "regulation_version")
    with op.batch_alter_table("contests") as contests:
        contests.drop_constraint(op.f("ck_contests_somebody_may_sit"), type_="check")
        contests.drop_constraint(op.f("ck_contests_registers_for_some_time"), type_="check")
        for name in (
            "registers_from_at",
            "registers_to_at",
            "password_hash",
            "attempts_allowed",
            "regulation_version",
        ):
            contests.drop_column(name)
    op.execute("UPDATE contests SET state = 'published' WHERE state <> 'draft'")
    set_states("draft", "published")


ROUND_CHECKS = (
    ("somebody_may_sit_a_day", "attempts_a_day >= 1"),
    ("somebody_may_sit_a_week", "attempts_a_week >= 1"),
    ("days_have_some_hours", "daily_to > daily_from"),
    ("hours_are_of_a_day", "daily_from >= 0 AND daily_to <= 1440"),
)


def add_to_rounds():
    add(
        "rounds",
        sa.Column("stretches", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("daily_from", sa.Integer(), nullable=True),
        sa.Column("daily_to", sa.Integer(), nullable=True),
        sa.Column("suspensions", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("groups_close_at", sa.DateTime(), nullable=True),
        sa.Column("cuts_at_closing", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("attempts_a_day", sa.Integer(), nullable=True),
        sa.Column("attempts_a_week", sa.Integer(), nullable=True),
        sa.Column("must_answer_all", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column(
            "equals",
            enum("equals", "first", "last", "nearest", "scheme"),
            nullable=False,
            server_default="scheme",
        ),
        sa.Column("annulled_at", sa.DateTime(), nullable=True),
        sa.Column("news", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("replaces_id", BIG, nullable=True),
    )
    with op.batch_alter_table("rounds") as rounds:
        for name, text in ROUND_CHECKS:
            rounds.create_check_constraint(op.f(f"ck_rounds_{name}"), text)
        rounds.create_foreign_key(
            op.f("fk_rounds_replaces_id_rounds"), "rounds", ["replaces_id"], ["id"]
        )


def drop_from_rounds():
    with op.batch_alter_table("rounds") as rounds:
        rounds.drop_constraint(op.f("fk_rounds_replaces_id_rounds"), type_="foreignkey")
        rounds.drop_constraint(op.f("ck_rounds_equals_equals"), type_="check")
        for name, _ in ROUND_CHECKS:
            rounds.drop_constraint(op.f(f"ck_rounds_{name}"), type_="check")
        for name in (
            "stretches",
            "daily_from",
            "daily_to",
            "suspensions",
            "groups_close_at",
            "cuts_at_closing",
            "attempts_a_day",
            "attempts_a_week",
            "must_answer_all",
            "equals",
            "annulled_at",
            "news",
            "replaces_id",
        ):
            rounds.drop_column(name)


def create_official_documents():
    op.create_table(
        "official_documents",
        sa.Column("id", BIG, nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column(
            "kind",
            enum("officialkind", "minutes", "decision", "regulation", "notice", "other"),
            nullable=False,
        ),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("signer", sa.String(length=200), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("signatures", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("added_by_id", BIG, nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"],
            ["accounts.id"],
            name=op.f("fk_official_documents_added_by_id_accounts"),
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_official_documents_contest_id_contests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_documents")),
        sa.UniqueConstraint("public_id", name=op.f("uq_official_documents_public_id")),
    )
    op.create_index(op.f("ix_official_documents_contest_id"), "official_documents", ["contest_id"])


def create_interventions():
    op.create_table(
        "interventions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=True),
        sa.Column(
            "kind",
            enum("runkind", "extend", "suspend", "resume", "postpone", "call-off", "annul"),
            nullable=False,
        ),
        sa.Column("document_id", BIG, nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("done_by_id", BIG, nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_interventions_contest_id_contests")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["official_documents.id"],
            name=op.f("fk_interventions_document_id_official_documents"),
        ),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["accounts.id"], name=op.f("fk_interventions_done_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_interventions_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interventions")),
    )
    op.create_index(op.f("ix_interventions_contest_id"), "interventions", ["contest_id"])


def create_regulation_versions():
    op.create_table(
        "regulation_versions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("document_id", BIG, nullable=True),
        sa.Column("published_by_id", BIG, nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_regulation_versions_contest_id_contests")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["official_documents.id"],
            name=op.f("fk_regulation_versions_document_id_official_documents"),
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["accounts.id"],
            name=op.f("fk_regulation_versions_published_by_id_accounts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regulation_versions")),
        sa.UniqueConstraint(
            "contest_id", "version", name=op.f("uq_regulation_versions_contest_id_version")
        ),
    )


def create_round_groups():
    op.create_table(
        "round_groups",
        sa.Column("id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("contest_audience_id", BIG, nullable=True),
        sa.Column("unit_id", BIG, nullable=True),
        sa.Column("list_id", BIG, nullable=True),
        sa.Column("opens_at", sa.DateTime(), nullable=False),
        sa.Column("closes_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "closes_at > opens_at", name=op.f("ck_round_groups_closes_after_opening")
        ),
        sa.ForeignKeyConstraint(
            ["contest_audience_id"],
            ["contest_audiences.id"],
            name=op.f("fk_round_groups_contest_audience_id_contest_audiences"),
        ),
        sa.ForeignKeyConstraint(
            ["list_id"], ["people_lists.id"], name=op.f("fk_round_groups_list_id_people_lists")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_round_groups_round_id_rounds")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_round_groups_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_groups")),
    )
    op.create_index(op.f("ix_round_groups_round_id"), "round_groups", ["round_id"])


def create_notices():
    op.create_table(
        "notices",
        sa.Column("id", BIG, nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=True),
        sa.Column("contest_audience_id", BIG, nullable=True),
        sa.Column("intervention_id", BIG, nullable=True),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("is_for_sitters", sa.Boolean(), nullable=False),
        sa.Column("made_by_id", BIG, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contest_audience_id"],
            ["contest_audiences.id"],
            name=op.f("fk_notices_contest_audience_id_contest_audiences"),
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_notices_contest_id_contests")
        ),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["interventions.id"],
            name=op.f("fk_notices_intervention_id_interventions"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["accounts.id"], name=op.f("fk_notices_made_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_notices_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("public_id", name=op.f("uq_notices_public_id")),
    )
    op.create_index(op.f("ix_notices_contest_id"), "notices", ["contest_id"])
