"""Questions that do not depend on each other, asked side by side."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

Question = Callable[[], None]


def ask(questions: Sequence[Question], threads: int, proceed: Callable[[int], bool]) -> None:
    """Ask the questions, `threads` at a time, as long as `proceed` (told how many are answered) says so.

    An interrupt, or an error of one of them, ends those that have not begun and waits for those that have."""
    if threads == 1:
        for done, question in enumerate(questions):
            if not proceed(done):
                return
            question()
        return
    with ThreadPoolExecutor(threads) as pool:
        asked = [pool.submit(question) for question in questions]
        try:
            for done, one in enumerate(asked):
                if not proceed(done):
                    return
                one.result()
        finally:
            for one in asked:
                one.cancel()
