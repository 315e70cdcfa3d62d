"""Add imports of questions."""

revision = "20261124_0705"
down_revision = "20261124_0704"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
