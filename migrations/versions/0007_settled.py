"""Escalations whose cause is over, and whose business hours count for them."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("escalation", sa.Column("settled_by", AutoString(), nullable=True))
    op.add_column("escalation", sa.Column("settled_at", UTCDateTime(), nullable=True))
    op.add_column("escalation", sa.Column("settled_how", AutoString(), nullable=False, server_default=""))
    op.add_column("escalation", sa.Column("zones", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    for name in ("zones", "settled_how", "settled_at", "settled_by"):
        op.drop_column("escalation", name)
