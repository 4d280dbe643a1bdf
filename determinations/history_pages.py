"""The history of a case in the admin: a page in place of Django's own, and the same as a file."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path

from determinations import history
from determinations.models import Case

_ON_A_PAGE = 100


class HistoryPages:
    """For the admin of cases. Whoever may see a case may see what was done to it."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.history_file)
        return [path("<path:object_id>/history.csv", view, name="determinations_case_history_csv"), *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        """Newest last, as it happened."""
        case = self._seen(request, object_id)
        if case is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {case}",
            "module_name": str(self.opts.verbose_name_plural).capitalize(),
            "object": case,
            "opts": self.opts,
            "events": Paginator(history.of_case(case), _ON_A_PAGE).get_page(request.GET.get("p")),
            "machine": history.MACHINE,
            **(extra_context or {}),
        }
        return render(request, "admin/determinations/case/history.html", context)

    def history_file(self, request: HttpRequest, object_id: str) -> HttpResponse | StreamingHttpResponse:
        case = self._seen(request, object_id)
        if case is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        lines = history.as_csv(history.of_case(case))
        headers = {"Content-Disposition": f'attachment; filename="{case.slug}-history.csv"'}
        return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)

    def _seen(self, request: HttpRequest, object_id: str) -> Case | None:
        """The case, None where there is none; refused to who may not see it."""
        case = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, case):
            raise PermissionDenied
        return case
