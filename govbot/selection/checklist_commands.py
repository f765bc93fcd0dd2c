"""The selection checklist and the questions to ask, as they are typed, pressed, shown and filled in."""

from collections.abc import Mapping

from govbot import playbook
from govbot.rights import Right
from govbot.selection import checklist
from govbot.selection.checklist import LONGEST, Given
from govbot.selection.models import Answer, Checked
from govbot.slack.blocks import Block, actions, button, context, section
from govbot.slack.call import Call, Reply
from govbot.slack.doors import Door
from govbot.slack.forms import Form, choice_field, text_field
from govbot.slack.router import Router
from govbot.slack.text import clip, escape, mention, moment
from govbot.vendors import blocks as vendor_blocks
from govbot.vendors import finding
from govbot.vendors.models import Vendor

router = Router()
SHOW, ANSWER = "checklist.show:1", "checklist.answer:1"
MARK = {Answer.DONE: "✅", Answer.NOT: "❌", Answer.NA: "⚪"}
DOOR: Door[Vendor] = Door(
    lambda call, words: finding.find(call.session, " ".join(words)),
    lambda call: finding.by_id(call.session, int(call.value)),
)


@DOOR.opens(
    router, "select checklist", "What is settled before a vendor is taken", "/vendor select checklist <vendor>", SHOW,
    needs=Right.READ,
)  # fmt: skip
def show(call: Call, vendor: Vendor) -> Reply:
    rows = checklist.of(call.session, vendor)
    items = playbook.load().selection.checklist.values()
    head = f"*Checklist of {escape(clip(vendor.name, 80))}* ({vendor.ref}) · {checklist.settled(rows)} of {len(items)}"
    lines = [_line(item.title, rows.get(item.key)) for item in items]
    asked = "\n".join(f"• {question}" for question in playbook.load().selection.questions)
    drawn = [section("\n".join([head, *lines])), context(f"*Ask them*\n{asked}")]
    return Reply(blocks=[*drawn, actions(button("Answer", ANSWER, str(vendor.id), style="primary"))])


def _line(title: str, row: Checked | None) -> str:
    if row is None:
        return f"⬜ {title}"
    evidence = f": {clip(escape(row.evidence), 120)}" if row.evidence else ""
    return f"{MARK[row.answer]} {title}{evidence} ({mention(row.by)}, {moment(row.at)})"


@router.press(ANSWER, reads=True)
def press_answer(call: Call) -> Reply:
    vendor = finding.by_id(call.session, int(call.value))
    return Reply(form=_form(vendor, checklist.of(call.session, vendor)))


def _form(vendor: Vendor, rows: Mapping[str, Checked]) -> Form:
    choices = [(each.value, each.label) for each in Answer]
    fields: list[Block] = [section(f"{vendor_blocks.name(vendor)} ({vendor.ref}). What you leave open stays as it is.")]
    for item in playbook.load().selection.checklist.values():
        row = rows.get(item.key)
        chosen, evidence = (row.answer.value, row.evidence) if row else ("", "")
        fields += [
            choice_field(f"{item.key}_answer", item.title, choices, initial=chosen, optional=True),
            text_field(f"{item.key}_evidence", "Evidence", initial=evidence, optional=True, most=LONGEST),
        ]
    return Form(ANSWER, "Selection checklist", fields, value=str(vendor.id))


@router.form(ANSWER)
def answered(call: Call) -> Reply:
    vendor = finding.by_id(call.session, int(call.value))
    chosen = {item.key: call.text(f"{item.key}_answer") for item in playbook.load().selection.checklist.values()}
    given = {key: Given(Answer(said), call.text(f"{key}_evidence")) for key, said in chosen.items() if said}
    changed = checklist.answer(call.session, call.now, call.actor, vendor, given)
    if not changed:
        return Reply(text=f"Nothing on the checklist of {vendor_blocks.name(vendor)} was different.")
    drawn = show(call, vendor).blocks
    return Reply(text=drawn[0]["text"]["text"], blocks=drawn)


@router.word("select questions", "What to ask a candidate", "/vendor select questions", needs=Right.READ, reads=True)
def questions(_call: Call) -> Reply:
    asked = "\n".join(f"• {question}" for question in playbook.load().selection.questions)
    return Reply(blocks=[section(f"*Ask every candidate the same*\n{asked}")])
