"""`govbot`, and `python -m govbot`: quiet when it is stopped while everything is still being read."""

import signal


def main() -> None:
    # Reading takes a second or more. Until a command can end in order, Ctrl-C just ends the process.
    listens = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if listens:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from govbot.cli import main as command

    if listens:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    command()


if __name__ == "__main__":
    main()
