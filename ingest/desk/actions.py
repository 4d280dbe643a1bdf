"""Release and withdrawal in the admin's list of cases; the desk asks why and does it."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict

from determinations.admin import CaseAdmin
from ingest.desk.forms import ManyForm
from ingest.desk.rights import RELEASE
from ingest.desk.views import many_page


class DecidedCaseAdmin(CaseAdmin):
    """The list of cases with what may be done to many of them."""

    actions = ["release_cases", "withdraw_cases"]

    def has_release_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perms(RELEASE)

    @admin.action(description="Release or restore chosen cases", permissions=["release"])
    def release_cases(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return self._asked(request, queryset, "release")

    @admin.action(description="Withdraw chosen cases", permissions=["release"])
    def withdraw_cases(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return self._asked(request, queryset, "withdraw")

    def _asked(self, request: HttpRequest, chosen: QuerySet, do: str) -> HttpResponse | None:
        keys = list(chosen.order_by("pk").values_list("pk", flat=True)[: ManyForm.MOST + 1])
        if len(keys) > ManyForm.MOST:
            messages.error(request, f"At most {ManyForm.MOST} cases at once; nothing was done.")
            return None
        sent = QueryDict(mutable=True)
        sent["do"] = do
        sent.setlist("case", [str(key) for key in keys])
        return many_page(request, ManyForm(sent))
