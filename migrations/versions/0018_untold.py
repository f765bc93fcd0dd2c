"""An index of the escalations of which something is still to be told, however many were ever raised."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

UNTOLD = sa.text("said < step")


def upgrade() -> None:
    op.create_index(
        "ix_escalation_untold", "escalation", ["workspace_id"], sqlite_where=UNTOLD, postgresql_where=UNTOLD
    )


def downgrade() -> None:
    op.drop_index("ix_escalation_untold", table_name="escalation")
