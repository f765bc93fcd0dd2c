"""What is typed once for every command: the words, what is filled into the form that opens, what must be read then."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LONG = "The backlog of the night shift grew for the third week running and nobody on their side could say why. " * 7


@dataclass(frozen=True)
class Line:
    typed: str
    seen: str
    form: Mapping[str, str] = field(default_factory=dict)  # field: what is written or chosen; empty: no form opens
    window: bool = False  # the form becomes a list, which stays open


MINUTES = {
    "rating": "Amber",
    "outcome": "Improve",
    "guests": "Ines Prado",
    "notes": LONG,
    "action_1": "Hire two agents",
    "owner_1": "Dora Lind",
    "due_1": "2026-12-15",
}
SUBCONTRACTOR = {"name": "Telework Inc", "function": "Claims", "countries": "Philippines", "data_access": "Internal"}
TIER = {
    "function": "A critical function",
    "data": "Personal",
    "replacement": "More than 90",
    "outage": "hours",
    "customers": "speak",
    "access": "ordinary",
    "rules": "Rules apply",
}
DPA = {
    "issuer": "Juniper Procure GmbH",
    "scope": "Tail spend",
    "issued": "2026-11-02",
    "link": "https://juniper.example/dpa.pdf",
}
RISK = {
    "category": "Operational",
    "likelihood": "4 · Likely",
    "impact": "4 · Major",
    "residual_likelihood": "3 · Possible",
    "residual_impact": "4 · Major",
    "owner": "Ivo Novak",
}
PLAN = {"treatment": "Reduce", "plan": LONG, "owner": "Ivo Novak", "due": "2027-01-20"}
ISSUE = {"source": "Audit", "cause": "Nobody looked", "owner": "Maya Lindqvist", "due": "2026-12-15"}
MENDED = {"cause": "Nobody looked", "correction": "Dora looks each week", "verifier": "Ivo Novak"}
WISH = {"why": "The tokens come in January", "until": "2027-01-29", "approver": "Ana Silva"}
DECISION = {"why": "It is quicker", "due": "2027-03-31", "responsibility": "The customer promise"}
CONTRACT = {
    "reference": "NDA-77",
    "kind": "Confidentiality agreement",
    "start": "2026-01-01",
    "end": "2027-06-30",
    "renewal": "Renews by itself",
    "term": "12 months",
    "notice": "3 months",
    "value": "1,200 EUR",
}
LINES = (
    Line(
        "/vendor add Lumen Contact",
        "VND-0041",
        {
            "function": "Customer support",
            "location": "Nearshore",
            "countries": "Portugal, PL",
            "tier": "High",
            "rationale": "A third of all calls go through them",
            "owner": "Ivo Novak",
            "backup": "Dora Lind",
            "sponsor": "Ana Silva",
            "channel": "vendor-umber",
        },
    ),
    Line("/vendor show Lumen", "A third of all calls go through them"),
    Line("/vendor owner Juniper @hana.sato", "is now owner of Juniper"),
    Line("/vendor backup Juniper @ivo.novak", "is now backup of Juniper"),
    Line("/vendor sponsor Juniper @ana.silva", "is now executive sponsor of Juniper"),
    Line("/vendor security Juniper @lucas.meyer", "of Juniper"),
    Line("/vendor contract-owner Juniper @fatima.noor", "is now contract owner of Juniper"),
    Line("/vendor reviewer Juniper @emil.kraus", "is now reviewer of Juniper"),
    Line("/vendor people Juniper", "Changed for Juniper", {"reviewer": "Jane Doe"}),
    Line("/vendor edit Juniper", "Juniper Procure GmbH is changed.", {"aliases": "JP, Junip", "tags": "tail-spend"}),
    Line("/vendor services Juniper", "does for us:"),
    Line("/vendor sub show Juniper", "Nobody works for them"),
    Line("/vendor sub add Juniper", "Telework Inc", SUBCONTRACTOR, window=True),
    Line("/vendor sub end Juniper because They do it alone", "until", {"who": "Telework Inc"}, window=True),
    Line("/vendor retained Juniper", "What stays ours"),
    Line("/vendor concentration", "Concentration by parent"),
    Line("/vendor contact Juniper add L2 Ines Prado, account manager, ines@juniper.example", "answers at Juniper"),
    Line("/vendor contact Juniper", "Contacts at Juniper Procure GmbH (VND-0013)"),
    Line("/vendor contract add Juniper", "Contract NDA-77 is written down", CONTRACT),
    Line("/vendor contract Juniper", "Contracts with Juniper"),
    Line("/vendor contract show NDA-77", "notice by"),
    Line("/vendor contract edit NDA-77", "Contract NDA-77 is changed", {"law": "Germany", "notice": "90"}),
    Line("/vendor contract decide NDA-77", "Decided:", {"decision": "Renegotiate", "why": "Three years are too long"}),
    Line("/vendor contract end NDA-77", "is over", {"why": "The master agreement says it now"}),
    Line("/vendor tier Juniper medium because All tail spend goes there now", "is medium now, it was low"),
    Line("/vendor tier Juniper medium", "stays medium", {"reason": "All tail spend and all travel goes there now"}),
    Line("/vendor status Juniper under review because Two audits failed", "is under review now"),
    Line("/vendor status Juniper", "is live now", {"status": "Live", "reason": "The third audit was passed"}),
    Line("/vendor list medium nearshore", "Vendors:"),
    Line("/vendor retire Willow because The archive is done", "Willow Documents S.A."),
    Line("/vendor handover Umber from @fatima.noor to @jane.doe", "Handed over from"),
    Line("/vendor history Juniper", "newest first"),
    Line("/vendor notify digest-only", "From now on I send you the digest"),
    Line("/vendor notify", "From now on I name you in the channel", {"how": "I name you in the channel"}),
    Line("/vendor away @dora.lind until 2026-12-04 Two weeks in the mountains", "stands in for you"),
    Line("/vendor back", "Welcome back"),
    Line("/vendor role @sofia.rossi auditor", "may read everything and change nothing now"),
    Line("/vendor role @compliance auditor", "unless a role of their own says something else"),
    Line("/vendor role list", "Admins"),
    Line("/vendor role @compliance none", "holds no role any more"),
    Line("/vendor settings", "How govbot treats this workspace"),
    Line("/vendor settings zone Europe/Paris", "Europe/Paris"),
    Line("/vendor settings zone Europe/Berlin", "Europe/Berlin"),
    Line("/vendor settings holidays DE, FR", "DE, FR"),
    Line("/vendor settings channel #vendor-ardent", "#vendor-ardent"),
    Line("/vendor settings channel #vendor-governance", "#vendor-governance"),
    Line("/vendor settings round 09:15", "09:15"),
    Line("/vendor settings digest friday", "Friday"),
    Line("/vendor settings hours 08:00-17:30", "08:00-17:30"),
    Line("/vendor due", "overdue or due in the next 30 days"),
    Line("/review due", "Reviews"),
    Line("/review schedule Juniper commercial every 6 months", "now comes every 6 months"),
    Line("/review schedule Juniper", "now comes", {"kind": "Risk", "often": "yearly on 15 March"}),
    Line("/review agenda Northwind", "Agenda:"),
    Line("/review show Northwind", "Reviews of Northwind"),
    Line("/review move Juniper 2027-01-20", "is now due on Wed 20 Jan 2027", {"reason": "They close their books"}),
    Line("/review skip Juniper", "is skipped", {"reason": "The due-diligence refresh said it all"}),
    Line("/review complete Dunmore", "is completed", MINUTES),
    Line("/vendor evidence list", "Evidence to see to"),
    Line("/vendor evidence request Juniper dpa", "is asked for it", {"by": "2026-12-15"}),
    Line("/vendor evidence file Juniper dpa", "is filed as version 1", DPA),
    Line("/vendor evidence reject Juniper dpa", "Another one is wanted by", {"findings": "Page two is missing"}),
    Line("/vendor evidence file Juniper dpa", "is filed as version 2", DPA),
    Line("/vendor evidence accept Juniper", "accepted the", {"findings": "It is whole now"}),
    Line("/vendor evidence list Juniper", "Evidence of Juniper"),
    Line("/vendor risk add Juniper: Their only buyer leaves", "is written down: 🟠 12 High", RISK),
    Line("/vendor risk show only buyer", "Their only buyer leaves"),
    Line("/vendor risk rate buyer 4x4 because She has told us", "🔴 16 Extreme"),
    Line("/vendor risk treat buyer", "reduce, looked at again on", PLAN),
    Line("/vendor risk accept only buyer", "is asked to bear", WISH),
    Line("/vendor risk list Juniper above appetite", "Their only buyer leaves"),
    Line("/vendor risk close buyer", "is closed", {"why": "She stays"}),
    Line("/vendor issue add Juniper: Orders without a number", "is written down", ISSUE),
    Line("/vendor issue show orders without", "Nobody looked"),
    Line("/vendor issue done orders without", "is asked to verify", MENDED),
    Line("/vendor issue verify orders without", "somebody else has to verify it"),
    Line("/vendor issue reopen orders without", "somebody else has to verify it"),
    Line("/vendor issue list Juniper", "to be verified"),
    Line("/vendor exception add Juniper: Work without a second factor", "is asked to allow it", WISH),
    Line("/vendor exception list Juniper", "waits for approval"),
    Line("/vendor exception show second factor", "The tokens come in January"),
    Line("/vendor exception renew second factor", "waits for its first answer"),
    Line("/vendor exception close second factor", "is closed", {"why": "The tokens are here"}),
    Line("/vendor decision add Juniper: Refunds without asking", "is written down", DECISION),
    Line("/vendor decision show without asking", "The customer promise"),
    Line("/vendor decision extend without asking", "lasts until", {"date": "2027-06-30", "why": "It works"}),
    Line("/vendor decision list Juniper", "Refunds without asking"),
    Line("/vendor decision close without asking", "is closed", {"why": "We ask again"}),
    Line("/vendor kpi add Juniper po cycle time", "red above 8 d", {"target": "5", "red": "8", "since": "2026-09"}),
    Line("/vendor kpi list Juniper", "KPIs of Juniper"),
    Line("/vendor kpi record Juniper 2031-01", "is not over"),
    Line("/vendor kpi show Juniper po cycle time", "October 2026: no value"),
    Line("/vendor kpi target Juniper po cycle time", "red above 7 d", {"red": "7", "reason": "The market is faster"}),
    Line("/vendor kpi credits Juniper", "Nothing is owed"),
    Line("/vendor score Juniper", "Scorecard of Juniper"),
    Line("/vendor heatmap", "by tier and score"),
    Line("/review channel payroll #vendor-kestrel", "are talked about in"),
    Line("/review channel", "Channels for vendors without one of their own"),
    Line("/escalate Quill S3 The September report is late", "is open at L1"),
    Line("/escalate drill Verity", "is under way"),
    Line("/escalate list", "Quill"),
    Line("/escalate show 1", "Payroll accuracy is red"),
    Line("/exit list", "How we would leave"),
)
