"""Add imports of questions."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0705"
down_revision = "20261124_0704"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits
FORMATS = ("docx", "xlsx", "csv", "gift", "aiken", "moodle-xml", "qti", "native")
STATES = ("waiting", "ready", "refused", "committed")


def upgrade():
    create_question_imports()
    create_import_items()


def downgrade():
    op.drop_table("import_items")
    op.drop_table("question_imports")


def enum(name, values):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)


def create_question_imports():
    op.create_table(
        "question_imports",
        sa.Column("id", BIG, nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("host_id", BIG, nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("format", enum("format", FORMATS), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("state", enum("importstate", STATES), nullable=False),
        sa.Column("refused_code", sa.String(length=40), nullable=False),
        sa.Column("refused_place", sa.String(length=300), nullable=False),
        sa.Column("item_count", sa.Integer(), nullable=False),
        sa.Column("refused", sa.JSON(), nullable=False),
        sa.Column("remarks", sa.JSON(), nullable=False),
        sa.Column("uploaded_by_id", BIG, nullable=False),
        sa.Column("uploaded_at", sa.DateTime(), nullable=False),
        sa.Column("committed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["host_id"], ["hosts.id"], name=op.f("fk_question_imports_host_id_hosts")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"],
            ["accounts.id"],
            name=op.f("fk_question_imports_uploaded_by_id_accounts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_imports")),
        sa.UniqueConstraint("public_id", name=op.f("uq_question_imports_public_id")),
    )
    op.create_index(op.f("ix_question_imports_host_id"), "question_imports", ["host_id"])
    op.create_index(op.f("ix_question_imports_state"), "question_imports", ["state"])


def create_import_items():
    op.create_table(
        "import_items",
        sa.Column("id", BIG, nullable=False),
        sa.Column("import_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=300), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("remarks", sa.JSON(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("needs_checking", sa.Boolean(), nullable=False),
        sa.Column("is_filed", sa.Boolean(), nullable=False),
        sa.Column("is_left_out", sa.Boolean(), nullable=False),
        sa.Column("question_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["question_imports.id"],
            name=op.f("fk_import_items_import_id_question_imports"),
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_import_items_question_id_questions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_items")),
        sa.UniqueConstraint("import_id", "number", name=op.f("uq_import_items_import_id_number")),
    )
