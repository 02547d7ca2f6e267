"""Ceilings, and the share that must stay far below them. Complexity is the linter's (10)."""

import pytest

from tests.architecture.tree import APPS, functions, lines, modules, templates

MODULE, FUNCTION, TEMPLATE = 400, 50, 120


@pytest.mark.parametrize("path", modules(*APPS, "tests", "bench", "fixtures"), ids=str)
def test_module_and_functions_are_not_too_long(path):
    assert lines(path) <= MODULE
    long = [node.name for node in functions(path) if node.end_lineno - node.lineno + 1 > FUNCTION]
    assert not long


def test_most_modules_and_functions_are_short():
    paths = modules(*APPS)
    assert sum(lines(path) < MODULE / 2 for path in paths) >= 0.9 * len(paths)
    sizes = [node.end_lineno - node.lineno + 1 for path in paths for node in functions(path)]
    assert sum(size <= FUNCTION / 2 for size in sizes) >= 0.9 * len(sizes)


@pytest.mark.parametrize("path", templates(), ids=str)
def test_template_is_not_too_long(path):
    assert lines(path) <= TEMPLATE
