"""Add the kinds of questions, and pictures."""

revision = "20261124_0701"
down_revision = "20261124_0608"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
