"""What no file of the project says: places of one machine, hosts of registries, secrets."""

import re
import subprocess

from tests.architecture.tree import ROOT

FORBIDDEN = re.compile(r"(?<![\w.])/(?:work|farm)/\w|--(?:extra-)?index-url|files\.pythonhosted|pypi\.org", re.ASCII)
TEXT = {".py", ".toml", ".txt", ".md", ".html", ".css", ".po", ".yml", ".cfg", ""}


def tracked_files():
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return [ROOT / name for name in names if name and (ROOT / name).suffix in TEXT and (ROOT / name).is_file()]


def test_no_file_names_a_place_of_one_machine():
    found = [path for path in tracked_files() if FORBIDDEN.search(path.read_text(errors="ignore"))]
    assert not found


def test_requirements_are_pinned_with_hashes():
    for name in ("base", "demo", "dev"):
        text = (ROOT / f"requirements/{name}.txt").read_text()
        pins = re.findall(r"^[\w\[\]-]+==\S+", text, re.MULTILINE)
        assert pins
        assert text.count("--hash=sha256:") >= len(pins)
