"""Exit plans, their tests, and what spoke for leaving."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _exit_plan()
    _exit_test()
    _exit_proposal()


def downgrade() -> None:
    op.drop_table("exit_proposal")
    op.drop_table("exit_test")
    op.drop_table("exit_plan")


def _exit_plan() -> None:
    op.create_table(
        "exit_plan",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("standing_id", sa.Integer(), nullable=True),
        sa.Column("running_id", sa.Integer(), nullable=True),
        sa.Column("objectives", AutoString(), nullable=False),
        sa.Column("scope", AutoString(), nullable=False),
        sa.Column("alternatives", sa.JSON(), nullable=False),
        sa.Column("impact", AutoString(), nullable=False),
        sa.Column("outage_hours", sa.Integer(), nullable=True),
        sa.Column("tolerance_hours", sa.Integer(), nullable=True),
        sa.Column("transition_days", sa.Integer(), nullable=True),
        sa.Column("assistance", AutoString(), nullable=False),
        sa.Column("cost", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("currency", AutoString(), nullable=True),
        sa.Column("cost_note", AutoString(), nullable=False),
        sa.Column("data_formats", AutoString(), nullable=False),
        sa.Column("destruction", AutoString(), nullable=False),
        sa.Column("staff", AutoString(), nullable=False),
        sa.Column("success", AutoString(), nullable=False),
        sa.Column("their_people", AutoString(), nullable=False),
        sa.Column("triggers", sa.JSON(), nullable=False),
        sa.Column("written_by", AutoString(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.Column("approved_by", AutoString(), nullable=True),
        sa.Column("approved_at", UTCDateTime(), nullable=True),
        sa.Column("next_review", sa.Date(), nullable=True),
        sa.CheckConstraint("cost IS NULL OR cost >= 0", name=op.f("ck_exit_plan_cost_not_below_zero")),
        _belongs("exit_plan", "workspace_id", "workspace"),
        _belongs("exit_plan", "vendor_id", "vendor", ondelete="CASCADE"),
        _belongs("exit_plan", "standing_id", "plan"),
        _belongs("exit_plan", "running_id", "plan"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exit_plan")),
        sa.UniqueConstraint("workspace_id", "vendor_id", name=op.f("uq_exit_plan_workspace_id_vendor_id")),
    )
    _index("exit_plan", "vendor_id", "standing_id", "running_id", "workspace_id")
    op.create_index(op.f("ix_exit_plan_workspace_id_next_review"), "exit_plan", ["workspace_id", "next_review"])


def _exit_test() -> None:
    op.create_table(
        "exit_test",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("exit_plan_id", sa.Integer(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column(
            "result",
            sa.Enum("passed", "partly", "failed", name="result", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("findings", AutoString(), nullable=False),
        sa.Column("report", AutoString(), nullable=False),
        sa.Column("recorded_by", AutoString(), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=True),
        _belongs("exit_test", "workspace_id", "workspace"),
        _belongs("exit_test", "vendor_id", "vendor", ondelete="CASCADE"),
        _belongs("exit_test", "exit_plan_id", "exit_plan", ondelete="CASCADE"),
        _belongs("exit_test", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exit_test")),
    )
    _index("exit_test", "vendor_id", "exit_plan_id", "person_id", "workspace_id")
    op.create_index(op.f("ix_exit_test_workspace_id_due"), "exit_test", ["workspace_id", "due"])


def _exit_proposal() -> None:
    op.create_table(
        "exit_proposal",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("trigger", AutoString(), nullable=False),
        sa.Column("cause", AutoString(), nullable=False),
        sa.Column("what", AutoString(), nullable=False),
        sa.Column("fired_at", UTCDateTime(), nullable=False),
        sa.Column("asked_id", sa.Integer(), nullable=True),
        sa.Column(
            "answer",
            sa.Enum("waiting", "begun", "not_now", "over", name="answer", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("answered_by", AutoString(), nullable=True),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.Column("why", AutoString(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        _belongs("exit_proposal", "workspace_id", "workspace"),
        _belongs("exit_proposal", "vendor_id", "vendor", ondelete="CASCADE"),
        _belongs("exit_proposal", "asked_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exit_proposal")),
        sa.UniqueConstraint(
            "workspace_id", "vendor_id", "cause", name=op.f("uq_exit_proposal_workspace_id_vendor_id_cause")
        ),
    )
    _index("exit_proposal", "vendor_id", "workspace_id")


def _belongs(table: str, column: str, to: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
