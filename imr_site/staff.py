"""The admin with a second factor: whoever has no device cannot log in."""

from django.contrib.admin.apps import AdminConfig


class TwoFactorAdmin(AdminConfig):
    default_site = "django_otp.admin.OTPAdminSite"
