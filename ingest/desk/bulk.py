"""One fact corrected wherever the same request stands: first says how many decisions that are, then does it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ingest.correcting import correct_many, count_many
from ingest.corrections.values import CorrectionError
from ingest.desk import rights
from ingest.desk.doing import is_untouched, refuse_stale
from ingest.desk.fields import label, said
from ingest.desk.forms import CaseForm, name_of
from ingest.desk.showing import FOR_ALL, CasePage, request_of

MOST = 300  # decisions; each of their letters is read again while the page waits


def bulk_page(
    request: HttpRequest, shown: CasePage, form: CaseForm, about: str, again: Callable, page: Callable
) -> HttpResponse:
    """`about` is "place:field". `again` shows the case with what was refused, `page` renders a template."""
    rights.need(request.user, rights.CORRECT)
    place, _, field = about.partition(":")
    words = request_of(shown.case, place)
    name = name_of(int(place), field) if words and field in FOR_ALL else ""
    if not name:
        form.is_valid()
        form.add_error(None, "There is no such fact.")
        return again(400)
    if not is_untouched(form, but=name) or not form.is_valid():
        return again(400)
    if refuse_stale(form):
        return again(400)
    value = form.cleaned_data.get(name, form.fields[name].now)
    if request.POST.get("confirmed"):
        return _done(request, words, field, value, form, again)
    count = count_many(words, MOST + 1)
    context = {
        "title": "Correct every decision with this request",
        "shown": shown,
        "words": words,
        "label": label(field),
        "bound": form[name],
        "about": about,
        "why": form["why"],
        "revision": shown.case.revision,
        "count": count,
        "most": MOST,
    }
    return page(request, "bulk.html", context)


def _done(request: HttpRequest, words: str, field: str, value, form: CaseForm, again: Callable) -> HttpResponse:
    try:
        if count_many(words, MOST + 1) > MOST:
            raise CorrectionError(f"More than {MOST:,} decisions are too many for a page.")
        overwrite = bool(request.POST.get("overwrite"))
        told = correct_many(words, field, value, by=request.user, why=form.cleaned_data["why"], overwrite=overwrite)
    except CorrectionError as error:
        form.add_error(None, said(field, error))
        return again(400)
    messages.success(
        request,
        f"{told.found:,} found: {told.corrected:,} corrected, {told.same:,} were so already, "
        f"{told.kept:,} left to another correction, {told.refused:,} refused; {told.held:,} held.",
    )
    for reason in told.reasons:
        messages.warning(request, reason)
    return redirect(request.get_full_path())
