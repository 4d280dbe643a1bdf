"""One fact corrected wherever the same request stands: first says how many decisions that are, then does it.

A few are corrected while the page waits, more in the background.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ingest.bulk import asking
from ingest.bulk.pages import page_of
from ingest.bulk.states import Progress
from ingest.correcting import count_many
from ingest.corrections.values import CorrectionError
from ingest.desk import rights
from ingest.desk.doing import is_untouched, refuse_stale
from ingest.desk.fields import label, said
from ingest.desk.forms import CaseForm, name_of
from ingest.desk.showing import FOR_ALL, CasePage, request_of

COUNTED = 10_000  # decisions; of more it is only said that there are more, until they are corrected


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
    count = count_many(words, COUNTED + 1)
    context = {
        "title": "Correct every decision with this request",
        "shown": shown,
        "words": words,
        "label": label(field),
        "bound": form[name],
        "about": about,
        "why": form["why"],
        "revision": shown.case.revision,
        "count": min(count, COUNTED),
        "more": count > COUNTED,
        "waits": count <= asking.AT_ONCE,
    }
    return page(request, "bulk.html", context)


def _done(request: HttpRequest, words: str, field: str, value, form: CaseForm, again: Callable) -> HttpResponse:
    here = count_many(words, asking.AT_ONCE + 1) <= asking.AT_ONCE
    given = {"by": request.user, "why": form.cleaned_data["why"], "overwrite": bool(request.POST.get("overwrite"))}
    try:
        told = asking.correct(words, field, value, **given, here=here)
    except CorrectionError as error:
        form.add_error(None, said(field, error))
        return again(400)
    if told.state != Progress.FINISHED:
        return redirect(page_of(told))
    messages.success(
        request,
        f"{told.found:,} found: {told.changed:,} corrected, {told.same:,} were so already, "
        f"{told.kept:,} left to another correction, {told.refused:,} refused; {told.held:,} held. "
        f"Under “Bulk changes” it can be undone as a whole.",
    )
    for reason in told.reasons:
        messages.warning(request, reason)
    return redirect(request.get_full_path())
