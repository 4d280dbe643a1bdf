"""Bulk changes in the admin: a list of them, and a page each that tells its progress and has its buttons."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from determinations.admin import ReadOnly
from determinations.history import in_words
from determinations.models import Case
from determinations.results import shortened
from ingest.bulk import asking
from ingest.bulk.states import Kind, Progress
from ingest.desk import rights
from ingest.desk.fields import label
from ingest.desk.forms import LONGEST_WHY
from ingest.desk.values import named
from ingest.models import BulkChange, BulkLine
from ingest.uploading.showing import at_work

_LISTED = 50  # cases of a draft that are named
_VERBS = {Kind.RELEASE: "Release", Kind.WITHDRAW: "Withdraw"}


class WhyForm(forms.Form):
    why = forms.CharField(label="Why", max_length=LONGEST_WHY, widget=forms.TextInput)


class Seen(ReadOnly, admin.ModelAdmin):
    """Whoever may see cases may see what was done to many of them."""

    empty_value_display = "–"

    def has_view_permission(self, request, obj=None):
        return request.user.has_perms(rights.SEE)

    def has_module_permission(self, request):
        return self.has_view_permission(request)


class BulkLineAdmin(Seen):
    list_display = ["change", "case", "item", "field", "act", "before_in_words"]
    list_filter = ["act", "field"]
    list_select_related = ["change", "case"]
    search_fields = ["=case__case_number", "=case__slug", "=change__pk"]

    @admin.display(description="said before")
    def before_in_words(self, line: BulkLine) -> str:
        return shortened(in_words(line.before), 120)

    def get_queryset(self, request):
        return super().get_queryset(request).defer("change__cases")


class BulkChangeAdmin(Seen):
    list_display = ["__str__", "asked_at", "asked_by", "described", "state", "found", "changed", "refused", "why"]
    list_filter = ["kind", "state"]
    list_select_related = ["asked_by", "undoes__asked_by"]
    search_fields = ["why", "asked_by__username"]

    @admin.display(description="what")
    def described(self, change: BulkChange) -> str:
        return described(change)

    def get_queryset(self, request):
        """A draft is nobody's but who made it."""
        found = super().get_queryset(request)
        found = found.defer("cases", "undoes__cases")
        return found.exclude(pk__in=found.filter(state=Progress.DRAFT).exclude(asked_by=request.user.pk))

    def get_urls(self):
        views = {
            "confirm": self.confirm,
            "drop": self.drop,
            "cancel": self.cancel,
            "resume": self.resume,
            "undo": self.undo,
        }
        own = [
            path(f"<int:key>/{name}/", self.admin_site.admin_view(require_POST(view)), name=f"ingest_bulkchange_{name}")
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not (object_id.isascii() and object_id.isdecimal() and len(object_id) < 19):
            raise Http404("There is no such bulk change.")
        return self._page(request, self._seen(request, int(object_id)), WhyForm())

    def confirm(self, request: HttpRequest, key: int) -> HttpResponse:
        change, form = self._to_act_on(request, key), WhyForm(request.POST)
        if not form.is_valid():
            return self._page(request, change, form, 400)
        done = asking.confirm(change, request.user, form.cleaned_data["why"])
        return self._told(request, change, done, "It is done in the background.", "It was asked for already.")

    def drop(self, request: HttpRequest, key: int) -> HttpResponse:
        asking.drop(self._to_act_on(request, key), request.user)
        messages.info(request, "Nothing was done.")
        return redirect("desk:queue")

    def cancel(self, request: HttpRequest, key: int) -> HttpResponse:
        change = self._to_act_on(request, key)
        done = asking.cancel(change)
        return self._told(request, change, done, "Cancelled. What was done until then stands.", "It had ended already.")

    def resume(self, request: HttpRequest, key: int) -> HttpResponse:
        change = self._to_act_on(request, key)
        done = asking.go_on(change)
        return self._told(request, change, done, "It goes on where it stopped.", "It cannot go on.")

    def undo(self, request: HttpRequest, key: int) -> HttpResponse:
        change = self._to_act_on(request, key)
        undone = asking.undo(change, request.user, request.POST.get("why", "").strip()[:LONGEST_WHY])
        if undone is None:
            return self._told(request, change, False, "", "There is nothing to undo, or it is undone already.")
        return redirect(page_of(undone))

    def _page(self, request: HttpRequest, change: BulkChange, form: WhyForm, status: int = 200) -> HttpResponse:
        is_live = change.state in (Progress.WAITING, Progress.RUNNING)
        context = self.admin_site.each_context(request) | {
            "title": str(change),
            "opts": self.opts,
            "change": change,
            "described": described(change),
            "live": is_live,
            "working": at_work(change) if is_live else None,
            "may_act": request.user.has_perms(needs(change)),
            "is_own": change.asked_by_id == request.user.pk,
            "undoable": asking.is_undoable(change),
            "resumable": asking.is_resumable(change),
            "undone_by": list(change.undone_by.all()),
            "form": form,
            "verb": _VERBS.get(change.kind, ""),
        }
        if change.state == Progress.DRAFT:
            keys = change.cases[:_LISTED]
            context |= {"cases": Case.objects.filter(pk__in=keys).order_by("pk"), "more": change.total - len(keys)}
        return render(request, "admin/ingest/bulkchange/page.html", context, status=status)

    def _seen(self, request: HttpRequest, key: int) -> BulkChange:
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.get_queryset(request).select_related("asked_by", "worker", "undoes")
        return get_object_or_404(rows, pk=key)

    def _to_act_on(self, request: HttpRequest, key: int) -> BulkChange:
        change = self._seen(request, key)
        rights.need(request.user, needs(change))
        return change

    @staticmethod
    def _told(request: HttpRequest, change: BulkChange, done: bool, yes: str, no: str) -> HttpResponse:
        messages.add_message(request, messages.SUCCESS if done else messages.ERROR, yes if done else no)
        return redirect(page_of(change))


def page_of(change: BulkChange) -> str:
    return reverse("admin:ingest_bulkchange_change", args=[change.pk])


def needs(change: BulkChange) -> tuple[str, ...]:
    """The rights that the change asks for, and whoever cancels or undoes it."""
    first = change.undoes or change
    return rights.CORRECT if first.kind == Kind.CORRECT else rights.RELEASE


def described(change: BulkChange) -> str:
    """'Treatment of every decision “Knee brace”: TENS unit', 'Release of 512 cases'."""
    if change.undoes_id:
        return f"{change.get_kind_display()} of bulk change {change.undoes_id}: {described(change.undoes)}"
    if change.kind != Kind.CORRECT:
        return f"{change.get_kind_display()} of {change.total:,} case{'' if change.total == 1 else 's'}"
    what = change.what
    values = what["value"] if isinstance(what["value"], list) else [what["value"]]
    said = in_words([named(what["field"], each) for each in values if each]) or "not stated"
    return f"{label(what['field'])} of every decision “{shortened(what['request'], 120)}”: {shortened(said, 120)}"
