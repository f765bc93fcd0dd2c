"""What people type, press and fill in about scorecards, the portfolio and the pictures of both."""

from govbot.errors import Refusal
from govbot.kpis import service as kpis
from govbot.kpis.blocks import PICTURE
from govbot.outbox import service as outbox
from govbot.rights import Right
from govbot.scorecards import blocks, score, service, showing
from govbot.scorecards.models import Verdict
from govbot.scorecards.score import Card
from govbot.scorecards.showing import Shown
from govbot.slack.blocks import actions, button, context, section
from govbot.slack.call import Call, Reply
from govbot.slack.forms import Form, choice_field, text_field
from govbot.slack.router import Router
from govbot.slack.text import channel_link, escape
from govbot.vendors import blocks as vendors
from govbot.vendors import channels, finding, picturing
from govbot.vendors.doors import VENDOR
from govbot.vendors.models import Vendor

router = Router()


@VENDOR.opens(router, "score", "A vendor's scorecard, as a picture too", "/vendor score <vendor>",
              needs=Right.READ, reads=False)  # fmt: skip
def score_(call: Call, vendor: Vendor) -> Reply:
    cards, verdict = _cards(call, vendor), service.last_verdict(call.session, vendor)
    where = _send(call, showing.scorecard(vendor, cards, verdict), f"score:{vendor.id}")
    return Reply(blocks=[*blocks.scored(vendor, cards, verdict, writes=call.right >= Right.WRITE), context(where)])


def _cards(call: Call, vendor: Vendor) -> list[Card]:
    cards = score.cards(call.session, call.workspace, call.today, vendor)
    if not cards:
        raise Refusal(f"Nothing is measured of this vendor yet. `/vendor kpi add {vendor.ref}` agrees a KPI.")
    return cards


@router.word("heatmap", "The portfolio by tier and score, as a picture too", "/vendor heatmap", needs=Right.READ)
def heatmap(call: Call) -> Reply:
    shown = showing.heat_map(call.session, call.workspace, call.today)
    where = _send(call, shown, "heat:")
    share = [actions(button("Post the picture in the channel", blocks.SHARE, "heat:"))]
    return Reply(blocks=[section(shown.text), *(share if call.right >= Right.WRITE else []), context(where)])


@router.press(PICTURE, needs=Right.READ)
def picture(call: Call) -> Reply:
    return Reply(text=_send(call, _shown(call, "kpi", call.value), f"kpi:{call.value}"))


def _shown(call: Call, what: str, number: str) -> Shown:
    if what == "heat":
        return showing.heat_map(call.session, call.workspace, call.today)
    if what == "score":
        vendor = finding.by_id(call.session, int(number))
        return showing.scorecard(vendor, _cards(call, vendor), service.last_verdict(call.session, vendor))
    kpi = kpis.by_id(call.session, int(number))
    return showing.trend(call.session, call.today, finding.by_id(call.session, kpi.vendor_id), kpi)


def _send(call: Call, shown: Shown, what: str) -> str:
    return picturing.send(call, what, shown.picture, shown.text)


@router.press(blocks.SHARE)
def share(call: Call) -> Reply:
    """In the vendor's channel; the portfolio in the governance channel."""
    what, _, number = call.value.partition(":")
    channel = call.workspace.governance_channel
    if what == "score":
        channel = channels.of(call.session, call.workspace, finding.by_id(call.session, int(number)))
    if channel is None:
        raise Refusal("There is no channel for it. `/vendor settings channel` chooses the governance channel.")
    shown = _shown(call, what, number)
    outbox.post(
        call.session, call.now, key=picturing.key(call, f"shared:{call.value}"), channel=channel, text=shown.text,
        blocks=None, picture=shown.picture,
    )  # fmt: skip
    return Reply(text=f"Drawing… it is posted in {channel_link(channel)} in a moment.")


@router.press(blocks.VERDICT, reads=True)
def ask_verdict(call: Call) -> Reply:
    vendor = finding.by_id(call.session, int(call.value))
    card = _cards(call, vendor)[-1]
    fields = [
        section(f"{vendors.name(vendor)} · {card.month.label}: {escape(showing.said_score(card))}"),
        choice_field("verdict", "Verdict", [(each.value, each.label) for each in Verdict]),
        text_field("why", "Why?", long=True, most=1000, hint="The scorecard and the history show it."),
    ]
    return Reply(form=Form(blocks.VERDICT, "Verdict", fields, submit="Decide", value=str(vendor.id)))


@router.form(blocks.VERDICT)
def decided(call: Call) -> Reply:
    vendor = finding.by_id(call.session, int(call.value))
    card, verdict = _cards(call, vendor)[-1], Verdict(call.text("verdict"))
    service.decide(call.session, call.now, call.actor, vendor, card, verdict, call.text("why"))
    return Reply(text=f"{vendors.name(vendor)}: {verdict.label}. `/vendor score {vendor.ref}` shows it from now on.")
