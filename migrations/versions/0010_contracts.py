"""Contracts, and the services they cover."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _contract()
    _contract_service()


def downgrade() -> None:
    op.drop_table("contract_service")
    op.drop_table("contract")


def _contract() -> None:
    op.create_table(
        "contract",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("reference", AutoString(), nullable=False),
        sa.Column("reference_key", AutoString(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column(
            "renewal",
            sa.Enum("auto", "manual", "evergreen", "fixed", name="renewal", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("term", AutoString(), nullable=False),
        sa.Column("notice", AutoString(), nullable=False),
        sa.Column("notice_theirs", AutoString(), nullable=False),
        sa.Column("notice_method", AutoString(), nullable=False),
        sa.Column("notice_address", AutoString(), nullable=False),
        sa.Column("value", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("currency", AutoString(), nullable=True),
        sa.Column("law", AutoString(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("link", AutoString(), nullable=False),
        sa.Column("notes", AutoString(), nullable=False),
        sa.Column("clauses", sa.JSON(), nullable=False),
        sa.Column("clauses_checked_by", AutoString(), nullable=True),
        sa.Column("clauses_checked_at", UTCDateTime(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("notice_by", sa.Date(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column(
            "decision",
            sa.Enum("renew", "renegotiate", "terminate", name="decision", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("decided_by", AutoString(), nullable=True),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("why", AutoString(), nullable=False),
        sa.Column("noticed_on", sa.Date(), nullable=True),
        sa.Column("proof", AutoString(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by", AutoString(), nullable=True),
        sa.Column("ended_because", AutoString(), nullable=False),
        sa.Column("imported", sa.JSON(), nullable=False),
        sa.CheckConstraint("parent_id IS NULL OR parent_id <> id", name=op.f("ck_contract_not_below_itself")),
        sa.CheckConstraint(
            'start IS NULL OR "end" IS NULL OR start <= "end"', name=op.f("ck_contract_begins_before_it_ends")
        ),
        sa.CheckConstraint("value IS NULL OR value >= 0", name=op.f("ck_contract_value_not_below_zero")),
        sa.ForeignKeyConstraint(["parent_id"], ["contract.id"], name=op.f("fk_contract_parent_id_contract")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contract_person_id_person")),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_contract_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_contract_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract")),
        sa.UniqueConstraint(
            "workspace_id", "vendor_id", "reference_key", name=op.f("uq_contract_workspace_id_vendor_id_reference_key")
        ),
    )
    op.create_index(op.f("ix_contract_parent_id"), "contract", ["parent_id"], unique=False)
    op.create_index(op.f("ix_contract_vendor_id"), "contract", ["vendor_id"], unique=False)
    op.create_index(op.f("ix_contract_workspace_id"), "contract", ["workspace_id"], unique=False)
    op.create_index(op.f("ix_contract_workspace_id_notice_by"), "contract", ["workspace_id", "notice_by"], unique=False)
    op.create_index(op.f("ix_contract_workspace_id_until"), "contract", ["workspace_id", "until"], unique=False)


def _contract_service() -> None:
    op.create_table(
        "contract_service",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contract.id"], name=op.f("fk_contract_service_contract_id_contract"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_contract_service_service_id_service"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_contract_service_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_service")),
        sa.UniqueConstraint(
            "workspace_id",
            "contract_id",
            "service_id",
            name=op.f("uq_contract_service_workspace_id_contract_id_service_id"),
        ),
    )
    op.create_index(op.f("ix_contract_service_contract_id"), "contract_service", ["contract_id"], unique=False)
    op.create_index(op.f("ix_contract_service_service_id"), "contract_service", ["service_id"], unique=False)
    op.create_index(op.f("ix_contract_service_workspace_id"), "contract_service", ["workspace_id"], unique=False)
