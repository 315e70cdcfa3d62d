"""Create the tables of jobs."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0607"
down_revision = "20261124_0606"
branch_labels = None
depends_on = None


def upgrade():
    create_job_leases()


def downgrade():
    op.drop_table("job_leases")


def create_job_leases():
    op.create_table(
        "job_leases",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("holder", sa.String(length=80), nullable=True),
        sa.Column("held_until_at", sa.DateTime(), nullable=True),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("failure_count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_leases")),
    )
