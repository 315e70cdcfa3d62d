"""Create the tables of units."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0601"
down_revision = "20261124_0600"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits


def upgrade():
    create_units()
    create_former_units()
    create_unit_aliases()
    create_successions()


def downgrade():
    op.drop_table("successions")
    op.drop_table("unit_aliases")
    op.drop_table("former_units")
    op.drop_table("units")


def create_units():
    op.create_table(
        "units",
        sa.Column("id", BIG, nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("host_id", BIG, nullable=True),
        sa.Column("code", sa.String(length=20), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "province",
                "commune",
                "hamlet",
                "agency",
                "school",
                name="unitkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.Column("parent_id", BIG, nullable=True),
        sa.Column("commune_id", BIG, nullable=True),
        sa.Column("block", sa.String(length=120), nullable=True),
        sa.Column("headcount", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_units_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["commune_id"], ["units.id"], name=op.f("fk_units_commune_id_units")
        ),
        sa.ForeignKeyConstraint(["host_id"], ["hosts.id"], name=op.f("fk_units_host_id_hosts")),
        sa.ForeignKeyConstraint(["parent_id"], ["units.id"], name=op.f("fk_units_parent_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("host_id", "code", name=op.f("uq_units_host_id_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_units_public_id")),
    )
    op.create_index(op.f("ix_units_host_id_kind"), "units", ["host_id", "kind"], unique=False)
    op.create_index(op.f("ix_units_parent_id"), "units", ["parent_id"], unique=False)


def create_former_units():
    op.create_table(
        "former_units",
        sa.Column("id", BIG, nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("district_code", sa.String(length=3), nullable=False),
        sa.Column("district_name", sa.String(length=200), nullable=False),
        sa.Column("province_code", sa.String(length=2), nullable=False),
        sa.Column("province_name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_units")),
        sa.UniqueConstraint("code", name=op.f("uq_former_units_code")),
    )


def create_unit_aliases():
    op.create_table(
        "unit_aliases",
        sa.Column("id", BIG, nullable=False),
        sa.Column("unit_id", BIG, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_unit_aliases_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_aliases")),
    )
    op.create_index(op.f("ix_unit_aliases_unit_id"), "unit_aliases", ["unit_id"], unique=False)


def create_successions():
    op.create_table(
        "successions",
        sa.Column("former_id", BIG, nullable=False),
        sa.Column("unit_id", BIG, nullable=False),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["former_id"], ["former_units.id"], name=op.f("fk_successions_former_id_former_units")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_successions_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("former_id", "unit_id", name=op.f("pk_successions")),
    )
