"""The ground floor: workspaces, people, requests handled, and the audit chain."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _workspace()
    _audit_event()
    _handled_request()
    _person()
    _role_grant()
    _user_group()
    _delegation()
    _refuse_changes()


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_event_append_only CASCADE")
    op.drop_table("delegation")
    op.drop_table("user_group")
    op.drop_table("role_grant")
    op.drop_table("person")
    op.drop_table("handled_request")
    op.drop_table("audit_event")
    op.drop_table("workspace")


def _workspace() -> None:
    op.create_table(
        "workspace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", AutoString(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("bot_user_id", AutoString(), nullable=False),
        sa.Column("zone", AutoString(), nullable=False),
        sa.Column("countries", sa.JSON(), nullable=False),
        sa.Column("governance_channel", AutoString(), nullable=True),
        sa.Column("round_time", sa.Time(), nullable=False),
        sa.Column("digest_day", sa.Integer(), nullable=False),
        sa.Column("business_start", sa.Time(), nullable=False),
        sa.Column("business_end", sa.Time(), nullable=False),
        sa.Column("paused", AutoString(), nullable=True),
        sa.Column("beat_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace")),
        sa.UniqueConstraint("team_id", name=op.f("uq_workspace_team_id")),
    )


def _audit_event() -> None:
    op.create_table(
        "audit_event",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("actor", AutoString(), nullable=False),
        sa.Column("action", AutoString(), nullable=False),
        sa.Column("subject", AutoString(), nullable=False),
        sa.Column("about", AutoString(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("previous_hash", AutoString(), nullable=False),
        sa.Column("hash", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_audit_event_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("workspace_id", "sequence", name=op.f("uq_audit_event_workspace_id_sequence")),
    )
    op.create_index(op.f("ix_audit_event_about"), "audit_event", ["about"], unique=False)
    op.create_index(op.f("ix_audit_event_subject"), "audit_event", ["subject"], unique=False)
    op.create_index(op.f("ix_audit_event_workspace_id"), "audit_event", ["workspace_id"], unique=False)


def _handled_request() -> None:
    op.create_table(
        "handled_request",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_handled_request_workspace_id_workspace")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handled_request")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_handled_request_workspace_id_key")),
    )
    op.create_index(op.f("ix_handled_request_at"), "handled_request", ["at"], unique=False)
    op.create_index(op.f("ix_handled_request_workspace_id"), "handled_request", ["workspace_id"], unique=False)


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slack_id", AutoString(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("handle", AutoString(), nullable=False),
        sa.Column("email", AutoString(), nullable=False),
        sa.Column("zone", AutoString(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("member", "guest", "stranger", "bot", name="kind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("slack_admin", sa.Boolean(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column(
            "reach",
            sa.Enum("channel-and-digest", "digest-only", "urgent-only", name="reach", native_enum=False, length=32),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_person_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("workspace_id", "slack_id", name=op.f("uq_person_workspace_id_slack_id")),
    )
    op.create_index(op.f("ix_person_email"), "person", ["email"], unique=False)
    op.create_index(op.f("ix_person_workspace_id"), "person", ["workspace_id"], unique=False)


def _role_grant() -> None:
    op.create_table(
        "role_grant",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("admin", "member", "auditor", "none", name="role", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("granted_by", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_role_grant_person_id_person")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_role_grant_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint("workspace_id", "person_id", name=op.f("uq_role_grant_workspace_id_person_id")),
    )
    op.create_index(op.f("ix_role_grant_workspace_id"), "role_grant", ["workspace_id"], unique=False)


def _user_group() -> None:
    op.create_table(
        "user_group",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slack_id", AutoString(), nullable=False),
        sa.Column("handle", AutoString(), nullable=False),
        sa.Column("members", sa.JSON(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("admin", "member", "auditor", "none", name="role", native_enum=False, length=32),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_user_group_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_group")),
        sa.UniqueConstraint("workspace_id", "slack_id", name=op.f("uq_user_group_workspace_id_slack_id")),
    )
    op.create_index(op.f("ix_user_group_workspace_id"), "user_group", ["workspace_id"], unique=False)


def _delegation() -> None:
    op.create_table(
        "delegation",
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", AutoString(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_delegation_deputy_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_delegation_person_id_person")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_delegation_workspace_id_workspace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
    )
    op.create_index(op.f("ix_delegation_deputy_id"), "delegation", ["deputy_id"], unique=False)
    op.create_index(op.f("ix_delegation_person_id"), "delegation", ["person_id"], unique=False)
    op.create_index(op.f("ix_delegation_workspace_id"), "delegation", ["workspace_id"], unique=False)


def _refuse_changes() -> None:
    """The database itself keeps the chain append-only."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION audit_event_append_only() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'audit_event is append-only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_event_no_change BEFORE UPDATE OR DELETE ON audit_event"
            " FOR EACH ROW EXECUTE FUNCTION audit_event_append_only()"
        )
        op.execute(
            "CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event"
            " FOR EACH STATEMENT EXECUTE FUNCTION audit_event_append_only()"
        )
        return
    for change in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER audit_event_no_{change} BEFORE {change.upper()} ON audit_event"
            " BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END"
        )
