"""Uploads in the admin: send letters, and see what became of each; and bulk changes."""

from collections import Counter

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.html import format_html

from determinations.admin import ReadOnly
from determinations.models import Case, Report
from ingest.bulk.pages import BulkChangeAdmin, BulkLineAdmin
from ingest.desk.actions import DecidedCaseAdmin
from ingest.desk.reported import DeskReportAdmin
from ingest.models import BulkChange, BulkLine, Upload, UploadedFile, Wording, Worker
from ingest.uploading.acting import Acting
from ingest.uploading.sending import Sending
from ingest.uploading.showing import context_of, counts_of_many, summary_of
from ingest.uploading.states import Decision

NOTHING = "–"  # stands wherever there is nothing to say


class UploadList(ChangeList):
    """Each upload with the counts of its files, all of them by one query."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        counts = counts_of_many(upload.pk for upload in self.result_list)
        for upload in self.result_list:
            upload.counts = counts.get(upload.pk, Counter())


@admin.register(Upload)
class UploadAdmin(Sending, Acting, admin.ModelAdmin):
    list_display = ["__str__", "uploaded_at", "uploaded_by", "outcome"]
    list_select_related = ["uploaded_by"]
    list_per_page = 50
    search_fields = ["files__name", "=files__case__case_number", "uploaded_by__username"]
    date_hierarchy = "uploaded_at"
    empty_value_display = NOTHING

    @admin.display(description="outcome")
    def outcome(self, upload):
        said = summary_of(upload.counts)
        return said if upload.sent_at else f"not finished sending: {said}"

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_changelist(self, request, **kwargs):
        return UploadList

    def get_urls(self):
        views = {
            "files": ("<int:key>/files/", self.files_view),
            "csv": ("<int:key>/files.csv", self.csv_view),
            "sent": ("<int:key>/sent/", self.sent_view),
            "retry": ("<int:key>/retry/", self.retry_view),
            "cancel": ("<int:key>/cancel/", self.cancel_view),
            "decide": ("<int:key>/decide/", self.decide_view),
            "compare": ("<int:key>/files/<int:file>/", self.compare_view),
        }
        admin_view = self.admin_site.admin_view
        own = [path(place, admin_view(view), name=f"ingest_upload_{name}") for name, (place, view) in views.items()]
        return [*own, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The upload's page, live while there is work left."""
        if not object_id.isdecimal():
            return HttpResponseRedirect(reverse("admin:ingest_upload_changelist"))
        upload = self._upload(request, int(object_id))
        context = self.admin_site.each_context(request) | {
            "title": str(upload),
            "opts": self.opts,
            "may_send": self.has_add_permission(request),
            "may_decide": self._may_decide(request),
            "decisions": Decision.choices,
        }
        context |= context_of(upload, request.GET.get("state", ""), request.GET.get("page", "1"))
        return render(request, "admin/ingest/upload/page.html", context)


@admin.register(Worker)
class WorkerAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["__str__", "started_at", "seen_at"]


@admin.register(UploadedFile)
class UploadedFileAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name", "state", "reason", "case", "upload"]
    list_filter = ["state"]
    list_select_related = ["case", "upload"]
    search_fields = ["name", "reason", "=case__case_number"]
    fields = ["upload", "name", "size", "checksum", "state", "reason", "advice", "case", "decision", "decided_by"]
    empty_value_display = NOTHING


admin.site.register(BulkChange, BulkChangeAdmin)
admin.site.register(BulkLine, BulkLineAdmin)


@admin.register(Wording)
class WordingAdmin(ReadOnly, admin.ModelAdmin):
    """To be looked at; the desk teaches, changes and removes them, and shows their history."""

    list_display = ["words", "kind", "term", "made_by", "made_at", "at_the_desk"]
    list_filter = ["kind"]
    list_select_related = ["made_by"]
    search_fields = ["words", "term"]
    fields = ["kind", "words", "term", "made_by", "made_at", "at_the_desk"]
    readonly_fields = ["at_the_desk"]
    empty_value_display = NOTHING

    @admin.display(description="desk")
    def at_the_desk(self, wording):
        return format_html('<a href="{}">At the desk</a>', reverse("desk:wording", args=[wording.pk]))


admin.site.unregister(Case)
admin.site.register(Case, DecidedCaseAdmin)
admin.site.unregister(Report)
admin.site.register(Report, DeskReportAdmin)
