"""Release and withdrawal in the admin's list of cases; the desk asks why and does it."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from determinations.admin import CaseAdmin
from ingest.bulk.asking import draft
from ingest.bulk.pages import page_of
from ingest.bulk.states import Kind
from ingest.desk.forms import ManyForm
from ingest.desk.rights import RELEASE
from ingest.desk.views import many_page


class DecidedCaseAdmin(CaseAdmin):
    """The list of cases with what may be done to many of them."""

    actions = ["release_cases", "withdraw_cases"]

    def has_release_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perms(RELEASE)

    @admin.action(description="Release or restore chosen cases", permissions=["release"])
    def release_cases(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        return self._asked(request, queryset, "release")

    @admin.action(description="Withdraw chosen cases", permissions=["release"])
    def withdraw_cases(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        return self._asked(request, queryset, "withdraw")

    def _asked(self, request: HttpRequest, chosen: QuerySet, do: str) -> HttpResponse:
        keys = list(chosen.order_by("pk").values_list("pk", flat=True))
        if len(keys) > ManyForm.MOST:
            return redirect(page_of(draft(Kind(do), keys, request.user)))
        sent = QueryDict(mutable=True)
        sent["do"] = do
        sent.setlist("case", [str(key) for key in keys])
        return many_page(request, ManyForm(sent))
