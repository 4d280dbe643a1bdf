"""The queue of reported mistakes with the way to the desk, where they are put right."""

from django.contrib import admin
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.html import format_html

from determinations.admin_reports import ReportAdmin
from determinations.choices import ReportKind, ReportState
from determinations.models import Report


class DeskReportAdmin(ReportAdmin):
    @admin.display(description="case")
    def links(self, report):
        place = f"#item-{report.item.position}" if report.item else ""
        address = reverse("desk:case", args=[report.case_id]) + place
        return format_html('<a href="{}">Review desk</a> · {}', address, super().links(report))


def waiting() -> dict[str, int]:
    """How many reports are open, and how many of them urgent."""
    urgent = Count("pk", filter=Q(kind=ReportKind.PRIVATE))
    return Report.objects.filter(state=ReportState.OPEN).aggregate(open=Count("pk"), urgent=urgent)
