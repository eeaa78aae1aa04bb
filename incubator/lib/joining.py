"""ES modules of a package joined into one, so that a page asks once and gets no more than it uses.

Reads the few forms of `import` and `export` that compiled packages write; anything else is an error, not a guess.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

_IMPORT = re.compile(r"""^import (?P<what>[^;]+?) from ['"](?P<of>[^'"]+)['"];$""", re.MULTILINE)
_NAMED = re.compile(r"^export (?P<what>default )?(?P<kind>(?:async )?function|class) (?P<name>\w+)", re.MULTILINE)
_DEFAULT = re.compile(r"^export default (?P<name>\w+);$", re.MULTILINE)
_LIST = re.compile(r"^export \{(?P<names>[^}]*)\};$", re.MULTILINE)
_COMMENT = re.compile(r"^\s*//[^\n]*$|/\*.*?\*/", re.MULTILINE | re.DOTALL)


def joined(folder: Path, modules: Sequence[str], given: Mapping[str, str]) -> str:
    """`modules`: paths in `folder`, each after those it imports. `given`: for packages left out, an expression in their
    stead. What the modules export stands, under their own names, in one module; each keeps its names to itself."""
    parts = [f"const {_variable(name)} = (() => {{ {_body(folder, name, given)} }})();" for name in modules]
    last = _variable(modules[-1])
    return "\n".join([*parts, f"export default {last};", ""])


def needed(folder: Path, entry: str) -> list[str]:
    """What a module of our own asks for, near and far, in an order for `joined`: itself comes last."""
    found: list[str] = []
    for match in _IMPORT.finditer((folder / entry).read_text(encoding="utf-8")):
        where = (folder / entry).parent.joinpath(match["of"]).resolve().relative_to(folder.resolve()).as_posix()
        found += [name for name in needed(folder, where) if name not in found]
    return [*found, entry]


def _variable(name: str) -> str:
    return "m_" + re.sub(r"\W", "_", PurePosixPath(name).with_suffix("").as_posix())


def _body(folder: Path, name: str, given: Mapping[str, str]) -> str:
    text = (folder / name).read_text(encoding="utf-8")
    exports: dict[str, str] = {}

    def bring(found: re.Match[str]) -> str:
        source = found["of"]
        if source.startswith("."):
            where = (folder / name).parent.joinpath(source).resolve().relative_to(folder.resolve())
            value = _variable(where.as_posix())
        else:
            value = given[source]
        what = found["what"].strip().replace(" as ", ": ")
        return f"const {what} = {value};" if what.startswith("{") else f"const {what} = {value}.default;"

    def declare(found: re.Match[str]) -> str:
        exports["default" if found["what"] else found["name"]] = found["name"]
        return f"{found['kind']} {found['name']}"

    def default(found: re.Match[str]) -> str:
        exports["default"] = found["name"]
        return ""

    def several(found: re.Match[str]) -> str:
        for pair in found["names"].split(","):
            inner, _as, outer = pair.strip().partition(" as ")
            exports[outer or inner] = inner
        return ""

    for pattern, act in ((_IMPORT, bring), (_NAMED, declare), (_DEFAULT, default), (_LIST, several)):
        text = pattern.sub(act, text)
    if left := re.search(r"^(?:import|export)\b.*$", text, re.MULTILINE):
        raise ValueError(f"{name}: {left[0]}")
    lines = (line.strip() for line in _COMMENT.sub("", text).splitlines())
    code = "\n".join(line for line in lines if line)
    return f"{code}\nreturn {{ {', '.join(f'{outer}: {inner}' for outer, inner in exports.items())} }};"
