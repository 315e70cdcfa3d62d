"""Add the steps of review.

Hosts had two steps, writer and approver, and keep them.  Versions learn who passed their appraisal
and what an author without an account is called.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_0703"
down_revision = "20261124_0702"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(
    sa.Integer(), "sqlite"
)  # SQLite's INTEGER counts up and holds 64 bits
STATE_CHECK = "ck_question_versions_state_state"
STEPS_CHECK = "ck_hosts_two_or_three_review_steps"


def upgrade():
    add_review_steps()
    set_states("draft", "submitted", "reviewed", "approved", "retired")
    add_reviewers()
    create_question_comments()
    create_appraisers()
    create_key_looks()


def downgrade():
    op.drop_table("key_looks")
    op.drop_table("appraisers")
    op.drop_table("question_comments")
    drop_reviewers()
    op.execute("UPDATE question_versions SET state = 'submitted' WHERE state = 'reviewed'")
    set_states("draft", "submitted", "approved", "retired")
    drop_review_steps()


def add_review_steps():
    with op.batch_alter_table("hosts") as hosts:
        hosts.add_column(
            sa.Column("review_steps", sa.Integer(), nullable=False, server_default="2")
        )
    with op.batch_alter_table("hosts") as hosts:
        hosts.alter_column("review_steps", server_default=None)
        hosts.create_check_constraint(op.f(STEPS_CHECK), "review_steps BETWEEN 2 AND 3")


def drop_review_steps():
    with op.batch_alter_table("hosts") as hosts:
        hosts.drop_constraint(op.f(STEPS_CHECK), type_="check")
        hosts.drop_column("review_steps")


def set_states(*states):
    text = "state IN ({})".format(", ".join(f"'{each}'" for each in states))
    with op.batch_alter_table("question_versions") as versions:
        versions.drop_constraint(op.f(STATE_CHECK), type_="check")
        versions.create_check_constraint(op.f(STATE_CHECK), text)


def add_reviewers():
    with op.batch_alter_table("question_versions") as versions:
        versions.add_column(sa.Column("reviewed_by_id", BIG, nullable=True))
        versions.add_column(sa.Column("reviewed_at", sa.DateTime(), nullable=True))
        versions.add_column(
            sa.Column("author_name", sa.String(length=200), nullable=False, server_default="")
        )
        versions.create_foreign_key(
            op.f("fk_question_versions_reviewed_by_id_accounts"),
            "accounts",
            ["reviewed_by_id"],
            ["id"],
        )
    with op.batch_alter_table("question_versions") as versions:
        versions.alter_column("author_name", server_default=None)


def drop_reviewers():
    with op.batch_alter_table("question_versions") as versions:
        versions.drop_constraint(
            op.f("fk_question_versions_reviewed_by_id_accounts"), type_="foreignkey"
        )
        for name in ("author_name", "reviewed_at", "reviewed_by_id"):
            versions.drop_column(name)


def create_question_comments():
    op.create_table(
        "question_comments",
        sa.Column("id", BIG, nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("version_id", BIG, nullable=False),
        sa.Column("author_id", BIG, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "agree",
                "disagree",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["accounts.id"], name=op.f("fk_question_comments_author_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["question_versions.id"],
            name=op.f("fk_question_comments_version_id_question_versions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_comments")),
        sa.UniqueConstraint("public_id", name=op.f("uq_question_comments_public_id")),
    )
    op.create_index(op.f("ix_question_comments_version_id"), "question_comments", ["version_id"])


def create_appraisers():
    op.create_table(
        "appraisers",
        sa.Column("id", BIG, nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("host_id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("invited_by_id", BIG, nullable=True),
        sa.Column("invited_at", sa.DateTime(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_appraisers_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["host_id"], ["hosts.id"], name=op.f("fk_appraisers_host_id_hosts")
        ),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["accounts.id"], name=op.f("fk_appraisers_invited_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisers")),
        sa.UniqueConstraint("public_id", name=op.f("uq_appraisers_public_id")),
    )
    op.create_index(op.f("ix_appraisers_account_id"), "appraisers", ["account_id"])
    op.create_index(op.f("ix_appraisers_host_id"), "appraisers", ["host_id"])


def create_key_looks():
    op.create_table(
        "key_looks",
        sa.Column("id", BIG, nullable=False),
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("first_at", sa.DateTime(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_key_looks_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_key_looks_question_id_questions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_looks")),
        sa.UniqueConstraint(
            "question_id",
            "account_id",
            "on_day",
            name=op.f("uq_key_looks_question_id_account_id_on_day"),
        ),
    )
