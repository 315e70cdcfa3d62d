"""Create the tables of results."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0606"
down_revision = "20261124_0605"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits


def upgrade():
    create_rankings()
    create_standings()
    create_unit_totals()
    create_charts()


def downgrade():
    op.drop_table("charts")
    op.drop_table("unit_totals")
    op.drop_table("standings")
    op.drop_table("rankings")


def create_rankings():
    op.create_table(
        "rankings",
        sa.Column("id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("computed_at", sa.DateTime(), nullable=False),
        sa.Column("truth", BIG, nullable=True),
        sa.Column("entrant_count", sa.Integer(), nullable=False),
        sa.Column("attempt_count", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_rankings_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rankings")),
        sa.UniqueConstraint("round_id", "version", name=op.f("uq_rankings_round_id_version")),
    )


def create_standings():
    op.create_table(
        "standings",
        sa.Column("ranking_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("contest_audience_id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("attempt_id", BIG, nullable=False),
        sa.Column("attempt_count", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("guess_distance", BIG, nullable=True),
        sa.Column("reason", sa.JSON(), nullable=True),
        sa.Column("reason_below", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contest_audience_id"],
            ["contest_audiences.id"],
            name=op.f("fk_standings_contest_audience_id_contest_audiences"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_standings_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["ranking_id"], ["rankings.id"], name=op.f("fk_standings_ranking_id_rankings")
        ),
        sa.ForeignKeyConstraint(
            ["round_id", "attempt_id"],
            ["attempts.round_id", "attempts.id"],
            name=op.f("fk_standings_round_id_attempt_id_attempts"),
        ),
        sa.PrimaryKeyConstraint("ranking_id", "person_id", name=op.f("pk_standings")),
    )
    op.create_index(
        op.f("ix_standings_ranking_id_contest_audience_id_position"),
        "standings",
        ["ranking_id", "contest_audience_id", "position"],
        unique=False,
    )
    op.create_index(
        op.f("ix_standings_round_id_attempt_id"),
        "standings",
        ["round_id", "attempt_id"],
        unique=False,
    )


def create_unit_totals():
    op.create_table(
        "unit_totals",
        sa.Column("id", BIG, nullable=False),
        sa.Column("ranking_id", BIG, nullable=False),
        sa.Column(
            "basis",
            sa.Enum(
                "residence",
                "unit",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("contest_audience_id", BIG, nullable=True),
        sa.Column("unit_id", BIG, nullable=True),
        sa.Column("block", sa.String(length=120), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("entrants", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=True),
        sa.Column("rate", sa.Integer(), nullable=True),
        sa.Column("is_over", sa.Boolean(), nullable=False),
        sa.Column("mean_points", sa.Integer(), nullable=True),
        sa.Column("best_points", sa.Integer(), nullable=True),
        sa.Column("all_right", sa.Integer(), nullable=False),
        sa.CheckConstraint("entrants >= 0", name=op.f("ck_unit_totals_entrants_are_counted")),
        sa.ForeignKeyConstraint(
            ["contest_audience_id"],
            ["contest_audiences.id"],
            name=op.f("fk_unit_totals_contest_audience_id_contest_audiences"),
        ),
        sa.ForeignKeyConstraint(
            ["ranking_id"], ["rankings.id"], name=op.f("fk_unit_totals_ranking_id_rankings")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_unit_totals_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_totals")),
        sa.UniqueConstraint(
            "ranking_id",
            "basis",
            "contest_audience_id",
            "unit_id",
            "block",
            "country",
            name=op.f("uq_unit_totals_ranking_id_basis_contest_audience_id_unit_id_block_country"),
        ),
    )


def create_charts():
    op.create_table(
        "charts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("ranking_id", BIG, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("svg", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ranking_id"], ["rankings.id"], name=op.f("fk_charts_ranking_id_rankings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charts")),
        sa.UniqueConstraint("ranking_id", "name", name=op.f("uq_charts_ranking_id_name")),
    )
