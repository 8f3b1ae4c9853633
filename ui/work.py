"""Long work beside the page: done in a thread, with progress, cancel, and the page free to be read."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from models.problems import Problem, ProblemsError
from models.text import Text

Outcome = TypeVar("Outcome")
Progress = Callable[[Text, float], None]
UNEXPECTED = Text("意外错误：{error}", "unexpected error: {error}")


class Work(Generic[Outcome]):
    """A function running in a thread of its own.

    The function is given a way to tell its progress and a way to ask whether it was called off.
    """

    def __init__(self, function: Callable[[Progress, Callable[[], bool]], Outcome]) -> None:
        self.step = Text("开始", "starting")
        self.share = 0.0
        self.outcome: Outcome | None = None
        self.problems: ProblemsError | None = None
        self._function = function
        self._called_off = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self._thread.is_alive()

    @property
    def called_off(self) -> bool:
        """Whether it was cancelled."""
        return self._called_off.is_set()

    def cancel(self) -> None:
        """Ask it to stop at its next step; nothing will have been stored."""
        self._called_off.set()

    def wait(self, seconds: float) -> bool:
        """Wait up to some seconds for the end; return whether it has ended."""
        self._thread.join(seconds)
        return not self.running

    def _tell(self, step: Text, share: float) -> None:
        self.step, self.share = step, min(max(share, 0.0), 1.0)

    def _run(self) -> None:
        try:
            self.outcome = self._function(self._tell, self._called_off.is_set)
        except ProblemsError as error:
            self.problems = error
        except Exception as error:
            if not self.called_off:
                message = UNEXPECTED.fill(error=type(error).__name__)
                self.problems = ProblemsError([Problem("unexpected", "", message)])
