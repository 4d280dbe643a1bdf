"""A case's letter to take home: its text, and the file it was read from."""

import logging

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from determinations.models import Letter
from determinations.publishing import public_case
from determinations.views import public

_log = logging.getLogger(__name__)
shown_as_object = csp_replace({"object-src": [SELF]})  # browsers show a PDF as an object inside a page of their own


@public
def letter_text(request: HttpRequest, slug: str) -> HttpResponse:
    """The words in force, as they are stored: spans count their characters."""
    if slug != slug.lower():
        return redirect("letter-text", slug.lower(), permanent=True)
    letter = _in_force(slug)
    response = HttpResponse(letter.text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{_name(letter)}.txt"'
    return response


@shown_as_object
@public
def letter_pdf(request: HttpRequest, slug: str) -> HttpResponse | FileResponse:
    """The file the words in force were read from; 404 where they were plain text."""
    if slug != slug.lower():
        return redirect("letter-pdf", slug.lower(), permanent=True)
    return original_of(_in_force(slug))


def original_of(letter: Letter) -> FileResponse:
    """The file a letter was read from, in force or not. Raises Http404 where there is none."""
    if not letter.original:
        raise Http404("This letter was read from plain text; there is no PDF of it.")
    try:
        file = letter.original.open("rb")
    except FileNotFoundError:
        _log.error("The original %s of case %s is missing.", letter.original.name, letter.case.slug)
        raise Http404("The PDF of this letter is missing.") from None
    return FileResponse(file, filename=f"{_name(letter)}.pdf", content_type="application/pdf")


def _in_force(slug: str) -> Letter:
    return get_object_or_404(Letter.objects.select_related("case"), case=public_case(slug), superseded_at=None)


def _name(letter: Letter) -> str:
    """A file name: a case number or its slug, of which neither holds anything but letters, digits and hyphens."""
    return letter.case.case_number or letter.case.slug
