"""Reviews, what was promised in them, and how often they come."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _action()
    _own_cadence()
    _review()
    _tier_cadence()


def downgrade() -> None:
    op.drop_table("tier_cadence")
    op.drop_table("review")
    op.drop_table("own_cadence")
    op.drop_table("action")


def _action() -> None:
    op.create_table(
        "action",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("source", AutoString(), nullable=False),
        sa.Column("title", AutoString(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.Column("done_by", AutoString(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_action_owner_id_person")),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_action_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_action_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
    )
    op.create_index(op.f("ix_action_owner_id"), "action", ["owner_id"], unique=False)
    op.create_index(op.f("ix_action_vendor_id"), "action", ["vendor_id"], unique=False)
    op.create_index(op.f("ix_action_workspace_id"), "action", ["workspace_id"], unique=False)


def _own_cadence() -> None:
    op.create_table(
        "own_cadence",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("every", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_own_cadence_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_own_cadence_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_cadence")),
        sa.UniqueConstraint(
            "workspace_id", "vendor_id", "kind", name=op.f("uq_own_cadence_workspace_id_vendor_id_kind")
        ),
    )
    op.create_index(op.f("ix_own_cadence_vendor_id"), "own_cadence", ["vendor_id"], unique=False)
    op.create_index(op.f("ix_own_cadence_workspace_id"), "own_cadence", ["workspace_id"], unique=False)


def _review() -> None:
    op.create_table(
        "review",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("every", AutoString(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("completed_at", UTCDateTime(), nullable=True),
        sa.Column("completed_by", AutoString(), nullable=True),
        sa.Column(
            "rating", sa.Enum("green", "amber", "red", name="rating", native_enum=False, length=32), nullable=True
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "continue", "improve", "renegotiate", "replace", "exit", name="outcome", native_enum=False, length=32
            ),
            nullable=True,
        ),
        sa.Column("notes", AutoString(), nullable=False),
        sa.Column("attendees", sa.JSON(), nullable=False),
        sa.Column("guests", AutoString(), nullable=False),
        sa.Column("dropped_at", UTCDateTime(), nullable=True),
        sa.Column("skipped_by", AutoString(), nullable=True),
        sa.Column("skip_reason", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_person_id_person")),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_review_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_review_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_vendor_id"), "review", ["vendor_id"], unique=False)
    op.create_index(op.f("ix_review_workspace_id"), "review", ["workspace_id"], unique=False)
    op.create_index(op.f("ix_review_workspace_id_due"), "review", ["workspace_id", "due"], unique=False)
    op.create_index(
        "uq_review_open",
        "review",
        ["workspace_id", "vendor_id", "kind"],
        unique=True,
        sqlite_where=sa.text("completed_at IS NULL AND dropped_at IS NULL"),
        postgresql_where=sa.text("completed_at IS NULL AND dropped_at IS NULL"),
    )


def _tier_cadence() -> None:
    op.create_table(
        "tier_cadence",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tier", AutoString(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("every", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_tier_cadence_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tier_cadence")),
        sa.UniqueConstraint("workspace_id", "tier", "kind", name=op.f("uq_tier_cadence_workspace_id_tier_kind")),
    )
    op.create_index(op.f("ix_tier_cadence_workspace_id"), "tier_cadence", ["workspace_id"], unique=False)
