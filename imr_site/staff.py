"""Who comes in: staff with a second factor, who was logged out meanwhile, and where a request comes from."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class TwoFactorAdmin(AdminConfig):
    """Whoever has no device cannot log in."""

    default_site = "django_otp.admin.OTPAdminSite"


def told_when_logged_out(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A form of staff whose session ended before it was sent leads to the login: say there that nothing was done."""

    def told(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if request.method == "POST" and response.get("Location", "").startswith(reverse("admin:login") + "?"):
            words = "You were logged out before this was sent: nothing of it was done."
            messages.warning(request, f"{words} Go back to copy what you typed, then log in.")
        return response

    return told


def address_before_proxy(request: HttpRequest) -> str:
    """Who asked the proxy before us: the last of X-Forwarded-For. What stands before it came with the request."""
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return forwarded or request.META["REMOTE_ADDR"]
