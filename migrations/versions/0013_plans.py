"""Plans, their tasks and roles, and what did not work at the first try."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _plan()
    _plan_role()
    _plan_task()
    _plan_failure()


def downgrade() -> None:
    op.drop_table("plan_failure")
    op.drop_table("plan_task")
    op.drop_table("plan_role")
    op.drop_table("plan")


def _plan() -> None:
    op.create_table(
        "plan",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("standing", "running", "done", "stopped", name="state", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("place", AutoString(), nullable=True),
        sa.Column("variant", AutoString(), nullable=False),
        sa.Column("playbook_version", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("target", sa.Date(), nullable=True),
        sa.Column("manager_id", sa.Integer(), nullable=True),
        sa.Column("channel", AutoString(), nullable=True),
        sa.Column("card", AutoString(), nullable=False),
        sa.Column("begun_at", UTCDateTime(), nullable=False),
        sa.Column("begun_by", AutoString(), nullable=False),
        sa.Column("why", AutoString(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("ended_by", AutoString(), nullable=True),
        sa.Column("ended_because", AutoString(), nullable=False),
        _belongs("plan", "workspace_id", "workspace"),
        _belongs("plan", "vendor_id", "vendor", ondelete="CASCADE"),
        _belongs("plan", "manager_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("workspace_id", "place", name=op.f("uq_plan_workspace_id_place")),
    )
    for column in ("manager_id", "state", "vendor_id", "workspace_id"):
        _index("plan", column)


def _plan_role() -> None:
    op.create_table(
        "plan_role",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("role", AutoString(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _belongs("plan_role", "workspace_id", "workspace"),
        _belongs("plan_role", "plan_id", "plan", ondelete="CASCADE"),
        _belongs("plan_role", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_role")),
        sa.UniqueConstraint("workspace_id", "plan_id", "role", name=op.f("uq_plan_role_workspace_id_plan_id_role")),
    )
    for column in ("person_id", "plan_id", "workspace_id"):
        _index("plan_role", column)


def _plan_task() -> None:
    op.create_table(
        "plan_task",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=True),
        sa.Column("code", AutoString(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", AutoString(), nullable=False),
        sa.Column("phase", AutoString(), nullable=False),
        sa.Column("role", AutoString(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("offset", AutoString(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("every", AutoString(), nullable=False),
        sa.Column("proof", AutoString(), nullable=False),
        sa.Column("gate", sa.Boolean(), nullable=False),
        sa.Column("planned", sa.Date(), nullable=False),
        sa.Column("by_hand", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.Column("done_by", AutoString(), nullable=True),
        sa.Column("shown", AutoString(), nullable=False),
        sa.Column("note", AutoString(), nullable=False),
        sa.Column("dropped_at", UTCDateTime(), nullable=True),
        sa.Column("dropped_by", AutoString(), nullable=True),
        sa.Column("dropped_because", AutoString(), nullable=False),
        _belongs("plan_task", "workspace_id", "workspace"),
        _belongs("plan_task", "plan_id", "plan", ondelete="CASCADE"),
        _belongs("plan_task", "vendor_id", "vendor", ondelete="CASCADE"),
        _belongs("plan_task", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_task")),
        sa.UniqueConstraint(
            "workspace_id", "plan_id", "code", "turn", name=op.f("uq_plan_task_workspace_id_plan_id_code_turn")
        ),
    )
    for column in ("person_id", "plan_id", "vendor_id", "workspace_id"):
        _index("plan_task", column)
    op.create_index(op.f("ix_plan_task_workspace_id_due"), "plan_task", ["workspace_id", "due"])


def _plan_failure() -> None:
    op.create_table(
        "plan_failure",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("why", AutoString(), nullable=False),
        sa.Column("again", sa.Date(), nullable=False),
        _belongs("plan_failure", "workspace_id", "workspace"),
        _belongs("plan_failure", "task_id", "plan_task", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_failure")),
    )
    for column in ("task_id", "workspace_id"):
        _index("plan_failure", column)


def _belongs(table: str, column: str, to: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
