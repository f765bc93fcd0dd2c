"""A selection as Slack shows it: its candidates side by side, who leads, what comes next; and the news of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from govbot import playbook
from govbot.selection import scoring, table
from govbot.selection.deciding import Decided
from govbot.selection.finding import Board, Entry
from govbot.selection.models import Selection
from govbot.slack.blocks import Block, actions, button, context, menu, section
from govbot.slack.text import clip, day, escape, mention, moment, plural, until
from govbot.vendors import blocks as vendor_blocks
from govbot.vendors.models import Vendor

SHOW = "select.show:1"
CANDIDATES, SCORE, NEXT = "select.candidates:1", "select.score:1", "select.next:1"
DECIDE, DROP, PICTURE = "select.decide:1", "select.drop:1", "select.picture:1"
SHOWN = 20


def name(selection: Selection) -> str:
    return f"*{escape(clip(selection.name, 80))}*"


def board(found: Board, papers: Mapping[int, str], today: date) -> list[Block]:
    """Side by side, and what is to be done next; `papers` says of each vendor how far its checklist and file are."""
    selection = found.selection
    drawn = [section(f"{_head(found, today)}\n{_verdict(found) if selection.is_open else decision(found)}")]
    drawn += [section(f"```\n{text}\n```") for text in table.tables(found)]
    drawn += [_candidate(at, entry, found, papers.get(entry.vendor.id, "")) for at, entry in enumerate(found.entries)]
    if not found.entries:
        drawn.append(section("No candidates yet. Add those you look at: two or more make a comparison."))
    if not selection.is_open:
        return drawn
    drawn.append(context("The scores inform. A person decides, and says why."))
    return [*drawn, actions(*_steps(found))]


def _head(found: Board, today: date) -> str:
    selection, functions = found.selection, playbook.load().functions
    function = functions[selection.function].title if selection.function in functions else selection.function
    when = f"decision by {day(selection.due)} ({until(selection.due, today)})" if selection.is_open else "decided"
    return f"{name(selection)} · {function} · {when} · {mention(found.owner.slack_id)}"


def _verdict(found: Board) -> str:
    """Who leads and by how much, and who is not wholly scored."""
    if found.standing and not any(entry.candidate.scores for entry in found.standing):
        return "🏁 Nobody is scored yet."
    names = {entry.vendor.id: vendor_blocks.name(entry.vendor) for entry in found.standing}
    lines = [f"🏁 {leading(scoring.lead(scoring.totals(found)), names)}"] if found.standing else []
    for entry, keys in found.unscored:
        lacks = table.lacking(found.selection, keys)
        lines.append(f"⬜ Not wholly scored: {vendor_blocks.name(entry.vendor)} ({lacks})")
    return "\n".join(lines)


def leading(lead: scoring.Lead | None, names: Mapping[int, str]) -> str:
    if lead is None:
        return "Nobody is wholly scored yet."
    first, score = " and ".join(names[key] for key in lead.first), scoring.said(lead.score)
    if len(lead.first) > 1:
        return f"{first} are level at {score} of 100."
    if lead.ahead is None:
        return f"{first} has {score} of 100; there is nobody to compare it with yet."
    second = " and ".join(names[key] for key in lead.next)
    return f"{first} leads with {score} of 100, {scoring.said(lead.ahead)} ahead of {second}."


def _candidate(at: int, entry: Entry, found: Board, papers: str) -> Block:
    candidate, vendor = entry.candidate, entry.vendor
    head = f"*{table.letter(at)}* {vendor_blocks.name(vendor)} ({vendor.ref})"
    if candidate.dropped_at:
        why = clip(escape(candidate.dropped_because), 200)
        return section(f"~{head}~ · dropped by {mention(candidate.dropped_by)}: {why}")
    if found.selection.is_open and not entry.stands:
        return section(f"~{head}~ · {vendor_blocks.status(vendor)} meanwhile, so it is out")
    score = scoring.of(found.selection, candidate.scores)
    said = [head] + ([] if found.selection.is_open else [vendor_blocks.status(vendor)])
    said.append(f"{scoring.said(score)} of 100" if score is not None else "not wholly scored")
    said += [f"scored by {mention(candidate.scored_by)}"] if candidate.scored_by else []
    note = f"\n{clip(escape(candidate.note), 300)}" if candidate.note else ""
    number, id_ = str(candidate.id), str(vendor.id)
    ways = [("Due diligence", "diligence.show:1", id_), ("Checklist", "checklist.show:1", id_)]
    if found.selection.is_open:
        ways = [("Score…", SCORE, number), *ways, ("Drop…", DROP, number)]
    return section(f"{' · '.join(said)}\n{papers}{note}", menu(*ways))


def _steps(found: Board) -> list[dict[str, object]]:
    id_ = str(found.selection.id)
    steps = [button("Score the next", NEXT, id_, style="primary")] if found.unscored else []
    steps.append(button("Add candidates", CANDIDATES, id_))
    if any(entry.candidate.scores for entry in found.standing):
        steps.append(button("As a picture", PICTURE, id_))
    style = None if found.unscored else "primary"
    return [*steps, button("Decide", DECIDE, id_, style=style)] if found.standing else steps


def decision(found: Board) -> str:
    """Of a decided one: who was taken, by whom, when and why."""
    selection = found.selection
    winner = next((e.vendor for e in found.entries if e.vendor.id == selection.winner_id), None)
    taken = f"✅ {vendor_blocks.name(winner)} was chosen" if winner else "✖️ Nobody was chosen"
    at = f" ({moment(selection.decided_at)})" if selection.decided_at else ""
    lines = [f"{taken} by {mention(selection.decided_by)}{at}: {clip(escape(selection.why), 600)}"]
    if selection.unscored_why:
        lines.append(f"Not everything was scored: {clip(escape(selection.unscored_why), 300)}")
    return "\n".join(lines)


def listing(found: Sequence[Board], today: date) -> list[Block]:
    if not found:
        return [section("No selections yet. `/vendor select add` begins one.")]
    drawn = [section(f"*Selections* · {plural(sum(each.selection.is_open for each in found), 'open one')}")]
    for each in found[:SHOWN]:
        state = plural(len(each.standing), "candidate") if each.selection.is_open else decision(each)
        said = f"{_head(each, today)}\n{state}"
        drawn.append(section(said, button("Open", SHOW, str(each.selection.id))))
    left = len(found) - SHOWN
    return [*drawn, context(f"…and {left} more: `/vendor select show <selection>`.")] if left > 0 else drawn


def opened(found: Board, by: str, today: date) -> list[Block]:
    """For the governance channel."""
    names = ", ".join(vendor_blocks.name(entry.vendor) for entry in found.entries) or "none yet"
    said = f"📋 {mention(by)} opened a selection: {_head(found, today)}\nCandidates: {names}."
    return [section(said), actions(button("Open", SHOW, str(found.selection.id)))]


def decided(outcome: Decided, by: str) -> list[Block]:
    """For the governance channel: who goes on, who is rejected, and why."""
    selection, scores = outcome.selection, outcome.scores
    taken = f"chose {_scored(outcome.winner, scores)}" if outcome.winner else "chose nobody"
    lines = [f"🏁 {mention(by)} decided {name(selection)}: {taken}.", f"Why: {clip(escape(selection.why), 600)}"]
    if selection.unscored_why:
        lines.append(f"Not everything was scored: {clip(escape(selection.unscored_why), 300)}")
    if outcome.rejected:
        lines.append(f"Rejected: {', '.join(_scored(vendor, scores) for vendor in outcome.rejected)}.")
    if outcome.kept:
        lines.append(f"Not chosen, and still with us: {', '.join(_scored(vendor, scores) for vendor in outcome.kept)}.")
    return [section("\n".join(lines)), actions(*onward(outcome), button("Open", SHOW, str(selection.id)))]


def onward(outcome: Decided) -> list[dict[str, object]]:
    """What comes next for whoever was chosen."""
    if outcome.winner is None:
        return []
    return [button("Move it to onboarding", "vendor.status:1", str(outcome.winner.id), style="primary")]


def _scored(vendor: Vendor, scores: Mapping[int, Decimal]) -> str:
    value = scores.get(vendor.id)
    return f"{vendor_blocks.name(vendor)} ({scoring.said(value) if value is not None else 'not wholly scored'})"
