"""The demo of this floor: the setting first; workshops and events once people have joined."""

from programmes.demo.setting import load

__all__ = ["load"]
