"""Texts that exist in one language only, shown on pages of both: marked for the eye and for a screen reader."""

from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.text import foreign_language


def marked(text: object, language: str) -> SafeString:
    """A text as HTML, with its language (`en` or `fr`) where that is not the reader's; none: the text alone."""
    if not language:
        return _said(text, language)
    words = escape(_("in French") if language == "fr" else _("in English"))
    mark = f'<span aria-hidden="true">{language.upper()}</span><span class="unseen">({words})</span>'
    return SafeString(f'{_said(text, language)} <span class="foreign" title="{words}">{mark}</span>')


def told(record: object, name: str) -> SafeString:
    """A bilingual value in the reader's language, or in the other one, marked, where its translation is missing."""
    return marked(getattr(record, name), foreign_language(record, name))


def spoken(record: object, name: str) -> SafeString:
    """The same without a mark for the eye, for what is to be copied."""
    return _said(getattr(record, name), foreign_language(record, name))


def _said(text: object, language: str) -> SafeString:
    words = escape(str(text))
    return SafeString(f'<span lang="{language}">{words}</span>' if language else words)
