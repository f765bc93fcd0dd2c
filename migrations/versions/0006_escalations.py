"""Escalations and their steps."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _escalation()
    _escalation_step()


def downgrade() -> None:
    op.drop_table("escalation_step")
    op.drop_table("escalation")


def _escalation() -> None:
    op.create_table(
        "escalation",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("drill", sa.Boolean(), nullable=False),
        sa.Column(
            "severity", sa.Enum("S1", "S2", "S3", "S4", name="severity", native_enum=False, length=32), nullable=False
        ),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open", "acknowledged", "contained", "resolved", "cancelled", name="state", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("what", AutoString(), nullable=False),
        sa.Column("source", AutoString(), nullable=False),
        sa.Column("raised_by", AutoString(), nullable=False),
        sa.Column("cause", AutoString(), nullable=True),
        sa.Column("policy", sa.JSON(), nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("next_step_at", UTCDateTime(), nullable=True),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.Column("heard_at", UTCDateTime(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=True),
        sa.Column("snoozed_until", UTCDateTime(), nullable=True),
        sa.Column("acknowledged_by", AutoString(), nullable=True),
        sa.Column("acknowledged_at", UTCDateTime(), nullable=True),
        sa.Column("handed_to", AutoString(), nullable=True),
        sa.Column("contained_at", UTCDateTime(), nullable=True),
        sa.Column("regulatory", sa.JSON(), nullable=False),
        sa.Column("undo", sa.JSON(), nullable=True),
        sa.Column("finished_by", AutoString(), nullable=True),
        sa.Column("finished_at", UTCDateTime(), nullable=True),
        sa.Column("resolution_cause", AutoString(), nullable=False),
        sa.Column("resolution_done", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["vendor_id"], ["vendor.id"], name=op.f("fk_escalation_vendor_id_vendor")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_escalation_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
        sa.UniqueConstraint("workspace_id", "cause", name=op.f("uq_escalation_workspace_id_cause")),
    )
    op.create_index(op.f("ix_escalation_vendor_id"), "escalation", ["vendor_id"], unique=False)
    op.create_index(op.f("ix_escalation_workspace_id"), "escalation", ["workspace_id"], unique=False)
    op.create_index(
        op.f("ix_escalation_workspace_id_next_step_at"), "escalation", ["workspace_id", "next_step_at"], unique=False
    )


def _escalation_step() -> None:
    op.create_table(
        "escalation_step",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("escalation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("actor", AutoString(), nullable=False),
        sa.Column(
            "happened",
            sa.Enum(
                "opened",
                "skipped",
                "climbed",
                "asked",
                "acknowledged",
                "updated",
                "snoozed",
                "clock_started",
                "warned",
                "reported",
                "undone",
                "reassigned",
                "contained",
                "resolved",
                "cancelled",
                "drilled",
                name="happened",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("level_before", sa.Integer(), nullable=False),
        sa.Column("level_after", sa.Integer(), nullable=False),
        sa.Column("reason", AutoString(), nullable=False),
        sa.Column("reached", sa.JSON(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("channel", AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["escalation_id"],
            ["escalation.id"],
            name=op.f("fk_escalation_step_escalation_id_escalation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_escalation_step_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation_step")),
        sa.UniqueConstraint(
            "workspace_id", "escalation_id", "number", name=op.f("uq_escalation_step_workspace_id_escalation_id_number")
        ),
    )
    op.create_index(op.f("ix_escalation_step_escalation_id"), "escalation_step", ["escalation_id"], unique=False)
    op.create_index(op.f("ix_escalation_step_workspace_id"), "escalation_step", ["workspace_id"], unique=False)
