"""Readiness as Slack shows it: the form that asks, the verdict with its gaps, the list of what was assessed."""

from collections.abc import Sequence

from govbot import playbook
from govbot.playbook.readiness import Criterion, VerdictTerm
from govbot.selection.models import Assessment
from govbot.selection.readiness import LONGEST_NOTE
from govbot.slack.blocks import Block, actions, button, context, section
from govbot.slack.forms import Form, choice_field, text_field, ticks_field
from govbot.slack.text import clip, escape, mention, moment, plural
from govbot.vendors.names import LONGEST_NAME

ASSESS, SHOW, LIST = "assess.start:1", "assess.show:1", "assess.list:1"
SHOWN = 20


def form(process: str, last: Assessment | None) -> Form:
    """What was chosen the last time stands there already."""
    book = playbook.load().readiness
    choices = [(str(score), f"{score} · {word}") for score, word in book.scale.items()]
    known = last.scores if last else {}
    fields: list[Block] = [text_field("process", "Which process?", initial=process, most=LONGEST_NAME)]
    for criterion in book.criteria.values():
        initial = str(known.get(criterion.key, ""))
        fields.append(choice_field(criterion.key, criterion.title, choices, initial=initial, hint=criterion.ask))
    signs = [(sign.key, sign.title) for sign in book.keep_in_house.values()]
    ticked = last.signs if last else []
    hint = "Any of these stays in-house at first."
    fields += [
        ticks_field("signs", "Is it one of these?", signs, initial=ticked, hint=hint),
        text_field("note", "What should whoever reads this know?", optional=True, long=True, most=LONGEST_NOTE),
    ]
    return Form(ASSESS, "Assess a process", fields, submit="Assess")


def verdict(made: Assessment) -> str:
    """`🟡 *Refunds* · 11 of 16 · *Fix first*`"""
    term = _term(made)
    return f"{term.sign} *{escape(made.process)}* · {made.total} of {made.best} · *{term.title}*"


def _term(made: Assessment) -> VerdictTerm:
    return playbook.load().readiness.verdicts[made.verdict]


def whole(made: Assessment, earlier: Sequence[Assessment]) -> list[Block]:
    """The total, the verdict, the gaps and the warnings; what came before; how to do it again."""
    book = playbook.load().readiness
    said = [verdict(made), _term(made).meaning, *_gaps(made)]
    signs = [book.keep_in_house[key].title for key in made.signs if key in book.keep_in_house]
    said += [f"*Kept in-house at first*  {'; '.join(signs)}"] if signs else []
    said += [f"*Note*  {clip(escape(made.note), 600)}"] if made.note else []
    mistakes = "\n".join(f"• {each}" for each in book.mistakes)
    signs_of = "; ".join(sign.title for sign in book.keep_in_house.values())
    drawn = [section("\n".join(said))]
    if earlier:
        before = [f"{moment(each.at)}: {_short(each)}" for each in earlier[:SHOWN]]
        drawn.append(section("*Before*\n" + "\n".join(before)))
    drawn += [context(f"*Mistakes others made*\n{mistakes}"), context(f"*Keep in-house at first:* {signs_of}.")]
    drawn.append(context(f"By {mention(made.by)}, {moment(made.at)}."))
    return [*drawn, actions(button("Assess again", ASSESS, str(made.id)), button("All processes", LIST))]


def _short(made: Assessment) -> str:
    return f"{made.total} of {made.best}, {_term(made).title.lower()}, by {mention(made.by)}"


def gaps(made: Assessment) -> list[tuple[Criterion, int]]:
    """What is not wholly met, the worst first."""
    book = playbook.load().readiness
    best = max(book.scale)
    found = [(each, made.scores[each.key]) for each in book.criteria.values() if made.scores.get(each.key, best) < best]
    return sorted(found, key=lambda gap: gap[1])


def _gaps(made: Assessment) -> list[str]:
    scale = playbook.load().readiness.scale
    lines = [f"• {criterion.title}: {scale[score].lower()}. {criterion.ask}" for criterion, score in gaps(made)]
    return ["*Gaps*", *lines] if lines else ["*Gaps*  none"]


def listing(found: Sequence[Assessment]) -> list[Block]:
    if not found:
        return [section("No process was assessed yet. `/vendor assess <process>` does it in two minutes.")]
    drawn = [section(f"*Processes* · {plural(len(found), 'process', 'processes')} assessed")]
    for each in found[:SHOWN]:
        line = f"{verdict(each)}\nby {mention(each.by)}, {moment(each.at)}"
        drawn.append(section(line, button("Open", SHOW, str(each.id))))
    left = len(found) - SHOWN
    return [*drawn, context(f"…and {left} more: `/vendor assess show <process>`.")] if left > 0 else drawn


def news(made: Assessment) -> list[Block]:
    """For the governance channel: one line and what is missing."""
    named = ", ".join(criterion.title.lower() for criterion, _ in gaps(made))
    lacking = f"\nGaps: {named}." if named else ""
    return [section(f"{mention(made.by)} assessed {verdict(made)}{lacking}", button("Open", SHOW, str(made.id)))]
