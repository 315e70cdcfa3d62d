"""Add the way of a result, from open to final.

A round whose results were published stands where it stood: published.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0805"
down_revision = "20261124_0804"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits


def upgrade():
    add(
        "contests",
        sa.Column("disclosure", sa.JSON(), nullable=True),
        sa.Column("complaints", sa.JSON(), nullable=True),
        sa.Column("least_judges", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("needs_signed_files", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("ways_by_audience", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    with op.batch_alter_table("contests") as altered:
        altered.create_check_constraint(op.f("ck_contests_judges_are_counted"), "least_judges >= 0")
    add("rounds", sa.Column("frozen_at", sa.DateTime(), nullable=True))
    create_confirmations()
    create_ways()
    create_way_steps()
    keep_published()
    drop("rounds", "results_published_at")


def downgrade():
    add("rounds", sa.Column("results_published_at", sa.DateTime(), nullable=True))
    take_published_back()
    op.drop_table("way_steps")
    op.drop_table("ways")
    op.drop_table("confirmations")
    drop("rounds", "frozen_at")
    with op.batch_alter_table("contests") as altered:
        altered.drop_constraint(op.f("ck_contests_judges_are_counted"), type_="check")
    drop(
        "contests",
        "disclosure",
        "complaints",
        "least_judges",
        "needs_signed_files",
        "ways_by_audience",
    )


def keep_published():
    """A way for each round that was published, of the newest computation there is."""
    op.execute("""
        INSERT INTO ways (round_id, state, since_at, published_at, ranking_id)
        SELECT id, 'published', results_published_at, results_published_at,
               (SELECT max(rankings.id) FROM rankings WHERE rankings.round_id = rounds.id)
        FROM rounds WHERE results_published_at IS NOT NULL
    """)


def take_published_back():
    op.execute("""
        UPDATE rounds SET results_published_at =
            (SELECT max(published_at) FROM ways WHERE ways.round_id = rounds.id)
    """)


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


def create_confirmations():
    op.create_table(
        "confirmations",
        sa.Column("id", BIG, nullable=False),
        sa.Column("ranking_id", BIG, nullable=False),
        sa.Column("judge_id", BIG, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("dissent", sa.String(length=2000), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["accounts.id"], name=op.f("fk_confirmations_judge_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["ranking_id"], ["rankings.id"], name=op.f("fk_confirmations_ranking_id_rankings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmations")),
        sa.UniqueConstraint(
            "ranking_id", "judge_id", name=op.f("uq_confirmations_ranking_id_judge_id")
        ),
    )
    op.create_index(op.f("ix_confirmations_ranking_id"), "confirmations", ["ranking_id"])


def create_ways():
    op.create_table(
        "ways",
        sa.Column("id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("contest_audience_id", BIG, nullable=True),
        sa.Column(
            "state",
            enum(
                "state",
                "open",
                "closed",
                "provisional",
                "minutes",
                "decision",
                "published",
                "complaints",
                "final",
                "annulled",
            ),
            nullable=False,
        ),
        sa.Column("since_at", sa.DateTime(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("ranking_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["contest_audience_id"],
            ["contest_audiences.id"],
            name=op.f("fk_ways_contest_audience_id_contest_audiences"),
        ),
        sa.ForeignKeyConstraint(
            ["ranking_id"], ["rankings.id"], name=op.f("fk_ways_ranking_id_rankings")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_ways_round_id_rounds")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ways")),
        sa.UniqueConstraint(
            "round_id", "contest_audience_id", name=op.f("uq_ways_round_id_contest_audience_id")
        ),
    )
    together = sa.text("contest_audience_id IS NULL")
    op.create_index(
        "uq_ways_round_id_together",
        "ways",
        ["round_id"],
        unique=True,
        sqlite_where=together,
        postgresql_where=together,
    )


def create_way_steps():
    op.create_table(
        "way_steps",
        sa.Column("id", BIG, nullable=False),
        sa.Column("way_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "from_state",
            enum(
                "state",
                "open",
                "closed",
                "provisional",
                "minutes",
                "decision",
                "published",
                "complaints",
                "final",
                "annulled",
            ),
            nullable=False,
        ),
        sa.Column(
            "to_state",
            enum(
                "state",
                "open",
                "closed",
                "provisional",
                "minutes",
                "decision",
                "published",
                "complaints",
                "final",
                "annulled",
            ),
            nullable=False,
        ),
        sa.Column("ranking_id", BIG, nullable=True),
        sa.Column("document_id", BIG, nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("done_by_id", BIG, nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["official_documents.id"],
            name=op.f("fk_way_steps_document_id_official_documents"),
        ),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["accounts.id"], name=op.f("fk_way_steps_done_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["ranking_id"], ["rankings.id"], name=op.f("fk_way_steps_ranking_id_rankings")
        ),
        sa.ForeignKeyConstraint(["way_id"], ["ways.id"], name=op.f("fk_way_steps_way_id_ways")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_way_steps")),
        sa.UniqueConstraint("way_id", "number", name=op.f("uq_way_steps_way_id_number")),
    )
