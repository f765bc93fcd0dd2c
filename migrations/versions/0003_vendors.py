"""Vendors, what they do for us, and who answers for them."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _vendor()
    _assignment()
    _service()
    _contact()
    _channel_rule()
    _retained()


def downgrade() -> None:
    op.drop_table("retained")
    op.drop_table("channel_rule")
    op.drop_table("contact")
    op.drop_table("service")
    op.drop_table("assignment")
    op.drop_table("vendor")


def _vendor() -> None:
    op.create_table(
        "vendor",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", AutoString(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("name_key", AutoString(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "prospect",
                "onboarding",
                "live",
                "under_review",
                "suspended",
                "exiting",
                "exited",
                "rejected",
                name="status",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("status_reason", AutoString(), nullable=False),
        sa.Column(
            "tier",
            sa.Enum("critical", "high", "medium", "low", name="tier", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("tier_rationale", AutoString(), nullable=False),
        sa.Column("channel", AutoString(), nullable=True),
        sa.Column(
            "sensitivity",
            sa.Enum("none", "internal", "confidential", "restricted", name="sensitivity", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("annual_value", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("currency", AutoString(), nullable=True),
        sa.Column("notes", AutoString(), nullable=False),
        sa.Column("imported", sa.JSON(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_vendor_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor")),
        sa.UniqueConstraint("workspace_id", "name_key", name=op.f("uq_vendor_workspace_id_name_key")),
        sa.UniqueConstraint("workspace_id", "ref", name=op.f("uq_vendor_workspace_id_ref")),
    )
    op.create_index(op.f("ix_vendor_workspace_id"), "vendor", ["workspace_id"], unique=False)


def _assignment() -> None:
    op.create_table(
        "assignment",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column(
            "duty",
            sa.Enum(
                "owner",
                "backup",
                "sponsor",
                "security",
                "contract_owner",
                "reviewer",
                name="duty",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assignment_person_id_person")),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_assignment_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_assignment_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_person_id"), "assignment", ["person_id"], unique=False)
    op.create_index(op.f("ix_assignment_vendor_id"), "assignment", ["vendor_id"], unique=False)
    op.create_index(op.f("ix_assignment_workspace_id"), "assignment", ["workspace_id"], unique=False)


def _service() -> None:
    op.create_table(
        "service",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("function", AutoString(), nullable=False),
        sa.Column(
            "location",
            sa.Enum("onshore", "nearshore", "offshore", name="location", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("countries", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_service_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_service_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
    )
    op.create_index(op.f("ix_service_vendor_id"), "service", ["vendor_id"], unique=False)
    op.create_index(op.f("ix_service_workspace_id"), "service", ["workspace_id"], unique=False)


def _contact() -> None:
    op.create_table(
        "contact",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("name_key", AutoString(), nullable=False),
        sa.Column("title", AutoString(), nullable=False),
        sa.Column("email", AutoString(), nullable=False),
        sa.Column("phone", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_contact_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_contact_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint(
            "workspace_id", "vendor_id", "name_key", name=op.f("uq_contact_workspace_id_vendor_id_name_key")
        ),
    )
    op.create_index(op.f("ix_contact_vendor_id"), "contact", ["vendor_id"], unique=False)
    op.create_index(op.f("ix_contact_workspace_id"), "contact", ["workspace_id"], unique=False)


def _channel_rule() -> None:
    op.create_table(
        "channel_rule",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about", AutoString(), nullable=False),
        sa.Column("channel", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_channel_rule_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_rule")),
        sa.UniqueConstraint("workspace_id", "about", name=op.f("uq_channel_rule_workspace_id_about")),
    )
    op.create_index(op.f("ix_channel_rule_workspace_id"), "channel_rule", ["workspace_id"], unique=False)


def _retained() -> None:
    op.create_table(
        "retained",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("responsibility", AutoString(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_retained_person_id_person")),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_retained_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_retained_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retained")),
        sa.UniqueConstraint(
            "workspace_id",
            "vendor_id",
            "responsibility",
            name=op.f("uq_retained_workspace_id_vendor_id_responsibility"),
        ),
    )
    op.create_index(op.f("ix_retained_person_id"), "retained", ["person_id"], unique=False)
    op.create_index(op.f("ix_retained_vendor_id"), "retained", ["vendor_id"], unique=False)
    op.create_index(op.f("ix_retained_workspace_id"), "retained", ["workspace_id"], unique=False)
