"""Evidence: asked for, filed in versions, decided upon."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

STATUSES = ("missing", "requested", "received", "in_review", "accepted", "rejected", "expired")


def upgrade() -> None:
    op.create_table(
        "evidence",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("title", AutoString(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.Enum(*STATUSES, name="status", native_enum=False, length=32), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("replaced_at", UTCDateTime(), nullable=True),
        sa.Column("requested_by", AutoString(), nullable=True),
        sa.Column("requested_at", UTCDateTime(), nullable=True),
        sa.Column("contact", AutoString(), nullable=False),
        sa.Column("issuer", AutoString(), nullable=False),
        sa.Column("scope", AutoString(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("issued", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("bridges_id", sa.Integer(), nullable=True),
        sa.Column("exceptions", AutoString(), nullable=False),
        sa.Column("link", AutoString(), nullable=False),
        sa.Column("file_id", AutoString(), nullable=False),
        sa.Column("file_name", AutoString(), nullable=False),
        sa.Column("sha256", AutoString(), nullable=False),
        sa.Column("filed_by", AutoString(), nullable=True),
        sa.Column("filed_at", UTCDateTime(), nullable=True),
        sa.Column("reviewer", AutoString(), nullable=True),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("findings", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["bridges_id"], ["evidence.id"], name=op.f("fk_evidence_bridges_id_evidence")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_evidence_person_id_person")),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_evidence_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_evidence_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint(
            "workspace_id",
            "vendor_id",
            "kind",
            "title",
            "version",
            name=op.f("uq_evidence_workspace_id_vendor_id_kind_title_version"),
        ),
    )
    op.create_index(op.f("ix_evidence_sha256"), "evidence", ["sha256"], unique=False)
    op.create_index(op.f("ix_evidence_vendor_id"), "evidence", ["vendor_id"], unique=False)
    op.create_index(op.f("ix_evidence_workspace_id"), "evidence", ["workspace_id"], unique=False)
    op.create_index(op.f("ix_evidence_workspace_id_due"), "evidence", ["workspace_id", "due"], unique=False)


def downgrade() -> None:
    op.drop_table("evidence")
