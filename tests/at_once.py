"""Steps of several people at the same moment, on a database that locks rows."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection

from incubator.lib.errors import Refused


def at_once(*steps: Callable[[], Any]) -> list[Refused | None]:
    """Runs each step in a thread of its own, all from one moment; gives what each was refused with, None where it went through.

    Any other error comes out here.
    """
    start = Barrier(len(steps))
    refused: list[Refused | None] = [None] * len(steps)
    broken: list[BaseException] = []

    def act(place: int, step: Callable[[], Any]) -> None:
        start.wait()
        try:
            step()
        except Refused as why:
            refused[place] = why
        except BaseException as error:
            broken.append(error)
        finally:
            connection.close()

    threads = [Thread(target=act, args=pair) for pair in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if broken:
        raise broken[0]
    return refused


def kinds(refused: list[Refused | None]) -> list[type[Refused]]:
    """What there was of refusals, without saying whose."""
    return [type(why) for why in refused if why is not None]
