"""Create the tables of people."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0602"
down_revision = "20261124_0601"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits


def upgrade():
    create_people()
    create_devices()
    create_consents()


def downgrade():
    op.drop_table("consents")
    op.drop_table("devices")
    op.drop_table("people")


def create_people():
    op.create_table(
        "people",
        sa.Column("id", BIG, nullable=False),
        sa.Column("host_id", BIG, nullable=False),
        sa.Column("number", sa.String(length=9), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=400).with_variant(sa.String(length=400, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("birth_month", sa.Integer(), nullable=True),
        sa.Column("birth_day", sa.Integer(), nullable=True),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("phone_hash", sa.String(length=64), nullable=True),
        sa.Column("citizen_number_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("citizen_number_hash", sa.String(length=64), nullable=True),
        sa.Column("residence_id", BIG, nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("hamlet_name", sa.String(length=120), nullable=False),
        sa.Column("unit_id", BIG, nullable=True),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("link_hash", sa.String(length=64), nullable=True),
        sa.Column("wrong_codes", sa.Integer(), nullable=False),
        sa.Column("wrong_code_ms", BIG, nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("erased_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "residence_id IS NULL OR country IS NULL", name=op.f("ck_people_lives_in_one_place")
        ),
        sa.ForeignKeyConstraint(["host_id"], ["hosts.id"], name=op.f("fk_people_host_id_hosts")),
        sa.ForeignKeyConstraint(
            ["residence_id"], ["units.id"], name=op.f("fk_people_residence_id_units")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_people_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("number", name=op.f("uq_people_number")),
    )
    op.create_index(
        op.f("ix_people_citizen_number_hash"), "people", ["citizen_number_hash"], unique=False
    )
    op.create_index(
        op.f("ix_people_host_id_sort_key"), "people", ["host_id", "sort_key"], unique=False
    )
    op.create_index(op.f("ix_people_phone_hash"), "people", ["phone_hash"], unique=False)


def create_devices():
    op.create_table(
        "devices",
        sa.Column("id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_devices_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_devices_token_hash")),
    )
    op.create_index(op.f("ix_devices_person_id"), "devices", ["person_id"], unique=False)


def create_consents():
    op.create_table(
        "consents",
        sa.Column("id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_consents_person_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(op.f("ix_consents_person_id"), "consents", ["person_id"], unique=False)
