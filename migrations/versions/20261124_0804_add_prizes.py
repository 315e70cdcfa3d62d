"""Add prizes, boards over all rounds, places of units, and what a committee decides."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0804"
down_revision = "20261124_0803"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits


def upgrade():
    add_to_contests()
    add_to_rounds()
    create_boards()
    create_criteria()
    create_board_places()
    create_criterion_marks()
    create_prizes()
    create_settlements()
    create_awards()
    create_proposals()
    create_unit_places()
    create_computations()


def downgrade():
    op.drop_table("computations")
    op.drop_table("unit_places")
    op.drop_table("proposals")
    op.drop_table("awards")
    op.drop_table("settlements")
    op.drop_table("prizes")
    op.drop_table("criterion_marks")
    op.drop_table("board_places")
    op.drop_table("criteria")
    op.drop_table("boards")
    drop("rounds", "lot_number", "lot_number_source", "evidence_root")
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


def add_to_contests():
    add(
        "contests",
        sa.Column("combined", enum("combine", "sum", "best"), nullable=True),
        sa.Column("prize_rules", sa.JSON(), nullable=True),
        sa.Column("unit_scheme", sa.JSON(), nullable=True),
        sa.Column("lot_source", sa.String(length=300), nullable=False, server_default=""),
    )


def drop_from_contests():
    with op.batch_alter_table("contests") as contests:
        contests.drop_constraint(op.f("ck_contests_combined_combine"), type_="check")
        for name in ("combined", "prize_rules", "unit_scheme", "lot_source"):
            contests.drop_column(name)


def add_to_rounds():
    add(
        "rounds",
        sa.Column("lot_number", sa.String(length=40), nullable=False, server_default=""),
        sa.Column("lot_number_source", sa.String(length=300), nullable=False, server_default=""),
        sa.Column("evidence_root", sa.String(length=64), nullable=False, server_default=""),
    )


def create_boards():
    op.create_table(
        "boards",
        sa.Column("id", BIG, nullable=False),
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("computed_at", sa.DateTime(), nullable=False),
        sa.Column("rankings", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_boards_contest_id_contests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boards")),
        sa.UniqueConstraint("contest_id", "version", name=op.f("uq_boards_contest_id_version")),
    )


def create_criteria():
    op.create_table(
        "criteria",
        sa.Column("id", BIG, nullable=False),
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("most_points", sa.Integer(), nullable=False),
        sa.CheckConstraint("most_points >= 1", name=op.f("ck_criteria_something_to_earn")),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_criteria_contest_id_contests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria")),
        sa.UniqueConstraint("contest_id", "code", name=op.f("uq_criteria_contest_id_code")),
    )


def create_board_places():
    op.create_table(
        "board_places",
        sa.Column("board_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("contest_audience_id", BIG, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("round_count", sa.Integer(), nullable=False),
        sa.Column("right_count", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("guess_distance", BIG, nullable=True),
        sa.Column("duration_ms", BIG, nullable=False),
        sa.Column("reason", sa.JSON(), nullable=True),
        sa.Column("reason_below", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name=op.f("fk_board_places_board_id_boards")
        ),
        sa.ForeignKeyConstraint(
            ["contest_audience_id"],
            ["contest_audiences.id"],
            name=op.f("fk_board_places_contest_audience_id_contest_audiences"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_board_places_person_id_people")
        ),
        sa.PrimaryKeyConstraint("board_id", "person_id", name=op.f("pk_board_places")),
    )
    op.create_index(
        op.f("ix_board_places_board_id_contest_audience_id_position"),
        "board_places",
        ["board_id", "contest_audience_id", "position"],
    )


def create_criterion_marks():
    op.create_table(
        "criterion_marks",
        sa.Column("id", BIG, nullable=False),
        sa.Column("criterion_id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=True),
        sa.Column("unit_id", BIG, nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("given_by_id", BIG, nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("points >= 0", name=op.f("ck_criterion_marks_points_are_not_negative")),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["criteria.id"], name=op.f("fk_criterion_marks_criterion_id_criteria")
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["accounts.id"], name=op.f("fk_criterion_marks_given_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_criterion_marks_round_id_rounds")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_criterion_marks_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion_marks")),
    )
    op.create_index(
        op.f("ix_criterion_marks_criterion_id_unit_id"),
        "criterion_marks",
        ["criterion_id", "unit_id"],
    )


def create_prizes():
    op.create_table(
        "prizes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=True),
        sa.Column("contest_audience_id", BIG, nullable=True),
        sa.Column("is_for_units", sa.Boolean(), nullable=False),
        sa.Column("is_by_proposal", sa.Boolean(), nullable=False),
        sa.Column("block", sa.String(length=120), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("amount", BIG, nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_prizes_amount_is_not_negative")),
        sa.CheckConstraint("count BETWEEN 1 AND 10000", name=op.f("ck_prizes_count_is_sensible")),
        sa.ForeignKeyConstraint(
            ["contest_audience_id"],
            ["contest_audiences.id"],
            name=op.f("fk_prizes_contest_audience_id_contest_audiences"),
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_prizes_contest_id_contests")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_prizes_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prizes")),
        sa.UniqueConstraint("public_id", name=op.f("uq_prizes_public_id")),
    )
    op.create_index(op.f("ix_prizes_contest_id"), "prizes", ["contest_id"])


def create_settlements():
    op.create_table(
        "settlements",
        sa.Column("id", BIG, nullable=False),
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=True),
        sa.Column("contest_audience_id", BIG, nullable=True),
        sa.Column("entrants", sa.JSON(), nullable=False),
        sa.Column("is_of_units", sa.Boolean(), nullable=False),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("entered_by_id", BIG, nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_audience_id"],
            ["contest_audiences.id"],
            name=op.f("fk_settlements_contest_audience_id_contest_audiences"),
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_settlements_contest_id_contests")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["accounts.id"], name=op.f("fk_settlements_entered_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_settlements_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlements")),
    )
    op.create_index(
        op.f("ix_settlements_contest_id_round_id"), "settlements", ["contest_id", "round_id"]
    )


def create_awards():
    op.create_table(
        "awards",
        sa.Column("id", BIG, nullable=False),
        sa.Column("ranking_id", BIG, nullable=True),
        sa.Column("board_id", BIG, nullable=True),
        sa.Column("prize_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("unit_id", BIG, nullable=True),
        sa.Column("contest_audience_id", BIG, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("amount", BIG, nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (unit_id IS NULL)", name=op.f("ck_awards_for_one")
        ),
        sa.CheckConstraint(
            "(ranking_id IS NULL) <> (board_id IS NULL)", name=op.f("ck_awards_of_one_computation")
        ),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name=op.f("fk_awards_board_id_boards")
        ),
        sa.ForeignKeyConstraint(
            ["contest_audience_id"],
            ["contest_audiences.id"],
            name=op.f("fk_awards_contest_audience_id_contest_audiences"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_awards_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["prize_id"], ["prizes.id"], name=op.f("fk_awards_prize_id_prizes")
        ),
        sa.ForeignKeyConstraint(
            ["ranking_id"], ["rankings.id"], name=op.f("fk_awards_ranking_id_rankings")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_awards_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_awards")),
    )
    op.create_index(op.f("ix_awards_board_id"), "awards", ["board_id"])
    op.create_index(op.f("ix_awards_person_id"), "awards", ["person_id"])
    op.create_index(op.f("ix_awards_ranking_id"), "awards", ["ranking_id"])


def create_proposals():
    op.create_table(
        "proposals",
        sa.Column("id", BIG, nullable=False),
        sa.Column("prize_id", BIG, nullable=False),
        sa.Column("unit_id", BIG, nullable=False),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("proposed_by_id", BIG, nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["prize_id"], ["prizes.id"], name=op.f("fk_proposals_prize_id_prizes")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["accounts.id"], name=op.f("fk_proposals_proposed_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_proposals_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint("prize_id", "unit_id", name=op.f("uq_proposals_prize_id_unit_id")),
    )


def create_unit_places():
    op.create_table(
        "unit_places",
        sa.Column("id", BIG, nullable=False),
        sa.Column("ranking_id", BIG, nullable=True),
        sa.Column("board_id", BIG, nullable=True),
        sa.Column("unit_id", BIG, nullable=False),
        sa.Column("block", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("excluded", sa.String(length=40), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=True),
        sa.Column("reason_below", sa.JSON(), nullable=True),
        sa.CheckConstraint(
            "(ranking_id IS NULL) <> (board_id IS NULL)",
            name=op.f("ck_unit_places_of_one_computation"),
        ),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name=op.f("fk_unit_places_board_id_boards")
        ),
        sa.ForeignKeyConstraint(
            ["ranking_id"], ["rankings.id"], name=op.f("fk_unit_places_ranking_id_rankings")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_unit_places_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_places")),
    )
    op.create_index(op.f("ix_unit_places_board_id"), "unit_places", ["board_id"])
    op.create_index(op.f("ix_unit_places_ranking_id"), "unit_places", ["ranking_id"])


def create_computations():
    op.create_table(
        "computations",
        sa.Column("id", BIG, nullable=False),
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=True),
        sa.Column("asked_by_id", BIG, nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("holder", sa.String(length=32), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("written", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("refusal", sa.String(length=40), nullable=False),
        sa.CheckConstraint("written <= total", name=op.f("ck_computations_no_more_than_all")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["accounts.id"], name=op.f("fk_computations_asked_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_computations_contest_id_contests")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_computations_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_computations")),
    )
    op.create_index(
        op.f("ix_computations_contest_id_round_id"), "computations", ["contest_id", "round_id"]
    )
    op.create_index(op.f("ix_computations_finished_at"), "computations", ["finished_at"])
