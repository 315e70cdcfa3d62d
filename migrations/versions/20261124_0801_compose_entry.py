"""Compose who may enter.

The least age becomes a condition; what else the regulation asks, whom it bars, what is declared
and who consents for the young stand beside it.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0801"
down_revision = "20261124_0705"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits


def upgrade():
    add_to_contests()
    turn_ages_into_conditions()
    drop("contests", "least_age")
    let_phones_be_shared(True)
    add("contest_audiences", sa.Column("conditions", sa.JSON(), nullable=True))
    add_to_entries()
    add_consent_kind()
    create_people_lists()
    create_listed_people()
    create_guardian_consents()


def downgrade():
    op.drop_table("guardian_consents")
    op.drop_table("listed_people")
    op.drop_table("people_lists")
    drop_from_consents()
    drop_from_entries()
    drop("contest_audiences", "conditions")
    op.execute("UPDATE contests SET people_per_phone = 50 WHERE people_per_phone IS NULL")
    let_phones_be_shared(False)
    add("contests", sa.Column("least_age", sa.Integer(), nullable=True))
    turn_conditions_into_ages()
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


ASKS = ("no", "optional", "required")


def add_to_contests():
    add(
        "contests",
        sa.Column("asks_grade", enum("ask", *ASKS), nullable=False, server_default="no"),
        sa.Column("asks_citizenship", enum("ask", *ASKS), nullable=False, server_default="no"),
        sa.Column("bodies", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("conditions", sa.JSON(), nullable=True),
        sa.Column("bars", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column(
            "wrong_audience",
            enum("wrongaudience", "moved", "not-recognised"),
            nullable=False,
            server_default="not-recognised",
        ),
        sa.Column("needs_guardian", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("declaration_wording", sa.String(), nullable=False, server_default=""),
        sa.Column("declaration_version", sa.Integer(), nullable=False, server_default="1"),
    )


def turn_ages_into_conditions():
    contests = sa.table(
        "contests", sa.column("id"), sa.column("least_age"), sa.column("conditions", sa.JSON())
    )
    rows = sa.select(contests.c.id, contests.c.least_age).where(contests.c.least_age.is_not(None))
    for row in op.get_bind().execute(rows).all():
        condition = {"is": "age-from", "years": row.least_age, "on": None}
        op.execute(contests.update().where(contests.c.id == row.id).values(conditions=condition))


def turn_conditions_into_ages():
    contests = sa.table(
        "contests", sa.column("id"), sa.column("least_age"), sa.column("conditions", sa.JSON())
    )
    for row in op.get_bind().execute(sa.select(contests.c.id, contests.c.conditions)).all():
        condition = row.conditions or {}
        years = condition["years"] if condition.get("is") == "age-from" else None
        op.execute(contests.update().where(contests.c.id == row.id).values(least_age=years))


def let_phones_be_shared(is_free):
    with op.batch_alter_table("contests") as contests:
        contests.alter_column("people_per_phone", existing_type=sa.Integer(), nullable=is_free)


def drop_from_contests():
    with op.batch_alter_table("contests") as contests:
        for name, kind in (
            ("asks_grade", "ask"),
            ("asks_citizenship", "ask"),
            ("wrong_audience", "wrongaudience"),
        ):
            contests.drop_constraint(op.f(f"ck_contests_{name}_{kind}"), type_="check")
            contests.drop_column(name)
        for name in (
            "bodies",
            "conditions",
            "bars",
            "needs_guardian",
            "declaration_wording",
            "declaration_version",
        ):
            contests.drop_column(name)


def add_to_entries():
    add(
        "entries",
        sa.Column("grade", sa.Integer(), nullable=True),
        sa.Column("citizenship", sa.String(length=2), nullable=True),
        sa.Column("bodies", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("unchecked", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("unit_link", enum("link", "lives", "works", "studies"), nullable=True),
        sa.Column("moved_from_id", BIG, nullable=True),
        sa.Column(
            "state",
            enum("state", "eligible", "to-verify", "not-recognised"),
            nullable=False,
            server_default="eligible",
        ),
        sa.Column("state_ground", sa.String(length=40), nullable=False, server_default=""),
        sa.Column("state_why", sa.String(length=1000), nullable=False, server_default=""),
    )
    with op.batch_alter_table("entries") as entries:
        entries.create_foreign_key(
            op.f("fk_entries_moved_from_id_contest_audiences"),
            "contest_audiences",
            ["moved_from_id"],
            ["id"],
        )


def drop_from_entries():
    with op.batch_alter_table("entries") as entries:
        entries.drop_constraint(
            op.f("fk_entries_moved_from_id_contest_audiences"), type_="foreignkey"
        )
        entries.drop_constraint(op.f("ck_entries_state_state"), type_="check")
        entries.drop_constraint(op.f("ck_entries_unit_link_link"), type_="check")
        for name in (
            "grade",
            "citizenship",
            "bodies",
            "unchecked",
            "unit_link",
            "moved_from_id",
            "state",
            "state_ground",
            "state_why",
        ):
            entries.drop_column(name)


def add_consent_kind():
    add(
        "consents",
        sa.Column(
            "kind",
            enum("consentkind", "data", "declaration"),
            nullable=False,
            server_default="data",
        ),
    )


def drop_from_consents():
    op.execute("DELETE FROM consents WHERE kind <> 'data'")
    with op.batch_alter_table("consents") as consents:
        consents.drop_constraint(op.f("ck_consents_kind_consentkind"), type_="check")
        consents.drop_column("kind")


def create_people_lists():
    op.create_table(
        "people_lists",
        sa.Column("id", BIG, nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("host_id", BIG, nullable=False),
        sa.Column("kind", enum("listkind", "staff", "class", "members", "barred"), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("unit_id", BIG, nullable=True),
        sa.Column("made_by_id", BIG, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["host_id"], ["hosts.id"], name=op.f("fk_people_lists_host_id_hosts")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["accounts.id"], name=op.f("fk_people_lists_made_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_people_lists_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_lists")),
        sa.UniqueConstraint("public_id", name=op.f("uq_people_lists_public_id")),
    )
    op.create_index(op.f("ix_people_lists_host_id"), "people_lists", ["host_id"])


def create_listed_people():
    op.create_table(
        "listed_people",
        sa.Column("id", BIG, nullable=False),
        sa.Column("list_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("birth_month", sa.Integer(), nullable=True),
        sa.Column("birth_day", sa.Integer(), nullable=True),
        sa.Column("citizen_number_hash", sa.String(length=64), nullable=True),
        sa.Column("phone_hash", sa.String(length=64), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_listed_people_lines_are_counted")),
        sa.ForeignKeyConstraint(
            ["list_id"], ["people_lists.id"], name=op.f("fk_listed_people_list_id_people_lists")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listed_people")),
        sa.UniqueConstraint("list_id", "number", name=op.f("uq_listed_people_list_id_number")),
    )
    op.create_index(
        op.f("ix_listed_people_citizen_number_hash"), "listed_people", ["citizen_number_hash"]
    )
    op.create_index(op.f("ix_listed_people_list_id_folded"), "listed_people", ["list_id", "folded"])
    op.create_index(op.f("ix_listed_people_phone_hash"), "listed_people", ["phone_hash"])


def create_guardian_consents():
    op.create_table(
        "guardian_consents",
        sa.Column("id", BIG, nullable=False),
        sa.Column("entry_id", BIG, nullable=False),
        sa.Column("guardian_name", sa.String(length=200), nullable=False),
        sa.Column("relation", sa.String(length=60), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("ticked_by_id", BIG, nullable=True),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.id"], name=op.f("fk_guardian_consents_entry_id_entries")
        ),
        sa.ForeignKeyConstraint(
            ["ticked_by_id"],
            ["accounts.id"],
            name=op.f("fk_guardian_consents_ticked_by_id_accounts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardian_consents")),
    )
    op.create_index(op.f("ix_guardian_consents_entry_id"), "guardian_consents", ["entry_id"])
