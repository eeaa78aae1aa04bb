"""Modules of ours joined into one file."""

from pathlib import Path

import pytest

from incubator.lib.joining import joined, needed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "form").mkdir()
    (tmp_path / "form" / "near.js").write_text('// said\nexport function near() {\n  return "near";\n}\n')
    (tmp_path / "far.js").write_text('import { near } from "./form/near.js";\nexport async function far() {\n  near();\n}\n')
    (tmp_path / "form" / "page.js").write_text(
        'import { near } from "./near.js";\nimport { far as off } from "../far.js";\nnear();\noff();\n'
    )
    return tmp_path


def test_each_module_comes_once_after_what_it_asks_for(folder: Path) -> None:
    assert needed(folder, "form/page.js") == ["form/near.js", "far.js", "form/page.js"]


def test_joined_modules_hand_on_their_names_and_ask_for_nothing(folder: Path) -> None:
    text = joined(folder, needed(folder, "form/page.js"), {})
    assert [line for line in text.splitlines() if line.startswith("import")] == []
    assert "const { near } = m_form_near;" in text
    assert "const { far: off } = m_far;" in text
    assert text.index("m_far = ") > text.index("m_form_near = ")
