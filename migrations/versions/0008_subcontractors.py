"""Who works for a vendor and who owns it, what was answered about its tier, and why a review was opened."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TIERS = ("critical", "high", "medium", "low")


def upgrade() -> None:
    op.add_column("vendor", sa.Column("parent", AutoString(), nullable=False, server_default=""))
    op.add_column("review", sa.Column("reasons", sa.JSON(), nullable=False, server_default="[]"))
    _subcontractor()
    _tier_answers()


def downgrade() -> None:
    op.drop_table("tier_answers")
    op.drop_table("subcontractor")
    op.drop_column("review", "reasons")
    op.drop_column("vendor", "parent")


def _subcontractor() -> None:
    op.create_table(
        "subcontractor",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("name_key", AutoString(), nullable=False),
        sa.Column("function", AutoString(), nullable=False),
        sa.Column("countries", sa.JSON(), nullable=False),
        sa.Column(
            "data_access",
            sa.Enum("none", "internal", "confidential", "restricted", name="sensitivity", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("ended_because", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["subcontractor.id"], name=op.f("fk_subcontractor_parent_id_subcontractor")
        ),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_subcontractor_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_subcontractor_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subcontractor")),
    )
    for column in ("vendor_id", "workspace_id"):
        op.create_index(op.f(f"ix_subcontractor_{column}"), "subcontractor", [column])
    working = sa.text("until IS NULL")
    op.create_index(
        "uq_subcontractor_working",
        "subcontractor",
        ["workspace_id", "vendor_id", "name_key"],
        unique=True,
        sqlite_where=working,
        postgresql_where=working,
    )


def _tier_answers() -> None:
    op.create_table(
        "tier_answers",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("proposed", sa.Enum(*TIERS, name="tier", native_enum=False, length=32), nullable=False),
        sa.Column("decided", sa.Enum(*TIERS, name="tier", native_enum=False, length=32), nullable=False),
        sa.Column("rationale", AutoString(), nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_tier_answers_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_tier_answers_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tier_answers")),
    )
    for column in ("vendor_id", "workspace_id"):
        op.create_index(op.f(f"ix_tier_answers_{column}"), "tier_answers", [column])
