"""Add the kinds of questions, and pictures.

Questions so far were single choices, and stay so.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0701"
down_revision = "20261124_0608"
branch_labels = None
depends_on = None

KIND_CHECK = "ck_question_versions_kind_kind"


def upgrade():
    set_kinds("single", "several", "true-false", "statements")
    op.create_table(
        "pictures",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_pictures")),
    )


def downgrade():
    op.drop_table("pictures")
    op.execute("UPDATE question_versions SET kind = 'single'")
    set_kinds("single")


def set_kinds(*kinds):
    text = "kind IN ({})".format(", ".join(f"'{each}'" for each in kinds))
    with op.batch_alter_table("question_versions") as versions:
        versions.drop_constraint(op.f(KIND_CHECK), type_="check")
        versions.create_check_constraint(op.f(KIND_CHECK), text)
