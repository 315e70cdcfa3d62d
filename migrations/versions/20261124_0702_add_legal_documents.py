"""Add the register of legal documents."""

revision = "20261124_0702"
down_revision = "20261124_0701"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
