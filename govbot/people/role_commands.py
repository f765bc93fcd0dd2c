"""Words for roles in the workspace: who may settle things, who may change them, who may only read."""

from datetime import datetime

import click
from sqlmodel import Session

from govbot.outbox import service as outbox
from govbot.people import blocks, granted, roles
from govbot.people import service as people
from govbot.people.models import Person, Role, UserGroup
from govbot.rights import Right
from govbot.slack.blocks import context, section
from govbot.slack.call import Call, Reply
from govbot.slack.router import Router
from govbot.slack.telling import somebody
from govbot.slack.text import mention

router = Router()
MEANS = {
    Role.ADMIN: "settle everything here, roles and settings too",
    Role.MEMBER: "read and change vendors, reviews and escalations",
    Role.AUDITOR: "read everything and change nothing",
    Role.NONE: "do nothing in govbot",
}


@router.word(
    "role",
    "Say what a person or a user group may do here",
    "/vendor role <@person or @group> admin|member|auditor|none",
    needs=Right.ADMIN,
)
@click.argument("whom", nargs=-1, required=True)
@click.argument("role")
def give(call: Call, whom: tuple[str, ...], role: str) -> Reply:
    wanted, holder = roles.named(role), roles.holder(call.session, " ".join(whom))
    if isinstance(holder, UserGroup):
        roles.grant_group(call.session, call.now, call.actor, holder, wanted)
        return Reply(text=_group_news(holder, wanted))
    before = roles.grant(call.session, call.now, call.actor, holder, wanted)
    if before is not wanted and holder.slack_id != call.actor:
        tell(call.session, call.now, call.actor, holder, wanted)
    return Reply(text=f"{mention(holder.slack_id)} may {MEANS[wanted]} now.")


def tell(session: Session, now: datetime, actor: str, person: Person, role: Role) -> None:
    """Whoever was given a role hears what it lets them do."""
    text = f"{somebody(actor)} gave you the role *{role}* in govbot: you may {MEANS[role]}."
    key = f"role:{person.id}:{role}:{int(now.timestamp())}"
    outbox.direct(session, now, key=key, slack_id=person.slack_id, text=text, blocks=None)


def _group_news(group: UserGroup, role: Role) -> str:
    if role is Role.NONE:
        return f"{blocks.group(group)} holds no role any more: what its people may do follows from themselves again."
    return f"Everybody in {blocks.group(group)} may {MEANS[role]}, unless a role of their own says something else."


@router.word("role list", "Who holds which role", "/vendor role list", needs=Right.ADMIN, reads=True)
def listing(call: Call) -> Reply:
    known = granted.of(call.session)
    own = [(people.by_id(call.session, person_id), role) for person_id, role in known.own.items()]
    admins = people.admins(call.session)
    lines = [
        "*Admins* " + ", ".join(mention(slack_id) for slack_id in admins),
        *[f"{mention(person.slack_id)} · {role}" for person, role in own if not person.deleted],
        *[f"{blocks.group(group)} · {group.role} · {len(group.members)} people" for group in known.groups],
    ]
    rest = "All other members may read and change; guests and people of other organisations may do nothing."
    return Reply(blocks=[*[section("\n".join(lines[at : at + 20])) for at in range(0, len(lines), 20)], context(rest)])
