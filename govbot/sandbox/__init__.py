"""A local Slack: the same API, sockets, signatures and rules, and a page to use it; for the demo and for tests."""

from govbot.sandbox.clock import Clock, DemoClock
from govbot.sandbox.server import Sandbox
from govbot.sandbox.shapes import Unusable
from govbot.sandbox.world import World, read_seed

__all__ = ["Clock", "DemoClock", "Sandbox", "Unusable", "World", "read_seed"]
