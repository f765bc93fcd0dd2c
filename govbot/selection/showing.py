"""A selection as it stands, in answer to whatever was done with it."""

from govbot.selection import blocks, finding, reading
from govbot.selection.models import Selection
from govbot.slack.blocks import in_words
from govbot.slack.call import Call, Reply
from govbot.slack.doors import Door

SELECTION: Door[Selection] = Door(
    lambda call, words: finding.find(call.session, " ".join(words)),
    lambda call: finding.by_id(call.session, int(call.value)),
)


def board(call: Call, selection: Selection) -> Reply:
    found = finding.board(call.session, selection)
    papers = reading.papers(call.session, [entry.vendor for entry in found.entries], call.today)
    drawn = blocks.board(found, papers, call.today)
    return Reply(text=in_words(drawn), blocks=drawn)
