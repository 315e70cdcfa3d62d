"""Add the register of legal documents.

Which documents the versions that are there already name is told by their words: the register's
first update (flask bank update-documents, which flask setup runs) writes it down.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0702"
down_revision = "20261124_0701"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits


def upgrade():
    create_legal_documents()
    create_version_documents()


def downgrade():
    op.drop_table("version_documents")
    op.drop_table("legal_documents")


def create_legal_documents():
    op.create_table(
        "legal_documents",
        sa.Column("id", BIG, nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("host_id", BIG, nullable=True),
        sa.Column("cited", sa.String(length=200), nullable=False),
        sa.Column("cited_year", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issued_year", sa.Integer(), nullable=True),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("in_force_to", sa.Date(), nullable=True),
        sa.Column("replaced_by", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by_id", BIG, nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by_id", BIG, nullable=True),
        sa.CheckConstraint(
            "in_force_to IS NULL OR in_force_from IS NULL OR in_force_to >= in_force_from",
            name=op.f("ck_legal_documents_ends_after_start"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["accounts.id"],
            name=op.f("fk_legal_documents_created_by_id_accounts"),
        ),
        sa.ForeignKeyConstraint(
            ["host_id"], ["hosts.id"], name=op.f("fk_legal_documents_host_id_hosts")
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"],
            ["accounts.id"],
            name=op.f("fk_legal_documents_updated_by_id_accounts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_documents")),
        sa.UniqueConstraint(
            "host_id",
            "cited",
            "cited_year",
            name=op.f("uq_legal_documents_host_id_cited_cited_year"),
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_legal_documents_public_id")),
    )
    op.create_index(op.f("ix_legal_documents_cited"), "legal_documents", ["cited"])


def create_version_documents():
    op.create_table(
        "version_documents",
        sa.Column("version_id", BIG, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cited", sa.String(length=200), nullable=False),
        sa.Column("cited_year", sa.Integer(), nullable=True),
        sa.Column("article", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["question_versions.id"],
            name=op.f("fk_version_documents_version_id_question_versions"),
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_version_documents")),
    )
    op.create_index(op.f("ix_version_documents_cited"), "version_documents", ["cited"])
