"""Add checks of entrants: signs, what was checked, decisions, corrections, merges."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0807"
down_revision = "20261124_0806"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits


def upgrade():
    create_found_signals()
    create_signal_people()
    create_calls()
    create_checks()
    create_corrections()
    create_entry_decisions()
    create_merges()
    create_signal_searches()


def downgrade():
    op.drop_table("signal_searches")
    op.drop_table("merges")
    op.drop_table("entry_decisions")
    op.drop_table("corrections")
    op.drop_table("checks")
    op.drop_table("calls")
    op.drop_table("signal_people")
    op.drop_table("found_signals")


def enum(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)


def create_found_signals():
    op.create_table(
        "found_signals",
        sa.Column("id", BIG, nullable=False),
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "same-citizen-number",
                "same-phone",
                "same-name-and-birth",
                "number-against-birth",
                "number-against-sex",
                "many-on-device",
                "too-fast",
                "same-wrong",
                name="kind",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("strength", enum("strength", "strong", "medium", "weak"), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by_id", BIG, nullable=True),
        sa.Column("settled_why", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_found_signals_contest_id_contests")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["accounts.id"], name=op.f("fk_found_signals_settled_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_found_signals")),
        sa.UniqueConstraint(
            "contest_id", "digest", name=op.f("uq_found_signals_contest_id_digest")
        ),
    )


def create_signal_people():
    op.create_table(
        "signal_people",
        sa.Column("signal_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_signal_people_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["signal_id"],
            ["found_signals.id"],
            name=op.f("fk_signal_people_signal_id_found_signals"),
        ),
        sa.PrimaryKeyConstraint("signal_id", "person_id", name=op.f("pk_signal_people")),
    )
    op.create_index(op.f("ix_signal_people_person_id"), "signal_people", ["person_id"])


def create_calls():
    op.create_table(
        "calls",
        sa.Column("id", BIG, nullable=False),
        sa.Column("entry_id", BIG, nullable=False),
        sa.Column(
            "outcome",
            enum("calloutcome", "reached", "no-answer", "wrong-number", "declined"),
            nullable=False,
        ),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("called_by_id", BIG, nullable=False),
        sa.Column("called_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["called_by_id"], ["accounts.id"], name=op.f("fk_calls_called_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.id"], name=op.f("fk_calls_entry_id_entries")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
    )
    op.create_index(op.f("ix_calls_entry_id"), "calls", ["entry_id"])


def create_checks():
    op.create_table(
        "checks",
        sa.Column("id", BIG, nullable=False),
        sa.Column("entry_id", BIG, nullable=False),
        sa.Column(
            "item",
            enum("item", "card-seen", "birth", "unit", "not-barred", "reached"),
            nullable=False,
        ),
        sa.Column("is_in_order", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("checked_by_id", BIG, nullable=False),
        sa.Column("checked_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["accounts.id"], name=op.f("fk_checks_checked_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.id"], name=op.f("fk_checks_entry_id_entries")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checks")),
    )
    op.create_index(op.f("ix_checks_entry_id"), "checks", ["entry_id"])


def create_corrections():
    op.create_table(
        "corrections",
        sa.Column("id", BIG, nullable=False),
        sa.Column("entry_id", BIG, nullable=False),
        sa.Column("field", enum("corrected", "name", "unit"), nullable=False),
        sa.Column("before", sa.String(length=200), nullable=False),
        sa.Column("after", sa.String(length=200), nullable=False),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("corrected_by_id", BIG, nullable=False),
        sa.Column("corrected_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["corrected_by_id"],
            ["accounts.id"],
            name=op.f("fk_corrections_corrected_by_id_accounts"),
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.id"], name=op.f("fk_corrections_entry_id_entries")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    op.create_index(op.f("ix_corrections_entry_id"), "corrections", ["entry_id"])


def create_entry_decisions():
    op.create_table(
        "entry_decisions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("entry_id", BIG, nullable=False),
        sa.Column(
            "from_state", enum("state", "eligible", "to-verify", "not-recognised"), nullable=False
        ),
        sa.Column(
            "to_state", enum("state", "eligible", "to-verify", "not-recognised"), nullable=False
        ),
        sa.Column("ground", sa.String(length=40), nullable=False),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("decided_by_id", BIG, nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["accounts.id"],
            name=op.f("fk_entry_decisions_decided_by_id_accounts"),
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.id"], name=op.f("fk_entry_decisions_entry_id_entries")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_decisions")),
    )
    op.create_index(op.f("ix_entry_decisions_entry_id"), "entry_decisions", ["entry_id"])


def create_merges():
    op.create_table(
        "merges",
        sa.Column("id", BIG, nullable=False),
        sa.Column("kept_entry_id", BIG, nullable=False),
        sa.Column("gone_entry_id", BIG, nullable=False),
        sa.Column("attempts", sa.JSON(), nullable=False),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("merged_by_id", BIG, nullable=False),
        sa.Column("merged_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gone_entry_id"], ["entries.id"], name=op.f("fk_merges_gone_entry_id_entries")
        ),
        sa.ForeignKeyConstraint(
            ["kept_entry_id"], ["entries.id"], name=op.f("fk_merges_kept_entry_id_entries")
        ),
        sa.ForeignKeyConstraint(
            ["merged_by_id"], ["accounts.id"], name=op.f("fk_merges_merged_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merges")),
        sa.UniqueConstraint("gone_entry_id", name=op.f("uq_merges_gone_entry_id")),
    )
    op.create_index(op.f("ix_merges_kept_entry_id"), "merges", ["kept_entry_id"])


def create_signal_searches():
    op.create_table(
        "signal_searches",
        sa.Column("ranking_id", BIG, nullable=False),
        sa.Column("searched_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ranking_id"], ["rankings.id"], name=op.f("fk_signal_searches_ranking_id_rankings")
        ),
        sa.PrimaryKeyConstraint("ranking_id", name=op.f("pk_signal_searches")),
    )
