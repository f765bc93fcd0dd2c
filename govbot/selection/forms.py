"""The forms of a selection: begin one, add candidates, score one, drop one, decide."""

from collections.abc import Sequence
from datetime import date, timedelta

from govbot import playbook
from govbot.errors import Refusal
from govbot.selection import blocks, scoring
from govbot.selection.adding import Wanted
from govbot.selection.deciding import Verdict
from govbot.selection.finding import Board, Entry
from govbot.selection.models import Selection
from govbot.selection.service import LONGEST_NOTE, LONGEST_WHY
from govbot.slack.blocks import Block, context, section
from govbot.slack.call import Call
from govbot.slack.forms import Form, choice_field, choices_field, date_field, person_field, text_field
from govbot.vendors import blocks as vendor_blocks
from govbot.vendors.forms import tier_choices
from govbot.vendors.models import Tier, Vendor
from govbot.vendors.names import LONGEST_NAME

ADD = "select.add:1"
NOBODY = "nobody"
USUAL = timedelta(days=30)  # until the decision, where nobody says otherwise


def beginning(name: str, prospects: Sequence[Vendor], owner: str, today: date) -> Form:
    functions = [(term.key, term.title) for term in playbook.load().functions.values()]
    fields = [
        text_field("name", "Name", initial=name, most=LONGEST_NAME, placeholder="Payroll from 2027"),
        choice_field("function", "What are they to do for us?", functions),
        person_field("owner", "Who runs it?", initial=owner, hint="Is reminded of the decision."),
        date_field("due", "Decide by", initial=today + USUAL),
        *_candidates(prospects, optional=True),
    ]
    return Form(ADD, "Begin a selection", fields, submit="Begin")


def adding(selection: Selection, prospects: Sequence[Vendor]) -> Form:
    fields = [section(blocks.name(selection)), *_candidates(prospects, optional=bool(prospects))]
    return Form(blocks.CANDIDATES, "Add candidates", fields, submit="Add", value=str(selection.id))


def _candidates(prospects: Sequence[Vendor], *, optional: bool) -> list[Block]:
    fields = []
    if prospects:
        known = [(str(vendor.id), f"{vendor.name} ({vendor.ref})") for vendor in prospects]
        fields.append(choices_field("prospects", "Prospects that are here already", known, optional=True))
    hint = "One a line. They become prospects, owned by whoever runs the selection."
    return [
        *fields,
        text_field("names", "New candidates by name", optional=optional, long=True, hint=hint),
        choice_field("tier", "How much will depend on the new ones", tier_choices(), initial=Tier.MEDIUM),
    ]


def wanted(call: Call) -> Wanted:
    picked = call.fields.get("prospects")
    tier = Tier(call.text("tier") or Tier.MEDIUM)
    return Wanted([int(id_) for id_ in picked] if isinstance(picked, list) else [], call.text("names"), tier)


def scoring_form(selection: Selection, entry: Entry) -> Form:
    """What was scored before stands there; what is left open is not scored."""
    criteria, fields = playbook.load().selection.criteria, [_of(selection, entry)]
    choices = [(str(score), str(score)) for score in range(selection.best, -1, -1)]
    for key, weight in selection.weights.items():
        title, hint = (criteria[key].title, criteria[key].hint) if key in criteria else (key, "")
        initial = str(entry.candidate.scores.get(key, ""))
        label = f"{title} (weight {weight})"
        fields.append(choice_field(key, label, choices, initial=initial, hint=hint, optional=True))
    about = f"{selection.best} is best, 0 is worst. What you leave open counts as not scored."
    note = text_field("note", "Note", initial=entry.candidate.note, optional=True, long=True, most=LONGEST_NOTE)
    return Form(blocks.SCORE, "Score", [*fields, note, context(about)], value=str(entry.candidate.id))


def _of(selection: Selection, entry: Entry) -> Block:
    return section(f"{vendor_blocks.name(entry.vendor)} ({entry.vendor.ref}) in {blocks.name(selection)}")


def dropping(selection: Selection, entry: Entry) -> Form:
    about = "It is compared no more, and stays a prospect. To reject it, retire the vendor."
    fields = [_of(selection, entry), context(about), text_field("why", "Why", long=True, most=LONGEST_WHY)]
    return Form(blocks.DROP, "Drop a candidate", fields, submit="Drop", value=str(entry.candidate.id))


def deciding(found: Board) -> Form:
    """Nothing is picked beforehand: the score proposes nobody."""
    choices = [(str(entry.vendor.id), _scored(found.selection, entry)) for entry in found.standing]
    choices.append((NOBODY, "None of them: all are rejected"))
    fields: list[Block] = [
        section(f"{blocks.name(found.selection)}. Who is not chosen becomes *rejected*, with your reason."),
        choice_field("winner", "Who goes on?", choices),
        text_field("why", "Why", long=True, most=LONGEST_WHY, hint="Kept, and told in the governance channel."),
    ]
    if found.unscored:
        names = ", ".join(entry.vendor.name for entry, _ in found.unscored)
        hint = f"Not wholly scored: {names}"[:1000]
        fields.append(text_field("unscored_why", "Why is that enough?", long=True, most=LONGEST_WHY, hint=hint))
    seen = ",".join(str(entry.vendor.id) for entry in found.standing)
    return Form(blocks.DECIDE, "Decide", fields, submit="Decide", value=f"{found.selection.id} {seen}")


def _scored(selection: Selection, entry: Entry) -> str:
    score = scoring.of(selection, entry.candidate.scores)
    return f"{entry.vendor.name}: {scoring.said(score) if score is not None else 'not wholly scored'}"


def verdict(call: Call) -> Verdict:
    picked = call.text("winner")
    if not picked:
        raise Refusal("Say who goes on, or that nobody does.", field="winner")
    _, _, seen = call.value.partition(" ")
    return Verdict(
        winner=None if picked == NOBODY else int(picked),
        why=" ".join(call.text("why").split()),
        unscored_why=" ".join(call.text("unscored_why").split()),
        seen=[int(id_) for id_ in seen.split(",") if id_],
    )
