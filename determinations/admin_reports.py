"""The queue of reported mistakes: open ones first, urgent ones before the others, each settled by a member of staff."""

from django.contrib import admin
from django.http import Http404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from simple_history.admin import SimpleHistoryAdmin

from determinations import reports
from determinations.choices import PublicationState, ReportState
from determinations.models import Case
from determinations.models.reports import QUEUE


def on_site(case: Case, words: str, place: str = "") -> str:
    """A link to the case as the public sees it, or why the public does not."""
    publication = getattr(case, "publication", None)
    if publication and publication.state != PublicationState.PUBLIC:
        return publication.get_state_display()
    return format_html('<a href="{}">{}</a>', case.get_absolute_url() + place, words)


class ReportAdmin(SimpleHistoryAdmin):
    list_display = ["kind_of", "about", "links", "excerpt", "state", "sent_at", "settled_by"]
    list_filter = ["state", "kind"]
    list_select_related = ["case__publication", "item", "settled_by"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["words", "note", "=case__case_number", "=case__slug"]
    fields = ["kind_of", "about", "links", "words", "sent_at", "state", "settled_by", "note"]
    readonly_fields = ["kind_of", "about", "links", "words", "sent_at", "state", "settled_by"]
    actions = ["settle", "dismiss", "reopen"]
    object_history_list_template = "admin/determinations/report/history.html"

    def changelist_view(self, request, extra_context=None):
        """Whoever looks after the queue also drops what is kept for a day only."""
        reports.forget()
        return super().changelist_view(request, extra_context)

    def get_ordering(self, request):
        return QUEUE

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """What was is read, not brought back: an action opens a report again."""
        raise Http404("There is no such page.")

    def has_add_permission(self, request):
        return False

    @admin.display(description="what is wrong", ordering="kind")
    def kind_of(self, report):
        kind = report.get_kind_display()
        return format_html("<strong>Urgent:</strong> {}", kind) if report.is_urgent else kind

    @admin.display(description="where", ordering="case")
    def about(self, report):
        return f"{report.case}, decision {report.item.position}" if report.item else str(report.case)

    @admin.display(description="words")
    def excerpt(self, report):
        return Truncator(report.words).chars(160)

    @admin.display(description="case")
    def links(self, report):
        place = f"#item-{report.item.position}" if report.item else ""
        history = reverse("admin:determinations_case_history", args=[report.case.pk])
        return format_html('{} · <a href="{}">History</a>', on_site(report.case, "On site", place), history)

    @admin.action(description="Settle: it was a mistake, and is put right", permissions=["change"])
    def settle(self, request, queryset):
        self._move(request, queryset, ReportState.SETTLED)

    @admin.action(description="Dismiss: nothing is wrong", permissions=["change"])
    def dismiss(self, request, queryset):
        self._move(request, queryset, ReportState.DISMISSED)

    @admin.action(description="Open again", permissions=["change"])
    def reopen(self, request, queryset):
        self._move(request, queryset, ReportState.OPEN)

    def _move(self, request, queryset, state):
        moved = reports.settle(queryset.values_list("pk", flat=True), state, by=request.user)
        self.message_user(request, f"{state.label}: {moved:,} report{'' if moved == 1 else 's'}.")
