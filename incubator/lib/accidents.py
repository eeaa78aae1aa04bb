"""What happens where work ends by an error that nobody foresaw: put right what it left, or tell of it and go on with the rest."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def repairing(repair: Callable[[], object], *, but: tuple[type[BaseException], ...] = ()) -> Iterator[None]:
    """`repair()` where the work inside ends by an error, which then goes its way; errors of `but` are no accidents."""
    try:
        yield
    except but:
        raise
    except BaseException:
        repair()
        raise


@contextmanager
def told(log: logging.Logger, text: str, *names: object) -> Iterator[None]:
    """An error inside is written down whole, and what comes after goes on: one row's trouble, or one room's, is not the others'."""
    try:
        yield
    except Exception:  # any at all: nobody foresaw it, and the log gets the whole of it
        log.exception(text, *names)
