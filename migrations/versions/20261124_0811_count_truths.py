"""Count truths, of an audience where each has its own; date charts; forgive void papers.

Truths are few: they are read, and written into the new table.
"""

from itertools import count

import sqlalchemy as sa
from alembic import op

revision = "20261124_0811"
down_revision = "20261124_0810"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits


def upgrade():
    rows = take_truths()
    op.drop_table("truths")
    new = {"contest_audience_id": None, "key_version": 1}
    counted = [each | new | {"is_counted": each["found_by_id"] is None} for each in rows]
    op.bulk_insert(create_truths(), counted)
    with op.batch_alter_table("computations") as altered:
        altered.add_column(
            sa.Column("recount_why", sa.String(1000), nullable=False, server_default="")
        )
    with op.batch_alter_table("computations") as altered:
        altered.alter_column("recount_why", server_default=None)
    add_drawn_at()
    with op.batch_alter_table("rounds") as altered:
        altered.add_column(
            sa.Column("void_uses_chance", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    with op.batch_alter_table("rounds") as altered:
        altered.alter_column("void_uses_chance", server_default=None)


def add_drawn_at():
    """Charts that are there were drawn with their computations, for all that is known."""
    with op.batch_alter_table("charts") as altered:
        altered.add_column(sa.Column("drawn_at", sa.DateTime(), nullable=True))
    op.execute(
        "UPDATE charts SET drawn_at = "
        "(SELECT computed_at FROM rankings WHERE rankings.id = charts.ranking_id)"
    )
    with op.batch_alter_table("charts") as altered:
        altered.alter_column("drawn_at", existing_type=sa.DateTime(), nullable=False)


def downgrade():
    with op.batch_alter_table("rounds") as altered:
        altered.drop_column("void_uses_chance")
    with op.batch_alter_table("charts") as altered:
        altered.drop_column("drawn_at")
    with op.batch_alter_table("computations") as altered:
        altered.drop_column("recount_why")
    rows, numbers = take_truths(), {}
    op.drop_table("truths")
    for each in rows:  # audiences had no versions of their own
        numbered = numbers.setdefault((each["round_id"], each["extra"]), count(1))
        each["version"] = next(numbered)
    op.bulk_insert(create_former_truths(), rows)


def columns():
    return [
        sa.Column("round_id", BIG, nullable=False),
        sa.Column(
            "extra",
            sa.Enum(
                "prediction", "fact", name="extra", native_enum=False, create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", BIG, nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("found_by_id", BIG, nullable=True),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_truths_versions_are_counted")),
        sa.ForeignKeyConstraint(
            ["found_by_id"], ["accounts.id"], name=op.f("fk_truths_found_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_truths_round_id_rounds")
        ),
    ]  # fmt: skip


def take_truths():
    kept = [each for each in columns() if isinstance(each, sa.Column)]
    truths = sa.table("truths", *(sa.column(each.name, each.type) for each in kept))
    query = sa.select(truths).order_by(truths.c.round_id, truths.c.extra, truths.c.version)
    return [dict(each._mapping) for each in op.get_bind().execute(query)]


def create_truths():
    made = op.create_table(
        "truths",
        sa.Column("id", BIG, nullable=False),
        sa.Column("contest_audience_id", BIG, nullable=True),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        sa.Column("key_version", sa.Integer(), nullable=False),
        *columns(),
        sa.ForeignKeyConstraint(
            ["contest_audience_id"],
            ["contest_audiences.id"],
            name=op.f("fk_truths_contest_audience_id_contest_audiences"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_truths")),
        sa.UniqueConstraint(
            "round_id", "extra", "contest_audience_id", "version",
            name=op.f("uq_truths_round_id_extra_contest_audience_id_version"),
        ),
    )  # fmt: skip
    whole = sa.text("contest_audience_id IS NULL")
    op.create_index(
        "uq_truths_round_id_extra_version_whole",
        "truths",
        ["round_id", "extra", "version"],
        unique=True,
        sqlite_where=whole,
        postgresql_where=whole,
    )
    return made


def create_former_truths():
    return op.create_table(
        "truths",
        *columns(),
        sa.PrimaryKeyConstraint("round_id", "extra", "version", name=op.f("pk_truths")),
    )
