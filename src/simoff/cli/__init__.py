"""The command line: it reads arguments, calls the desk and shows what comes back. No rule lives here.

Start-up counts: nothing is imported here, and each command imports what it needs when it is called.
"""


def main() -> int:
    """Run the command of ``sys.argv``; 0 done, 1 failed, 2 wrong use, 3 found bad, 4 could not check."""
    from simoff.cli.running import run

    return run()
