"""The files that the architecture tests read."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("cnrs_intl", "offices", "partnerships")


def modules(*folders: str) -> list[Path]:
    """Python modules of these folders, relative to the project; generated migrations apart."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path.relative_to(ROOT) for path in found if "migrations" not in path.parts)


def templates() -> list[Path]:
    return sorted(path.relative_to(ROOT) for path in (ROOT / "templates").rglob("*.html"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines(path: Path) -> int:
    return (ROOT / path).read_text().count("\n")
