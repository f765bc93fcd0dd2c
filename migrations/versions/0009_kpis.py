"""KPIs, what was measured for them, and verdicts on a vendor's score."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _kpi()
    _measurement()
    _verdict()


def downgrade() -> None:
    for name in ("scorecard_verdict", "measurement", "kpi"):
        op.drop_table(name)


def _choices(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=32)


def _kpi() -> None:
    op.create_table(
        "kpi",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("key", AutoString(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("name_key", AutoString(), nullable=False),
        sa.Column("formula", AutoString(), nullable=False),
        sa.Column("unit", AutoString(), nullable=False),
        sa.Column("direction", _choices("direction", "up", "down", "band"), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("frequency", _choices("frequency", "weekly", "monthly", "quarterly"), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("dimension", AutoString(), nullable=False),
        sa.Column("source", _choices("source", "vendor", "own", "joint"), nullable=False),
        sa.Column("critical", sa.Boolean(), nullable=False),
        sa.Column("min_sample", sa.Integer(), nullable=True),
        sa.Column("exclusions", AutoString(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("credit", sa.JSON(), nullable=True),
        sa.Column("breached_since", sa.Date(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_kpi_owner_id_person")),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_kpi_service_id_service"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["vendor_id"], ["vendor.id"], name=op.f("fk_kpi_vendor_id_vendor"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_kpi_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi")),
    )
    op.create_index(op.f("ix_kpi_vendor_id"), "kpi", ["vendor_id"], unique=False)
    op.create_index(op.f("ix_kpi_workspace_id"), "kpi", ["workspace_id"], unique=False)
    in_use = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_kpi_in_use",
        "kpi",
        ["workspace_id", "vendor_id", "name_key"],
        unique=True,
        sqlite_where=in_use,
        postgresql_where=in_use,
    )


def _measurement() -> None:
    op.create_table(
        "measurement",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kpi_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("value", sa.Numeric(18, 4), nullable=False),
        sa.Column("sample", sa.Integer(), nullable=True),
        sa.Column("state", _choices("state", "green", "amber", "red", "thin", "missing"), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("recorded_by", AutoString(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("reason", AutoString(), nullable=False),
        sa.Column("replaced_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["kpi_id"], ["kpi.id"], name=op.f("fk_measurement_kpi_id_kpi"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_measurement_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement")),
    )
    op.create_index(op.f("ix_measurement_kpi_id"), "measurement", ["kpi_id"], unique=False)
    op.create_index(op.f("ix_measurement_workspace_id"), "measurement", ["workspace_id"], unique=False)
    standing = sa.text("replaced_at IS NULL")
    op.create_index(
        "uq_measurement_standing",
        "measurement",
        ["workspace_id", "kpi_id", "start"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )


def _verdict() -> None:
    op.create_table(
        "scorecard_verdict",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("score", sa.Numeric(5, 2), nullable=True),
        sa.Column("coverage", sa.Numeric(5, 2), nullable=False),
        sa.Column("verdict", _choices("verdict", "keep", "improve", "replace"), nullable=False),
        sa.Column("why", AutoString(), nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vendor_id"], ["vendor.id"], name=op.f("fk_scorecard_verdict_vendor_id_vendor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_scorecard_verdict_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorecard_verdict")),
    )
    op.create_index(op.f("ix_scorecard_verdict_vendor_id"), "scorecard_verdict", ["vendor_id"], unique=False)
    op.create_index(op.f("ix_scorecard_verdict_workspace_id"), "scorecard_verdict", ["workspace_id"], unique=False)
