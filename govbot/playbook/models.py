"""What a workspace changed in the playbook: every override it ever applied, as it was given."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from govbot import db


class PlaybookVersion(db.Scoped, table=True):
    """Never changed once it is written: what runs goes on with the version it started with."""

    __tablename__ = "playbook_version"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "number"),)

    id: int = Field(default=None, primary_key=True)
    number: int  # 1, 2, 3… in each workspace; 0 is the playbook as shipped, and has no row
    text: str  # YAML that says only what differs from the shipped playbook; empty: nothing does
    digest: str  # SHA-256 of the text
    note: str = ""  # why it was applied
    applied_by: str
    applied_at: datetime
