"""What was said of dated things, what was put off, and the mornings."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _reminder_ledger()
    _round()
    _snooze()


def downgrade() -> None:
    op.drop_table("snooze")
    op.drop_table("round")
    op.drop_table("reminder_ledger")


def _reminder_ledger() -> None:
    op.create_table(
        "reminder_ledger",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", AutoString(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column(
            "audience",
            sa.Enum("channel", "owner", "backup", "sponsor", name="audience", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("after_snoozes", sa.Integer(), nullable=False),
        sa.Column("told", AutoString(), nullable=False),
        sa.Column("because", AutoString(), nullable=False),
        sa.Column("message", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_reminder_ledger_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_ledger")),
        sa.UniqueConstraint(
            "workspace_id",
            "subject",
            "due",
            "stage",
            "audience",
            "after_snoozes",
            name=op.f("uq_reminder_ledger_workspace_id_subject_due_stage_audience_after_snoozes"),
        ),
    )
    op.create_index(op.f("ix_reminder_ledger_workspace_id"), "reminder_ledger", ["workspace_id"], unique=False)
    op.create_index(
        op.f("ix_reminder_ledger_workspace_id_message"), "reminder_ledger", ["workspace_id", "message"], unique=False
    )


def _round() -> None:
    op.create_table(
        "round",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("finished_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_round_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("workspace_id", "day", name=op.f("uq_round_workspace_id_day")),
    )
    op.create_index(op.f("ix_round_workspace_id"), "round", ["workspace_id"], unique=False)


def _snooze() -> None:
    op.create_table(
        "snooze",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", AutoString(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", AutoString(), nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_snooze_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snooze")),
    )
    op.create_index(op.f("ix_snooze_workspace_id"), "snooze", ["workspace_id"], unique=False)
    op.create_index(op.f("ix_snooze_workspace_id_subject"), "snooze", ["workspace_id", "subject"], unique=False)
