"""One box over everything, its answers grouped by kind."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cnrs_intl.catalogue.filters import BadQueryError
from cnrs_intl.search.collaborations import collaborations, extensions
from cnrs_intl.search.near import near
from cnrs_intl.search.partners import partners
from cnrs_intl.search.places import Places
from cnrs_intl.search.question import Question
from cnrs_intl.search.results import Group, in_order
from cnrs_intl.search.start import ways


def search(request: HttpRequest) -> HttpResponse:
    """What is found; what can be asked, where nothing is; or why it cannot be asked (400)."""
    try:
        question = Question.of(request)
    except BadQueryError as error:
        return render(request, "search.html", {"errors": error.errors}, status=400)
    if not question.text:
        return render(request, "search.html", {"start": ways(question)})
    return render(request, "search.html", {"text": question.text} | answer(question))


def answer(question: Question) -> dict[str, Any]:
    groups = in_order(find(question))
    return {"groups": groups, "near": [] if groups else near(question)}


def find(question: Question) -> list[Group]:
    """A group for each kind, also where nothing is found; none where there is no word to find."""
    if not question.wanted:
        return []
    return [*collaborations(question), partners(question), extensions(question), *Places(question).groups()]
