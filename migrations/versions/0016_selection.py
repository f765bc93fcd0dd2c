"""Before a vendor works for us: assessments, selections and their candidates, checklists, due-diligence files."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

VERDICTS = ("outsource", "fix", "keep")
TABLES = ("assessment", "selection", "candidate", "checked", "diligence", "diligence_allowance")


def upgrade() -> None:
    _assessment()
    _selection()
    _candidate()
    _of_vendor(
        "checked",
        sa.Column("item", AutoString(), nullable=False),
        sa.Column("answer", sa.Enum("done", "not", "n_a", name="answer", native_enum=False, length=32), nullable=False),
        sa.Column("evidence", AutoString(), nullable=False),
        *_said(),
        sa.UniqueConstraint("workspace_id", "vendor_id", "item", name=op.f("uq_checked_workspace_id_vendor_id_item")),
    )
    _of_vendor(
        "diligence",
        sa.Column("item", AutoString(), nullable=False),
        sa.Column("waived", sa.Boolean(), nullable=False),
        sa.Column("evidence", AutoString(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("stated", sa.Date(), nullable=True),
        *_said(),
        sa.UniqueConstraint("workspace_id", "vendor_id", "item", name=op.f("uq_diligence_workspace_id_vendor_id_item")),
    )
    _of_vendor(
        "diligence_allowance",
        sa.Column("exception_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exception_id"], ["exception.id"], name=op.f("fk_diligence_allowance_exception_id_exception"),
            ondelete="CASCADE",
        ),
        indexed=("exception_id",),
    )  # fmt: skip


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _said() -> tuple[Any, ...]:
    """Who said it, and when."""
    return (
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
    )


def _table(table: str, *more: Any, indexed: tuple[str, ...] = ()) -> None:
    op.create_table(
        table,
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        *more,
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f(f"fk_{table}_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for column in ("workspace_id", *indexed):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _of_vendor(table: str, *more: Any, indexed: tuple[str, ...] = ()) -> None:
    _table(
        table,
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        *more,
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f(f"fk_{table}_vendor_id_vendor"), ondelete="CASCADE"
        ),
        indexed=("vendor_id", *indexed),
    )


def _assessment() -> None:
    _table(
        "assessment",
        sa.Column("process", AutoString(), nullable=False),
        sa.Column("process_key", AutoString(), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("signs", sa.JSON(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("best", sa.Integer(), nullable=False),
        sa.Column(
            "verdict", sa.Enum("outsource", "fix", "keep", name="verdict", native_enum=False, length=32), nullable=False
        ),
        sa.Column("note", AutoString(), nullable=False),
        *_said(),
    )
    op.create_index(
        op.f("ix_assessment_workspace_id_process_key"), "assessment", ["workspace_id", "process_key"], unique=False
    )


def _selection() -> None:
    _table(
        "selection",
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("name_key", AutoString(), nullable=False),
        sa.Column("function", AutoString(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("best", sa.Integer(), nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("opened_by", AutoString(), nullable=False),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("decided_by", AutoString(), nullable=True),
        sa.Column("winner_id", sa.Integer(), nullable=True),
        sa.Column("why", AutoString(), nullable=False),
        sa.Column("unscored_why", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_selection_owner_id_person")),
        sa.ForeignKeyConstraint(
            ["winner_id"], ["vendor.id"], name=op.f("fk_selection_winner_id_vendor"), ondelete="SET NULL"
        ),
        sa.UniqueConstraint("workspace_id", "name_key", name=op.f("uq_selection_workspace_id_name_key")),
        indexed=("owner_id",),
    )
    op.create_index(op.f("ix_selection_workspace_id_due"), "selection", ["workspace_id", "due"], unique=False)


def _candidate() -> None:
    _of_vendor(
        "candidate",
        sa.Column("selection_id", sa.Integer(), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("note", AutoString(), nullable=False),
        sa.Column("scored_by", AutoString(), nullable=True),
        sa.Column("scored_at", UTCDateTime(), nullable=True),
        sa.Column("added_by", AutoString(), nullable=False),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.Column("dropped_because", AutoString(), nullable=False),
        sa.Column("dropped_by", AutoString(), nullable=True),
        sa.Column("dropped_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["selection_id"], ["selection.id"], name=op.f("fk_candidate_selection_id_selection"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint(
            "workspace_id", "selection_id", "vendor_id", name=op.f("uq_candidate_workspace_id_selection_id_vendor_id")
        ),
        indexed=("selection_id",),
    )
