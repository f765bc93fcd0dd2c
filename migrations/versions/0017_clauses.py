"""By when clauses that are missing are to be there, who sees to that, and what an exception is about."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("exception", sa.Column("about", AutoString(), nullable=False, server_default=""))
    with op.batch_alter_table("contract") as table:
        table.add_column(sa.Column("clauses_due", sa.Date(), nullable=True))
        table.add_column(sa.Column("clauses_person_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_contract_clauses_person_id_person"), "person", ["clauses_person_id"], ["id"])
    op.create_index(
        op.f("ix_contract_workspace_id_clauses_due"), "contract", ["workspace_id", "clauses_due"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_contract_workspace_id_clauses_due"), table_name="contract")
    with op.batch_alter_table("contract") as table:
        table.drop_constraint(op.f("fk_contract_clauses_person_id_person"), type_="foreignkey")
        table.drop_column("clauses_person_id")
        table.drop_column("clauses_due")
    op.drop_column("exception", "about")
