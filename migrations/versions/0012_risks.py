"""Risks, issues, exceptions and decisions, and the approvals that some of them need."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TREATMENTS = ("reduce", "transfer", "avoid", "accept")
ANSWERS = ("pending", "granted", "refused", "withdrawn", "stale")


def upgrade() -> None:
    _risk()
    _issue()
    _exception()
    _decision()
    _approval()


def downgrade() -> None:
    for table in ("approval", "decision", "exception", "issue", "risk"):
        op.drop_table(table)


def _of_vendor(table: str, *more: Any, indexed: tuple[str, ...]) -> None:
    """What every table here has."""
    op.create_table(
        table,
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        *more,
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f(f"fk_{table}_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f(f"fk_{table}_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for column in ("vendor_id", "workspace_id", *indexed):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
    op.create_index(op.f(f"ix_{table}_workspace_id_due"), table, ["workspace_id", "due"], unique=False)


def _entry(table: str, *more: Any) -> None:
    """What the four have in common: a reference, somebody who answers for it, a beginning and an end."""
    _of_vendor(
        table,
        sa.Column("ref", AutoString(), nullable=False),
        sa.Column("title", AutoString(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("opened_by", AutoString(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.Column("closed_by", AutoString(), nullable=True),
        sa.Column("closed_why", AutoString(), nullable=False),
        *more,
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f(f"fk_{table}_owner_id_person")),
        sa.UniqueConstraint("workspace_id", "ref", name=op.f(f"uq_{table}_workspace_id_ref")),
        indexed=("owner_id",),
    )


def _risk() -> None:
    scores = ("likelihood", "impact", "residual_likelihood", "residual_impact")
    _entry(
        "risk",
        sa.Column("category", AutoString(), nullable=False),
        *(sa.Column(score, sa.Integer(), nullable=False) for score in scores),
        sa.Column("treatment", sa.Enum(*TREATMENTS, name="treatment", native_enum=False, length=32), nullable=True),
        sa.Column("plan", AutoString(), nullable=False),
        sa.Column("exposed_since", sa.Date(), nullable=True),
        sa.CheckConstraint(" AND ".join(f"{score} BETWEEN 1 AND 5" for score in scores), name=op.f("ck_risk_scales")),
    )


def _issue() -> None:
    _entry(
        "issue",
        sa.Column("source", AutoString(), nullable=False),
        sa.Column("cause", AutoString(), nullable=False),
        sa.Column("correction", AutoString(), nullable=False),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.Column("done_by", AutoString(), nullable=True),
        sa.Column("verifier_id", sa.Integer(), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["verifier_id"], ["person.id"], name=op.f("fk_issue_verifier_id_person")),
    )


def _exception() -> None:
    _entry(
        "exception",
        sa.Column("why", AutoString(), nullable=False),
        sa.Column("granted_at", UTCDateTime(), nullable=True),
    )


def _decision() -> None:
    _entry(
        "decision",
        sa.Column("why", AutoString(), nullable=False),
        sa.Column("responsibility", AutoString(), nullable=False),
        sa.Column("source", AutoString(), nullable=False),
    )


def _approval() -> None:
    _of_vendor(
        "approval",
        sa.Column("subject", AutoString(), nullable=False),
        sa.Column("asked_by", AutoString(), nullable=False),
        sa.Column("approver_id", sa.Integer(), nullable=False),
        sa.Column("why", AutoString(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("rating", AutoString(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("answer", sa.Enum(*ANSWERS, name="answer", native_enum=False, length=32), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.Column("answered_by", AutoString(), nullable=True),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("note", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["approver_id"], ["person.id"], name=op.f("fk_approval_approver_id_person")),
        indexed=("approver_id", "subject"),
    )
    op.create_index(
        "uq_approval_waiting",
        "approval",
        ["workspace_id", "subject"],
        unique=True,
        sqlite_where=sa.text("answer = 'pending'"),
        postgresql_where=sa.text("answer = 'pending'"),
    )
