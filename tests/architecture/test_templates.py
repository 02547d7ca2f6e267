import re

import pytest

from tests.architecture.tree import ROOT, templates

NOTHING_BEFORE = re.compile(r"^(<!doctype html>|\{%.*?%\}|\s)*", re.IGNORECASE)


@pytest.mark.parametrize("path", templates(), ids=str)
def test_template_opens_with_its_contract(path):
    text = (ROOT / path).read_text()
    assert text[NOTHING_BEFORE.match(text).end() :].startswith("{#")


@pytest.mark.parametrize("path", templates(), ids=str)
def test_template_trusts_no_text_and_no_style_of_its_own(path):
    text = (ROOT / path).read_text()
    assert not re.search(r"\|\s*safe\b|autoescape off|<style|style=|<script(?! src)|\son[a-z]+=", text)


@pytest.mark.parametrize("path", templates(), ids=str)
def test_template_writes_days_in_words(path):
    """With `|day`: Django's own format writes “1 juillet” where French has “1er juillet”."""
    assert "DATE_FORMAT" not in (ROOT / path).read_text()
