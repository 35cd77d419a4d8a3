"""How a run ends: its exit code, and what makes it stop."""

from __future__ import annotations

DONE, FINDINGS, FAILED, PARTIAL = 0, 1, 2, 3


class ProblemError(Exception):
    """What ends the run with exit code 2; its text is the whole message, one sentence."""


class ClosedPipeError(Exception):
    """Nobody reads standard output any more."""


class Interrupted(BaseException):
    """A signal asked the run to stop. Not an Exception, so that nothing on the way takes it for a failure."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
