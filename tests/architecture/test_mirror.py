"""Tests lie where the code lies: `partnerships/models/sites.py` in `tests/partnerships/models/test_sites.py`."""

from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, modules

MIRRORED = {
    "catalogue": "cnrs_intl/catalogue",
    "cnrs_intl": "cnrs_intl",
    "offices": "offices",
    "partnerships": "partnerships",
}
DEEP = 3


def source_of(test: Path) -> Path:
    """The module, or the package, that a test file is about."""
    folder = Path(MIRRORED[test.parts[1]], *test.parts[2:-1])
    return folder / f"{test.stem.removeprefix('test_')}.py"


def is_about_something(test: Path) -> bool:
    """About a module, a package, or, deep in an app, about the package of its folder: its tests go by theme."""
    source = source_of(test)
    if (ROOT / source).exists() or (ROOT / source.with_suffix("")).is_dir():
        return True
    return len(source.parts) > DEEP and (ROOT / source.parent / "__init__.py").exists()


@pytest.mark.parametrize("folder", sorted(MIRRORED))
def test_each_test_file_is_about_a_module(folder):
    tests = [path for path in modules(f"tests/{folder}") if path.stem.startswith("test_")]
    assert not [test for test in tests if not is_about_something(test)]


@pytest.mark.parametrize("app", ["offices", "partnerships"])
def test_each_service_and_importer_has_its_tests(app):
    for source in modules(f"{app}/services", f"{app}/imports"):
        if source.stem != "__init__":
            mirror = ROOT / "tests" / source.parent / f"test_{source.stem}.py"
            package = ROOT / "tests" / source.parent
            assert mirror.exists() or list(package.glob("test_*.py")), f"{source} has no tests"
