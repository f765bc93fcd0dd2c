"""Who is reached on a level, and which levels are skipped and why: pure functions on values."""

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from govbot.escalations.policy import Policy

ROLE_NAMES = {
    "owner": "owner",
    "backup": "backup",
    "sponsor": "executive sponsor",
    "security": "person for security",
    "contract_owner": "contract owner",
    "reviewer": "reviewer",
    "governance": "governance channel and no admin",
}


class Candidate(NamedTuple):
    """Somebody who answers for a role: `because` says for whom, where it is not theirs.

    `obstacle` says why they cannot answer; empty where they can.
    """

    slack_id: str
    name: str
    obstacle: str = ""
    because: str = ""


class Roster(NamedTuple):
    """Who holds which role of a vendor today; `channel` is the governance channel's id."""

    holders: Mapping[str, Sequence[Candidate]]
    channel: str | None


class Rung(NamedTuple):
    """A level that was tried: whom it reaches, or why it is skipped."""

    level: int
    people: tuple[str, ...] = ()
    channel: str | None = None
    skipped: str = ""
    instead: tuple[str, ...] = ()  # who is asked in whose place


def start(policy: Policy, roster: Roster) -> list[Rung]:
    """The levels tried at the opening; those that start together are reached together."""
    *below, top = policy.starts_at
    first: list[Rung] = []
    reached: set[str] = set()
    for level in below:
        first.append(_rung(policy, roster, level, reached))
        reached.update(first[-1].people)
    return first + climb(policy, roster, top, reached)


def climb(policy: Policy, roster: Roster, level: int, already: Set[str]) -> list[Rung]:
    """From that level upwards: each that reaches nobody new is skipped, the last one reaches somebody.

    Where nobody is left at all, every rung is a skipped one.
    """
    tried: list[Rung] = []
    for above in sorted(candidate for candidate in policy.roles if candidate >= level):
        tried.append(_rung(policy, roster, above, already))
        if not tried[-1].skipped:
            break
    return tried


def _rung(policy: Policy, roster: Roster, level: int, already: Set[str]) -> Rung:
    roles = policy.roles[level]
    channel = roster.channel if "governance" in roles else None
    reasons: list[str] = []
    able: list[Candidate] = []
    for role in roles:
        holders = roster.holders.get(role, ())
        reasons += [reason for holder in holders if (reason := _obstacle(holder, already))]
        able += [holder for holder in holders if not _obstacle(holder, already)]
        if not holders:
            reasons.append(f"there is no {ROLE_NAMES[role]}")
    if able or channel:
        people = tuple(dict.fromkeys(holder.slack_id for holder in able))
        instead = tuple(f"{holder.name} is asked because {holder.because}" for holder in able if holder.because)
        return Rung(level, people, channel, instead=instead)
    return Rung(level, skipped="; ".join(dict.fromkeys(reasons)))


def _obstacle(holder: Candidate, already: Set[str]) -> str:
    if holder.obstacle:
        return f"{holder.name} {holder.obstacle}"
    return f"{holder.name} was asked already" if holder.slack_id in already else ""
