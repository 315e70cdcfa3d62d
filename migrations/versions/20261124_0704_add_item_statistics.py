"""Add the statistics of items."""

revision = "20261124_0704"
down_revision = "20261124_0703"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
