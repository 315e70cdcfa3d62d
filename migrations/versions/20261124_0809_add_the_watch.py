"""Let notices end by the clock; count saves and refusals by the minute."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0809"
down_revision = "20261124_0808"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits


def upgrade():
    op.add_column("notices", sa.Column("ends_ms", BIG, nullable=True))
    op.create_table(
        "minute_counts",
        sa.Column("minute", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("round_id", BIG, autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("status", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "minute", "round_id", "code", "status", name=op.f("pk_minute_counts")
        ),
    )


def downgrade():
    op.drop_table("minute_counts")
    op.drop_column("notices", "ends_ms")
