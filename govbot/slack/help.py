"""What a person may type here: help by itself, and "did you mean" for what is no command."""

from govbot.errors import Ambiguous, Refusal, quoted
from govbot.slack.blocks import context, section
from govbot.slack.call import Call, Reply
from govbot.slack.router import Entry, Router

LEAD = "*What you can type here.* Words in `<…>` are yours to fill in; without them a form asks."


def asked(text: str) -> bool:
    return text.strip().lower() in {"help", "?"}


def _roots(router: Router) -> set[str]:
    """First words that have commands below them, such as `review`."""
    return {path[0] for path in router.words if len(path) > 1}


def answer(call: Call, router: Router, root: str, text: str) -> Reply:
    """Help for a root, or for an unknown text: the vendor of that name, or what was probably meant."""
    under = "" if root == "vendor" else root
    if not text or asked(text):
        return _listing(router.under(under, call.right))
    if text.lower() in _roots(router):
        return _listing(router.under(text.lower(), call.right))
    if router.otherwise and not under:
        try:
            return router.otherwise.run(call, text)
        except Ambiguous:
            raise
        except Refusal as refusal:
            raise Refusal(f"{refusal.text}{_meant(call, router, text)}") from None
    raise Refusal(f"{quoted(text)} is nothing I know.{_meant(call, router, f'{under} {text}')}")


def _meant(call: Call, router: Router, text: str) -> str:
    close = router.like(text, call.right)
    if close:
        return " Did you mean " + " or ".join(f"`{router.words[tuple(name.split())].usage}`" for name in close) + "?"
    return " Type `/vendor help` to see what there is."


def _listing(entries: list[Entry]) -> Reply:
    lines = [f"`{entry.usage}`  {entry.summary}" for entry in entries]
    chunks = ["\n".join(lines[start : start + 15]) for start in range(0, len(lines), 15)]
    blocks = [section(LEAD), *[section(chunk) for chunk in chunks]]
    blocks.append(context("`/review` and `/escalate` are short for `/vendor review` and `/vendor escalate`."))
    return Reply(blocks=blocks)
