"""What the buttons of a case's page do. Each says what became of it; what is refused changes nothing."""

from django.contrib import messages
from django.http import HttpRequest

from determinations import corpus
from determinations.models import Case, Correction
from determinations.publishing import UnfitError
from ingest import correcting
from ingest.corrections.values import CorrectionError
from ingest.desk import deciding, rights
from ingest.desk.fields import said
from ingest.desk.forms import CaseForm, Typed, name_of
from ingest.desk.showing import CasePage

STAY, LEAVE = "stay", "leave"  # where to go when it is done
_CHANGED = "Somebody changed this case since you opened it: look at what it says now, then do it again."
_UNSAVED = "There are corrections you typed and did not save: save them first, or take them back. Nothing was done."


def do(request: HttpRequest, page: CasePage, form: CaseForm, what: str, about: str) -> str:
    """Do it; returns STAY or LEAVE, blank where it was refused. Raises PermissionDenied."""
    act = _ACTS.get(what)
    rights.need(request.user, rights.CORRECT if what in ("save", "undo") else rights.RELEASE)
    if act is None:
        form.add_error(None, "There is no such button.")
        return ""
    if what != "save" and not is_untouched(form):
        return ""
    return act(request, page, form, about) if form.is_valid() else ""


def is_untouched(form: CaseForm, *, but: str = "") -> bool:
    """Whether nothing was typed that a button other than “save” would lose; else says so."""
    form.is_valid()
    broken = [name for name in form.errors if name not in ("__all__", "why", "revision", but)]
    if broken or form.typed(but=but):
        form.add_error(None, _UNSAVED)
        return False
    return True


def refuse_stale(form: CaseForm) -> bool:
    """Whether somebody changed the case since the form was shown. It comes back for the case as it is now."""
    if not form.is_stale():
        return False
    form.data = form.data.copy()
    form.data["revision"] = str(form.case.revision)
    form.add_error(None, _CHANGED)
    return True


def _is_overtaken(form: CaseForm) -> bool:
    """Within a change of the corpus: whether the case changed while this was asked. The form stays as it was sent."""
    if Case.objects.filter(pk=form.case.pk, revision=form.case.revision).exists():
        return False
    form.add_error(None, _CHANGED)
    return True


def save(request: HttpRequest, page: CasePage, form: CaseForm, about: str) -> str:
    """All that was typed, or nothing of it."""
    typed = form.typed()
    if refuse_stale(form):
        return ""
    try:
        with corpus.change():
            if _is_overtaken(form):
                return ""
            held = [_correct(request, page, form, each) for each in typed]
    except CorrectionError:
        return ""
    if not typed:
        messages.info(request, "Nothing was changed.")
    else:
        messages.success(request, f"{len(typed)} fact{'' if len(typed) == 1 else 's'} corrected.")
    if held and held[-1] and page.state == "public":
        messages.warning(request, f"The case is not public any more. {held[-1]}")
    return STAY


def _correct(request: HttpRequest, page: CasePage, form: CaseForm, each: Typed) -> str:
    """Why the case is held since. Raises CorrectionError, said at its field."""
    why = form.cleaned_data["why"]
    try:
        return correcting.correct(page.case, each.place, each.field, each.value, by=request.user, why=why).held
    except CorrectionError as error:
        form.add_error(name_of(each.place, each.field), said(each.field, error))
        raise


def undo(request: HttpRequest, page: CasePage, form: CaseForm, about: str) -> str:
    key = int(about) if about.isascii() and about.isdigit() and len(about) < 19 else 0
    correction = Correction.objects.filter(pk=key, case=page.case).select_related("case").first()
    try:
        if correction is None:
            raise CorrectionError("This correction was undone already.")
        correcting.undo(correction, by=request.user, why=form.cleaned_data["why"])
    except CorrectionError as error:
        form.add_error(None, str(error))
        return ""
    messages.success(request, "The correction was undone.")
    return STAY


def accept(request: HttpRequest, page: CasePage, form: CaseForm, about: str) -> str:
    if not deciding.accept(page.case.pk, about, request.user, form.cleaned_data["why"]):
        form.add_error(None, "This finding holds the case no more.")
        return ""
    messages.success(request, "Judged harmless. The case stays as it is until it is released.")
    return STAY


def doubt(request: HttpRequest, page: CasePage, form: CaseForm, about: str) -> str:
    if not deciding.doubt(page.case.pk, about, request.user, form.cleaned_data["why"]):
        form.add_error(None, "This finding is not judged harmless, or the case is public.")
        return ""
    messages.success(request, "Not judged harmless any more.")
    return STAY


def release(request: HttpRequest, page: CasePage, form: CaseForm, about: str) -> str:
    if refuse_stale(form):
        return ""
    case, why = page.case, form.cleaned_data["why"].strip() or _why(page)
    try:
        changed = deciding.release({case.pk: case.revision}, request.user, why)
    except (rights.OwnLetterError, UnfitError) as error:
        form.add_error(None, str(error))
        return ""
    messages.success(request, f"{page.title} is public{'' if changed else ' already'}.")
    return LEAVE


def _why(page: CasePage) -> str:
    """What the history says of a release for which nothing was typed."""
    codes = sorted({each.finding.code for each in page.findings})
    return f"Judged harmless: {', '.join(codes)}" if codes else "Looked at: nothing in its letter holds it."


def withdraw(request: HttpRequest, page: CasePage, form: CaseForm, about: str) -> str:
    if not form.cleaned_data["why"].strip():
        form.add_error("why", "Say why it is withdrawn.")
        return ""
    deciding.withdraw([page.case.pk], request.user, form.cleaned_data["why"])
    messages.success(request, f"{page.title} is withdrawn.")
    return STAY


_ACTS = {"save": save, "undo": undo, "accept": accept, "doubt": doubt, "release": release, "withdraw": withdraw}
