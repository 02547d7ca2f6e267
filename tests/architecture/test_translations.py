"""French is complete, says the same placeholders, is compiled, and no text is frozen in one language at import."""

import ast
import re
import shutil
import subprocess
import sys

import polib
import pytest

from tests.architecture.tree import APPS, ROOT, modules, tree

CATALOGUE = ROOT / "locale/fr/LC_MESSAGES/django.po"
PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}")


def entries():
    return [entry for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete]


def test_every_text_is_translated():
    missing = [entry.msgid for entry in entries() if not entry.translated() or entry.fuzzy]
    assert not missing


def test_translations_have_the_same_placeholders():
    for entry in entries():
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                wanted = set(PLACEHOLDERS.findall(entry.msgid)) | set(PLACEHOLDERS.findall(entry.msgid_plural))
                assert set(PLACEHOLDERS.findall(text)) <= wanted, entry.msgid
                assert wanted - set(PLACEHOLDERS.findall(text)) <= {"%(counter)s", "%(count)s"}, entry.msgid


def test_compiled_translations_are_those_of_the_text():
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    assert {(each.msgctxt, each.msgid): each.msgstr for each in compiled} == {
        (each.msgctxt, each.msgid): each.msgstr for each in entries()
    }


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not installed")
def test_every_text_of_the_code_is_in_the_catalogue(tmp_path):
    """Gathers the texts in a copy, and finds none that the catalogue lacks."""
    copy = tmp_path / "copy"
    ignored = shutil.ignore_patterns(".venv", "var", ".git", "tests", "*.mo", "*.csv", "*.json", "node_modules")
    shutil.copytree(ROOT, copy, ignore=ignored)
    command = [sys.executable, "manage.py", "makemessages", "--locale", "fr", "--no-location", "--no-obsolete"]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    gathered = {(each.msgctxt, each.msgid) for each in polib.pofile(str(copy / "locale/fr/LC_MESSAGES/django.po"))}
    assert gathered == {(each.msgctxt, each.msgid) for each in entries()}


def names_of_translators(module: ast.Module) -> dict[str, str]:
    """The functions that translate, by the names under which a module has them."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if "gettext" in alias.name
    }


def eager_names(module: ast.Module) -> set[str]:
    """The names under which a module has the functions that translate at once."""
    return {name for name, function in names_of_translators(module).items() if not function.endswith("_lazy")}


def calls_at_import(node: ast.AST) -> list[ast.Call]:
    found = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.Call):
            found.append(child)
        found += calls_at_import(child)
    return found


@pytest.mark.parametrize("path", modules(*APPS), ids=str)
def test_no_text_is_translated_when_its_module_is_imported(path):
    module = tree(path)
    eager = eager_names(module)
    names = {call.func.id for call in calls_at_import(module) if isinstance(call.func, ast.Name)}
    assert not names & eager


@pytest.mark.parametrize("path", modules(*APPS), ids=str)
def test_functions_that_translate_have_the_names_that_the_gathering_knows(path):
    """Under another name, such as `_now`, their texts would be missing from the catalogue and nobody would see it."""
    for name, function in names_of_translators(tree(path)).items():
        assert name == function or (name == "_" and function in {"gettext", "gettext_lazy"})
