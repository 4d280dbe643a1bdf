"""Who comes in: staff with a second factor, and where a request behind a proxy is from."""

from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest


class TwoFactorAdmin(AdminConfig):
    """Whoever has no device cannot log in."""

    default_site = "django_otp.admin.OTPAdminSite"


def address_before_proxy(request: HttpRequest) -> str:
    """Who asked the proxy before us: the last of X-Forwarded-For. What stands before it came with the request."""
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return forwarded or request.META["REMOTE_ADDR"]
