"""What a workspace changed in the playbook, in versions, and which of them is in force."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("workspace") as table:
        table.add_column(sa.Column("playbook_version", sa.Integer(), server_default="0", nullable=False))
    with op.batch_alter_table("workspace") as table:
        table.alter_column("playbook_version", server_default=None)
    op.create_table(
        "playbook_version",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", AutoString(), nullable=False),
        sa.Column("digest", AutoString(), nullable=False),
        sa.Column("note", AutoString(), nullable=False),
        sa.Column("applied_by", AutoString(), nullable=False),
        sa.Column("applied_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_playbook_version_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_playbook_version")),
        sa.UniqueConstraint("workspace_id", "number", name=op.f("uq_playbook_version_workspace_id_number")),
    )
    op.create_index(op.f("ix_playbook_version_workspace_id"), "playbook_version", ["workspace_id"], unique=False)


def downgrade() -> None:
    op.drop_table("playbook_version")
    with op.batch_alter_table("workspace") as table:
        table.drop_column("playbook_version")
