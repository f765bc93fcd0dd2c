"""Messages that must arrive, and their lanes."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _lane()
    _outbox_message()


def downgrade() -> None:
    op.drop_table("outbox_message")
    op.drop_table("lane")


def _lane() -> None:
    op.create_table(
        "lane",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lane", AutoString(), nullable=False),
        sa.Column("not_before", UTCDateTime(), nullable=True),
        sa.Column("paced_until", UTCDateTime(), nullable=True),
        sa.Column("channel", AutoString(), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_lane_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lane")),
        sa.UniqueConstraint("workspace_id", "lane", name=op.f("uq_lane_workspace_id_lane")),
    )
    op.create_index(op.f("ix_lane_workspace_id"), "lane", ["workspace_id"], unique=False)


def _outbox_message() -> None:
    op.create_table(
        "outbox_message",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", AutoString(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("post", "reply", "edit", "direct", name="kind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("lane", AutoString(), nullable=False),
        sa.Column("target", AutoString(), nullable=False),
        sa.Column("parent_key", AutoString(), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("fallback", AutoString(), nullable=True),
        sa.Column("not_before", UTCDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("pending", "sending", "sent", "unknown", "failed", name="state", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("lease_until", UTCDateTime(), nullable=True),
        sa.Column("claim", AutoString(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("ts", AutoString(), nullable=True),
        sa.Column("channel_posted", AutoString(), nullable=True),
        sa.Column("error", AutoString(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("first_tried_at", UTCDateTime(), nullable=True),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_outbox_message_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_outbox_message_workspace_id_key")),
    )
    op.create_index(op.f("ix_outbox_message_workspace_id"), "outbox_message", ["workspace_id"], unique=False)
    op.create_index(
        op.f("ix_outbox_message_workspace_id_lane_state"),
        "outbox_message",
        ["workspace_id", "lane", "state"],
        unique=False,
    )
    op.create_index(
        op.f("ix_outbox_message_workspace_id_parent_key"),
        "outbox_message",
        ["workspace_id", "parent_key"],
        unique=False,
    )
    op.create_index(
        op.f("ix_outbox_message_workspace_id_state_not_before"),
        "outbox_message",
        ["workspace_id", "state", "not_before"],
        unique=False,
    )
