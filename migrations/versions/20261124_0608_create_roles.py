"""Create the tables of roles."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0608"
down_revision = "20261124_0607"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits


def upgrade():
    create_role_grants()


def downgrade():
    op.drop_table("role_grants")


def create_role_grants():
    op.create_table(
        "role_grants",
        sa.Column("id", BIG, nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("host_id", BIG, nullable=False),
        sa.Column("contest_id", BIG, nullable=True),
        sa.Column("unit_id", BIG, nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "administrator",
                "organiser",
                "secretary",
                "writer",
                "reviewer",
                "approver",
                "judge",
                "contact",
                "observer",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("granted_at", sa.DateTime(), nullable=False),
        sa.Column("granted_by_id", BIG, nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_role_grants_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_role_grants_contest_id_contests")
        ),
        sa.ForeignKeyConstraint(
            ["granted_by_id"], ["accounts.id"], name=op.f("fk_role_grants_granted_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["host_id"], ["hosts.id"], name=op.f("fk_role_grants_host_id_hosts")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_role_grants_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grants")),
        sa.UniqueConstraint("public_id", name=op.f("uq_role_grants_public_id")),
    )
    op.create_index(
        op.f("ix_role_grants_account_id_host_id"),
        "role_grants",
        ["account_id", "host_id"],
        unique=False,
    )
    op.create_index(op.f("ix_role_grants_host_id"), "role_grants", ["host_id"], unique=False)
