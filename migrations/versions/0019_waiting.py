"""An index of escalations by their state: those that wait are few, however many were ever raised."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_escalation_workspace_id_state"), "escalation", ["workspace_id", "state"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_escalation_workspace_id_state"), table_name="escalation")
