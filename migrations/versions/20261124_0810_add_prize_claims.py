"""Add claims of prizes, and what a contest says of them."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0810"
down_revision = "20261124_0809"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits
ACCOUNTS = ("claimed_by_id", "extended_by_id", "ended_by_id")


def upgrade():
    op.add_column("contests", sa.Column("claims", sa.JSON(), nullable=True))
    create_claims()
    create_payments()


def downgrade():
    op.drop_table("prize_payments")
    op.drop_table("prize_claims")
    with op.batch_alter_table("contests") as contests:
        contests.drop_column("claims")


def enum(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)


def key(column, other, table="prize_claims"):
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def create_claims():
    op.create_table(
        "prize_claims",
        sa.Column("id", BIG, nullable=False),
        sa.Column("contest_id", BIG, nullable=False),
        sa.Column("round_id", BIG, nullable=True),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("handing", enum("handing", "office", "bank", "post"), nullable=True),
        sa.Column("payee_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(), nullable=True),
        sa.Column("claimed_by_id", BIG, nullable=True),
        sa.Column("extended_to", sa.Date(), nullable=True),
        sa.Column("extended_why", sa.String(length=1000), nullable=False),
        sa.Column("extended_by_id", BIG, nullable=True),
        sa.Column("ended", enum("after", "passes-on", "lapses"), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by_id", BIG, nullable=True),
        sa.CheckConstraint(
            "(handing IS NULL) = (payee_sealed IS NULL)",
            name=op.f("ck_prize_claims_claimed_whole"),
        ),
        key("contest_id", "contests"),
        key("round_id", "rounds"),
        key("person_id", "people"),
        *(key(column, "accounts") for column in ACCOUNTS),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prize_claims")),
        sa.UniqueConstraint(
            "contest_id", "round_id", "person_id",
            name=op.f("uq_prize_claims_contest_id_round_id_person_id"),
        ),
    )  # fmt: skip
    op.create_index(op.f("ix_prize_claims_person_id"), "prize_claims", ["person_id"])
    op.create_index(
        "uq_prize_claims_of_contest",
        "prize_claims",
        ["contest_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("round_id IS NULL"),
        postgresql_where=sa.text("round_id IS NULL"),
    )


def create_payments():
    op.create_table(
        "prize_payments",
        sa.Column("id", BIG, nullable=False),
        sa.Column("claim_id", BIG, nullable=False),
        sa.Column("prize_id", BIG, nullable=False),
        sa.Column("amount", BIG, nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=False),
        sa.Column("handed_by", sa.String(length=200), nullable=False),
        sa.Column("receipt", sa.String(length=200), nullable=False),
        sa.Column("recorded_by_id", BIG, nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_prize_payments_amount_is_not_negative")),
        key("claim_id", "prize_claims", "prize_payments"),
        key("prize_id", "prizes", "prize_payments"),
        key("recorded_by_id", "accounts", "prize_payments"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prize_payments")),
    )
    op.create_index(op.f("ix_prize_payments_claim_id"), "prize_payments", ["claim_id"])
