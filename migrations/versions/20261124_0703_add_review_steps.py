"""Add the steps of review."""

revision = "20261124_0703"
down_revision = "20261124_0702"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
