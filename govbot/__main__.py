"""`python -m govbot` is the same as `govbot`."""

from govbot.cli import main

main()
