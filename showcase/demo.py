"""The demo of this floor."""

from incubator.demo.stage import Stage


def load(stage: Stage) -> None:
    """Nothing yet."""
