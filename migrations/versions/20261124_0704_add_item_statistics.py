"""Add the statistics of items.

Rounds that have results already get theirs from the jobs process.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0704"
down_revision = "20261124_0703"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits


def upgrade():
    create_paper_statistics()
    create_item_statistics()


def downgrade():
    op.drop_table("item_statistics")
    op.drop_table("paper_statistics")


def create_paper_statistics():
    op.create_table(
        "paper_statistics",
        sa.Column("id", BIG, nullable=False),
        sa.Column("ranking_id", BIG, nullable=False),
        sa.Column("contest_audience_id", BIG, nullable=False),
        sa.Column("attempt_count", sa.Integer(), nullable=False),
        sa.Column("is_fixed", sa.Boolean(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("charts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_audience_id"],
            ["contest_audiences.id"],
            name=op.f("fk_paper_statistics_contest_audience_id_contest_audiences"),
        ),
        sa.ForeignKeyConstraint(
            ["ranking_id"], ["rankings.id"], name=op.f("fk_paper_statistics_ranking_id_rankings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_statistics")),
        sa.UniqueConstraint(
            "ranking_id",
            "contest_audience_id",
            name=op.f("uq_paper_statistics_ranking_id_contest_audience_id"),
        ),
    )


def create_item_statistics():
    op.create_table(
        "item_statistics",
        sa.Column("id", BIG, nullable=False),
        sa.Column("ranking_id", BIG, nullable=False),
        sa.Column("contest_audience_id", BIG, nullable=False),
        sa.Column("version_id", BIG, nullable=False),
        sa.Column("shown_count", sa.Integer(), nullable=False),
        sa.Column("blank_count", sa.Integer(), nullable=False),
        sa.Column("facility", sa.Integer(), nullable=True),
        sa.Column("discrimination", sa.Integer(), nullable=True),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("chart", sa.String(), nullable=True),
        sa.CheckConstraint(
            "shown_count >= 0 AND blank_count BETWEEN 0 AND shown_count",
            name=op.f("ck_item_statistics_counts_are_sensible"),
        ),
        sa.CheckConstraint(
            "facility BETWEEN 0 AND 10000", name=op.f("ck_item_statistics_facility_is_a_part")
        ),
        sa.ForeignKeyConstraint(
            ["contest_audience_id"],
            ["contest_audiences.id"],
            name=op.f("fk_item_statistics_contest_audience_id_contest_audiences"),
        ),
        sa.ForeignKeyConstraint(
            ["ranking_id"], ["rankings.id"], name=op.f("fk_item_statistics_ranking_id_rankings")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["question_versions.id"],
            name=op.f("fk_item_statistics_version_id_question_versions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_statistics")),
        sa.UniqueConstraint(
            "ranking_id",
            "contest_audience_id",
            "version_id",
            name=op.f("uq_item_statistics_ranking_id_contest_audience_id_version_id"),
        ),
    )
    op.create_index(
        op.f("ix_item_statistics_version_id"), "item_statistics", ["version_id"], unique=False
    )
