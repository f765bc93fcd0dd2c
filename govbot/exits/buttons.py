"""The names of the buttons of exits, with their versions: whoever draws one need not know who answers it."""

SHOW, EDIT, APPROVE, ASK = "exit.show:1", "exit.edit:1", "exit.approve:1", "exit.ask:1"
INVOKE, GONE, STOP, TRIGGERS = "exit.invoke:1", "exit.gone:1", "exit.stop:1", "exit.triggers:1"
ROLES = "exit.roles:1"
TESTS, READINESS, TOLD = "exit.tests:1", "exit.readiness:1", "exit.told:1"
