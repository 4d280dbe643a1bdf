"""The pages of the desk. Whatever changes something is a POST of the form that says it."""

from collections.abc import Callable
from functools import partial

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from determinations.models import Case
from determinations.publishing import UnfitError
from ingest.bulk.asking import decide_here, draft
from ingest.bulk.pages import page_of
from ingest.bulk.states import Kind, Progress
from ingest.desk import doing, rights
from ingest.desk.bulk import bulk_page
from ingest.desk.forms import CaseForm, ManyForm
from ingest.desk.queue import SHOWN, Queue, codes, counts, described, why
from ingest.desk.showing import CasePage

_ON_A_PAGE = 50
_WHOLE = {"release-all": Kind.RELEASE, "withdraw-all": Kind.WITHDRAW}


def staff(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Behind the admin's login, for those who may see cases."""

    def shown(request: HttpRequest, *arguments, **named) -> HttpResponse:
        rights.need(request.user, rights.SEE)
        return view(request, *arguments, **named)

    return admin.site.admin_view(shown)


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    asked = Queue(request.GET.dict())
    page = Paginator(asked.keys(), _ON_A_PAGE).get_page(request.GET.get("p"))
    context = {
        "title": "Review desk",
        "queue": asked,
        "counts": counts(),
        "tabs": SHOWN,
        "codes": codes(),
        "page": page,
        "rows": described(list(page)),
        "may_release": request.user.has_perms(rights.RELEASE),
        "opts": Case._meta,
    }
    return desk_page(request, "queue.html", context, 200 if asked.is_valid else 400)


@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, key: int) -> HttpResponse:
    """A case. What is sent and cannot be done comes back as it was typed, with the reason."""
    get_object_or_404(Case.objects.only("pk"), pk=key)
    shown, asked = CasePage(key), Queue(request.GET.dict())
    if request.method != "POST":
        return _case_page(request, shown, asked, CaseForm(shown.case, shown.letter))
    form = CaseForm(shown.case, shown.letter, request.POST)
    what, _, about = request.POST.get("do", "save").partition(":")
    if what == "bulk":
        return bulk_page(request, shown, form, about, partial(_case_page, request, shown, asked, form), desk_page)
    done = doing.do(request, shown, form, what, about)
    if not done:
        return _case_page(request, shown, asked, form, 400)
    return redirect(_next(key, asked) if done == doing.LEAVE else _address(key, asked))


@require_POST
def many(request: HttpRequest) -> HttpResponse:
    """Release or withdraw many cases; first asks why."""
    rights.need(request.user, rights.RELEASE)
    if kind := _WHOLE.get(request.POST.get("do", "")):
        return _whole_list(request, kind)
    form = ManyForm(request.POST)
    back = reverse("desk:queue")
    if not request.POST.getlist("case"):
        messages.error(request, "No case was chosen; nothing was done.")
        return redirect(back)
    if not form.is_valid():
        return many_page(request, form, 400 if "why" in request.POST else 200)
    kind = Kind(form.cleaned_data["do"])
    try:
        change = decide_here(kind, form.cleaned_data["case"], request.user, form.cleaned_data["why"])
    except (rights.OwnLetterError, UnfitError) as error:
        form.add_error(None, f"{error} Nothing was done.")
        return many_page(request, form, 400)
    if change.state != Progress.FINISHED or change.refused or change.kept:
        return redirect(page_of(change))
    word = {Kind.RELEASE: "released", Kind.WITHDRAW: "withdrawn"}[kind]
    messages.success(request, f"{change.changed} case{'' if change.changed == 1 else 's'} {word}.")
    return redirect(back)


def _whole_list(request: HttpRequest, kind: Kind) -> HttpResponse:
    """All cases of a list, however many: asks why on a page of its own."""
    asked = Queue(QueryDict(request.POST.get("list", "")).dict())
    keys = asked.keys()
    if not asked.is_valid or not keys.exists():
        messages.error(request, "There is no case in this list; nothing was done.")
        return redirect(reverse("desk:queue"))
    return redirect(page_of(draft(kind, keys, request.user)))


def many_page(request: HttpRequest, form: ManyForm, status: int = 200) -> HttpResponse:
    """Which cases it would be, and the field for the reason."""
    word = "Withdraw" if form.data.get("do") == "withdraw" else "Release"
    keys = [key for key, _ in form.fields["case"].choices]
    if "why" not in form.data:  # nothing was said yet that could be wrong
        form.errors.pop("why", None)
    context = {
        "title": f"{word} cases",
        "word": word,
        "form": form,
        "cases": Case.objects.filter(pk__in=keys).order_by("pk"),
    }
    return desk_page(request, "many.html", context, status)


def _case_page(request, shown: CasePage, asked: Queue, form: CaseForm, status: int = 200) -> HttpResponse:
    earlier, later = asked.beside(shown.case.pk)
    context = shown.context(form) | {
        "title": shown.title,
        "queue": asked,
        "why_here": why([shown.case.pk]).get(shown.case.pk),
        "earlier": earlier and _address(earlier, asked),
        "later": later and _address(later, asked),
        "may_release": request.user.has_perms(rights.RELEASE),
        "may_correct": request.user.has_perms(rights.CORRECT) and not shown.unread,
        "opts": Case._meta,
    }
    return desk_page(request, "case.html", context, status)


def desk_page(request: HttpRequest, template: str, context: dict, status: int = 200) -> HttpResponse:
    """A page of the desk: `template` is one of its own."""
    context = {**admin.site.each_context(request), **context}
    return render(request, f"admin/ingest/desk/{template}", context, status=status)


def _address(key: int, asked: Queue) -> str:
    params = f"?{asked.params}" if asked.params else ""
    return f"{reverse('desk:case', args=[key])}{params}"


def _next(key: int, asked: Queue) -> str:
    """The case after this one, else the queue."""
    later = asked.beside(key)[1]
    if later:
        return _address(later, asked)
    return f"{reverse('desk:queue')}?{asked.params}" if asked.params else reverse("desk:queue")


queue, case, many = staff(queue), staff(case), staff(many)
