"""Browsing every table. Facts are read, not typed here; a case can be taken out, which leaves a tombstone.

The queue of reported mistakes, in `admin_reports`, is the one table in which staff writes.
"""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.urls import path, reverse
from django.utils.html import format_html

from determinations import corpus, downloads, search
from determinations.admin_reports import ReportAdmin, on_site
from determinations.history import in_words
from determinations.history_pages import HistoryPages
from determinations.models import (
    BodyPart,
    Case,
    Citation,
    CorpusRevision,
    Correction,
    DisputedItem,
    Drug,
    Guideline,
    Letter,
    Publication,
    Report,
    Reviewer,
    ReviewerCredential,
    Specialty,
    Tombstone,
    TreatmentCategory,
    TreatmentType,
)
from determinations.results import shortened

admin.site.site_header = "IMR Determinations"
admin.site.site_title = "IMR Determinations staff"
admin.site.index_title = "Staff desk"
admin.site.register(Report, ReportAdmin)


class ReadOnly:
    """Rows that only loading changes."""

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ItemInline(ReadOnly, admin.TabularInline):
    model = DisputedItem
    fields = ["position", "request", "outcome", "treatment"]
    show_change_link = True
    view_on_site = False
    extra = 0


class LetterInline(ReadOnly, admin.TabularInline):
    model = Letter
    fields = ["file_name", "layout", "parser_version", "loaded_at", "superseded_at"]
    readonly_fields = ["loaded_at"]
    show_change_link = True
    extra = 0


class CitationInline(ReadOnly, admin.TabularInline):
    model = Citation
    fields = ["cited_by", "source", "within_mtus", "guideline", "text", "pages"]
    extra = 0


class CredentialInline(ReadOnly, admin.TabularInline):
    model = ReviewerCredential
    fields = ["position", "kind", "text", "specialty"]
    extra = 0


@admin.register(Case)
class CaseAdmin(HistoryPages, ReadOnly, admin.ModelAdmin):
    list_display = ["slug", "case_number", "decision_date", "age", "sex", "reviewer", "revision", "on_site"]
    list_filter = ["sex", "priority"]
    list_select_related = ["reviewer", "publication"]
    search_fields = ["=slug", "=case_number", "summary"]
    search_help_text = "A case number, a slug, or words of the summary"
    date_hierarchy = "decision_date"
    inlines = [ItemInline, LetterInline]

    @admin.display(description="on site")
    def on_site(self, case):
        return on_site(case, "Open")

    def get_view_on_site_url(self, obj=None):
        """None where the public sees no such page."""
        return super().get_view_on_site_url(obj) if obj and Case.objects.public().filter(pk=obj.pk).exists() else None

    def has_delete_permission(self, request, obj=None):
        return request.user.has_perm("determinations.delete_case")

    def get_deleted_objects(self, objs, request):
        """Whoever may delete a case may delete what hangs on it, which has no delete button of its own."""
        found, counts, _, protected = super().get_deleted_objects(objs, request)
        return found, counts, set(), protected

    def delete_model(self, request, obj):
        self._remove([obj.pk])

    def delete_queryset(self, request, queryset):
        self._remove(queryset.values_list("pk", flat=True))

    @staticmethod
    def _remove(keys):
        corpus.remove(keys)
        transaction.on_commit(search.sync, robust=True)  # what was taken out is out: the next sync follows


@admin.register(DisputedItem)
class DisputedItemAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["request", "outcome", "treatment", "category", "case"]
    list_filter = ["outcome", "category", "treatment"]
    list_select_related = ["case", "treatment", "category"]
    search_fields = ["request", "=case__case_number", "=case__slug"]
    inlines = [CitationInline]


@admin.register(Correction)
class CorrectionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["case", "item", "field", "said", "read_as", "standing", "made_by", "made_at"]
    list_filter = ["standing", "field"]
    list_select_related = ["case", "made_by"]
    search_fields = ["request", "=case__case_number", "=case__slug"]
    date_hierarchy = "made_at"

    @admin.display(description="value")
    def said(self, correction):
        return shortened(in_words(correction.value), 80) or "–"

    @admin.display(description="read as")
    def read_as(self, correction):
        return shortened(in_words(correction.read), 80) or "–"


@admin.register(Citation)
class CitationAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["text", "cited_by", "source", "within_mtus", "guideline", "item"]
    list_filter = ["cited_by", "source", "within_mtus", ("guideline", admin.EmptyFieldListFilter)]
    list_select_related = ["guideline", "item"]
    search_fields = ["text", "=item__case__case_number"]


@admin.register(Letter)
class LetterAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["file_name", "case", "layout", "parser_version", "loaded_at", "superseded_at"]
    list_filter = ["layout", "parser_version", ("superseded_at", admin.EmptyFieldListFilter)]
    list_select_related = ["case"]
    search_fields = ["file_name", "=digest", "=case__case_number", "=case__slug"]
    date_hierarchy = "loaded_at"
    exclude = ["original"]  # the store has no address of its own
    readonly_fields = ["original_file"]

    @admin.display(description="original")
    def original_file(self, letter):
        if not letter.original:
            return "–"
        return format_html('<a href="{}">PDF</a>', reverse("admin:determinations_letter_original", args=[letter.pk]))

    def get_urls(self):
        view = self.admin_site.admin_view(downloads.shown_as_object(self.original_view))
        return [path("<int:key>/original/", view, name="determinations_letter_original"), *super().get_urls()]

    def original_view(self, request, key):
        """The file of any letter, also of one that newer words have replaced."""
        letter = self.get_object(request, str(key))
        if not self.has_view_permission(request, letter):
            raise PermissionDenied
        if letter is None:
            raise Http404("There is no such letter.")
        return downloads.original_of(letter)

    def get_queryset(self, request):
        """A list of letters needs none of their texts."""
        found = super().get_queryset(request)
        return found.defer("text") if request.resolver_match.url_name.endswith("_changelist") else found


@admin.register(Publication)
class PublicationAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["case", "state", "changed_at"]
    list_filter = ["state"]
    list_select_related = ["case"]
    search_fields = ["=case__case_number", "=case__slug"]
    readonly_fields = ["changed_at"]


@admin.register(Reviewer)
class ReviewerAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["key", "credential_texts", "states"]
    search_fields = ["=key", "credentials__text"]
    inlines = [CredentialInline]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("credentials")

    @admin.display(description="credentials")
    def credential_texts(self, reviewer):
        return "; ".join(credential.text for credential in reviewer.credentials.all())


@admin.register(ReviewerCredential)
class ReviewerCredentialAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["text", "kind", "specialty", "reviewer"]
    list_filter = ["kind", ("specialty", admin.EmptyFieldListFilter)]
    list_select_related = ["specialty", "reviewer"]
    search_fields = ["text"]


@admin.register(TreatmentCategory, Specialty, BodyPart)
class TermAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]


@admin.register(TreatmentType)
class TreatmentTypeAdmin(TermAdmin):
    list_display = ["name", "slug", "category"]
    list_filter = ["category"]
    list_select_related = ["category"]


@admin.register(Drug)
class DrugAdmin(TermAdmin):
    list_display = ["name", "slug", "treatment"]
    list_filter = ["treatment"]
    list_select_related = ["treatment"]


@admin.register(Guideline)
class GuidelineAdmin(TermAdmin):
    list_display = ["name", "slug", "source", "topic", "edition"]
    list_filter = ["source"]


@admin.register(CorpusRevision)
class CorpusRevisionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["number", "corpus"]
    search_fields = ["=number"]


@admin.register(Tombstone)
class TombstoneAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["slug", "revision", "removed_at"]
    search_fields = ["=slug"]
