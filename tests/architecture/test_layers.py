import subprocess
import sys
from pathlib import Path

from tests.architecture.tree import APPS, ROOT, modules, tree


def test_imports_go_one_way():
    command = [Path(sys.executable).with_name("lint-imports")]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_no_module_is_a_drawer_for_anything():
    names = {path.stem for path in modules(*APPS)}
    assert not names & {"utils", "util", "helpers", "common", "misc", "core", "tools"}


def test_no_signal_and_no_save_hides_a_rule():
    for path in modules("offices", "partnerships"):
        names = {getattr(node, "name", "") for node in tree(path).body}
        names |= {
            child.name
            for node in tree(path).body
            if path.parts[1] == "models" and hasattr(node, "body")
            for child in node.body
            if hasattr(child, "name")
        }
        assert "save" not in names, path
        assert "django.db.models.signals" not in (ROOT / path).read_text(), path
