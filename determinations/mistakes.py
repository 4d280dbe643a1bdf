"""The form by which anybody reports a mistake in a case, and the page that thanks for it.

Only these pages know cookies: the form sets the token that proves it was ours. The pages of cases stay without.
"""

from axes.helpers import get_client_ip_address
from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from determinations import reports
from determinations.choices import ReportKind
from determinations.models import Case, DisputedItem
from determinations.publishing import public_case
from determinations.views import public, told_when_gone

FEWEST, MOST = 10, 2000  # characters of a report
_SHOWN = 80  # characters of a request


class WordsField(forms.CharField):
    """Text of several lines. Browsers send two characters for a line break, which people count as one."""

    def to_python(self, value) -> str:
        return super().to_python(value).replace("\r\n", "\n")


class ReportForm(forms.Form):
    """What is wrong, where, and in words. `website` is for programs that fill in every field; people do not see it."""

    kind = forms.ChoiceField(
        label="What is wrong?",
        choices=ReportKind.choices,
        error_messages={"required": "Choose what is wrong.", "invalid_choice": "Choose one of the four."},
    )
    item = forms.TypedChoiceField(
        label="Where?",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "This case has no such decision. Choose one of the list."},
    )
    words = WordsField(
        label="In your words",
        min_length=FEWEST,
        max_length=MOST,
        error_messages={
            "required": "Say what is wrong.",
            "min_length": f"Say what is wrong in {FEWEST} characters or more.",
            "max_length": f"Say it in {MOST:,} characters at most; these are %(show_value)d.",
        },
    )
    website = forms.CharField(label="Leave this empty", required=False)

    def __init__(self, items: list[DisputedItem], *arguments, **named):
        super().__init__(*arguments, **named)
        wheres = [(each.position, f"Decision {each.position}: {_short(each)}") for each in items]
        self.fields["item"].choices = [("", "The case as a whole"), *wheres]

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Leave this field empty.")
        return ""


@told_when_gone
@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Whatever is refused, nothing that was typed is lost."""
    case = _case(slug)
    if request.method != "POST":
        return _form(request, case, ReportForm(list(case.items.all()), initial={"item": _position(request, case)}))
    if (request.encoding or "utf-8").lower() not in ("utf-8", "utf8"):  # others can say what is no text
        raise BadRequest("The form must be sent in UTF-8.")
    form = ReportForm(list(case.items.all()), request.POST)
    if not form.is_valid():
        return _form(request, case, form, status=400)
    try:
        told = _send(request, case, form.cleaned_data)
    except reports.TooManyError as refused:
        response = _form(request, case, form, status=429, minutes=-(-refused.wait // 60))
        response["Retry-After"] = str(refused.wait)
        return response
    where = f"?item={told.item.position}" if told.item else ""
    return redirect(f"{reverse('report-sent', args=[case.slug])}{where}")


@public
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Thanks, and what happens next."""
    case = _case(slug)
    return render(request, "determinations/report_sent.html", {"case": case, "position": _position(request, case)})


def _case(slug: str) -> Case:
    """A public case with its decisions. Raises GoneError or Http404, as its page does."""
    return public_case(slug, Case.objects.prefetch_related("items"))


def _form(request: HttpRequest, case: Case, form: ReportForm, *, status: int = 200, minutes: int = 0) -> HttpResponse:
    context = {"case": case, "form": form, "minutes": minutes, "most": MOST}
    return render(request, "determinations/report_form.html", context, status=status)


def _send(request: HttpRequest, case: Case, told: dict) -> reports.Report:
    item = next((each for each in case.items.all() if each.position == told["item"]), None)
    address = get_client_ip_address(request)  # by the same rules as for logins
    return reports.send(case, item, told["kind"], told["words"], by=reports.sender(address))


def _position(request: HttpRequest, case: Case) -> int | None:
    """The decision the reader came from; None where it is the case, or where there is no such decision."""
    asked = request.GET.get("item", "")
    return next((each.position for each in case.items.all() if str(each.position) == asked), None)


def _short(item: DisputedItem) -> str:
    return Truncator(" ".join(item.request.split())).chars(_SHOWN)
