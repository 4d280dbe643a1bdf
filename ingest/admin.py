"""The upload page: several letters at once, and what became of each."""

from django import forms
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from determinations.admin import ReadOnly
from determinations.models import Case
from ingest.desk.actions import DecidedCaseAdmin
from ingest.models import Upload, UploadedFile
from ingest.reporting import count, summary
from ingest.uploads import process, receive

NOTHING = "–"  # stands wherever there is nothing to say


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files of one input; each is checked as a single one would be."""

    widget = ManyFilesInput(attrs={"accept": ".pdf,.txt,application/pdf,text/plain"})

    def clean(self, data, initial=None):
        files = data or [None]  # nothing chosen is refused as a single missing file is
        return [super(ManyFilesField, self).clean(file, initial) for file in files]


class UploadForm(forms.ModelForm):
    files = ManyFilesField(
        label="Letters",
        help_text="One or more final determination letters as .pdf or .txt files.",
        allow_empty_file=True,  # an empty file is reported beside the others, not instead of them
    )

    class Meta:
        model = Upload
        fields: list[str] = []


class UploadedFileInline(ReadOnly, admin.TabularInline):
    model = UploadedFile
    template = "admin/ingest/upload/files.html"
    fields = readonly_fields = ["name", "status", "reason", "case_link", "items", "noticed"]
    empty_value_display = NOTHING
    verbose_name_plural = "files"
    can_delete = False
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("case")

    @admin.display(description="case")
    def case_link(self, file):
        if file.case is None:
            return NOTHING
        return format_html('<a href="{}">{}</a>', file.case.get_absolute_url(), file.case)

    @admin.display(description="noticed while it was read")
    def noticed(self, file):
        """The warnings; one that is the reason already is not said twice."""
        messages = [(warning["message"],) for warning in file.warnings if warning["message"] != file.reason]
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", messages)) if messages else NOTHING


@admin.register(Upload)
class UploadAdmin(admin.ModelAdmin):
    list_display = ["__str__", "uploaded_at", "uploaded_by", "outcome"]
    list_select_related = ["uploaded_by"]
    search_fields = ["files__name", "=files__case__case_number", "uploaded_by__username"]
    date_hierarchy = "uploaded_at"
    readonly_fields = ["uploaded_at", "uploaded_by", "outcome"]
    empty_value_display = NOTHING

    class Media:
        css = {"all": ["css/uploads.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("files")

    @admin.display(description="outcome")
    def outcome(self, upload):
        return summary_of(upload)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def add_view(self, request, form_url="", extra_context=None):
        """Files are read before the transaction in which forms are saved: nobody else could write meanwhile."""
        if request.method == "POST" and self.has_add_permission(request):
            request.received = receive(request.FILES.getlist("files"))
        return super().add_view(request, form_url, {"title": "Upload letters"} | (extra_context or {}))

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, **kwargs) if obj else UploadForm

    def get_fieldsets(self, request, obj=None):
        return [(None, {"fields": ["uploaded_at", "uploaded_by", "outcome"] if obj else ["files"]})]

    def get_inlines(self, request, obj):
        return [UploadedFileInline] if obj else []

    def save_model(self, request, obj, form, change):
        obj.uploaded_by = request.user
        super().save_model(request, obj, form, change)
        process(obj, request.received)

    def response_add(self, request, obj, post_url_continue=None):
        """To the page that shows what became of each file."""
        self.message_user(request, f"{obj}: {summary_of(obj)}.")
        return HttpResponseRedirect(reverse("admin:ingest_upload_change", args=[obj.pk]))


def summary_of(upload: Upload) -> str:
    return summary(count(upload.files.all()))


@admin.register(UploadedFile)
class UploadedFileAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name", "status", "reason", "case", "upload"]
    list_filter = ["status"]
    list_select_related = ["case", "upload"]
    search_fields = ["name", "reason", "=case__case_number"]
    empty_value_display = NOTHING


admin.site.unregister(Case)
admin.site.register(Case, DecidedCaseAdmin)
