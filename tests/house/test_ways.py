"""The ways of the house that a linter does not know: where the database is asked, who imports what, what a room says."""

import ast
import re
from pathlib import PurePosixPath

from tests.house.files import FLOORS, imports, named, python, read, rooms, tree

DOORS_AND_FORMS = {"views", "forms", "filters", "api"}
MAY_IMPORT_CELERY = re.compile(r"^incubator/celery\.py$|^\w+/tasks\.py$")

# packages of others that tell what they did by signals alone; between rooms of ours there are none
HEARS_OTHERS = {"incubator/celery.py", "incubator/accounts/wiring.py"}


def is_door_or_form(name: str) -> bool:
    path = PurePosixPath(name)
    return path.stem in DOORS_AND_FORMS or path.parent.name in DOORS_AND_FORMS


def test_view_form_filter_asks_no_manager() -> None:
    asked = []
    for name in filter(is_door_or_form, python()):
        # a form's field may be declared on an empty queryset: it is filled with what the person sees
        empty = {id(node.value) for node in ast.walk(tree(name)) if isinstance(node, ast.Attribute) and node.attr == "none"}
        asked += [
            f"{name}:{node.lineno}"
            for node in ast.walk(tree(name))
            if isinstance(node, ast.Attribute)
            and node.attr in {"objects", "_default_manager", "_base_manager"}
            and id(node) not in empty
        ]
    assert asked == []


def test_celery_is_imported_by_tasks_alone() -> None:
    strays = [name for name in python() if any(found.split(".")[0] == "celery" for found in imports(name))]
    assert [name for name in strays if not MAY_IMPORT_CELERY.match(name)] == []


def test_signal_is_not_used() -> None:
    def of_signals(found: str) -> bool:
        return ".signals" in found or found.startswith("django.dispatch")

    users = [name for name in python() if any(map(of_signals, imports(name)))]
    assert [name for name in users if name not in HEARS_OTHERS] == []


def test_mock_is_not_used() -> None:
    users = [
        name
        for name in python(tests=True)
        if any(found.startswith(("unittest.mock", "mock", "pytest_mock")) for found in imports(name))
    ]
    assert users == []


def test_state_is_assigned_by_the_funnel_alone() -> None:
    assigned = [
        f"{name}:{node.lineno}"
        for name in python()
        if name != "incubator/lib/states.py"
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Assign | ast.AugAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Attribute) and target.attr == "state" and not is_self(target)
    ]
    assert assigned == []


def is_self(target: ast.Attribute) -> bool:
    return isinstance(target.value, ast.Name) and target.value.id == "self"


def test_room_says_what_it_is_for() -> None:
    silent = []
    for room in rooms():
        name = f"{room}/__init__.py"
        if name not in python() or not ast.get_docstring(tree(name)):
            silent.append(name)
    assert silent == []


def test_floor_holds_models_by_name_alone() -> None:
    """models.py of a floor re-exports its rooms' models, no more."""
    written = [
        f"{floor}/models.py:{node.lineno}"
        for floor in FLOORS
        if f"{floor}/models.py" in python()
        for node in tree(f"{floor}/models.py").body
        if not isinstance(node, ast.Import | ast.ImportFrom | ast.Assign) and not is_docstring(node)
    ]
    assert written == []


def is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_requirement_carries_its_hash() -> None:
    for name in named(".txt", under=("requirements",)):
        text = read(name)
        pins = re.findall(r"^[a-z0-9][\w.\-\[\],]*==", text, flags=re.MULTILINE)
        blocks = re.findall(r"^[a-z0-9].*?\\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", text, flags=re.MULTILINE)
        assert (name, len(blocks)) == (name, len(pins))
        assert "://" not in text, name
