"""Who may do what at the desk."""

from collections.abc import Collection

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from determinations.models import Case
from ingest.models import UploadedFile

SEE = ("determinations.view_case",)
CORRECT = ("determinations.add_correction", "determinations.change_correction")
TEACH = ("ingest.add_wording", "ingest.change_wording", "ingest.delete_wording")
RELEASE = ("determinations.release_case",)

User = AbstractBaseUser | AnonymousUser


class OwnLetterError(ValueError):
    """A case whose letter was uploaded by who would release it; the message says so."""


def need(user: User, rights: Collection[str]) -> None:
    """Raises PermissionDenied where any of the rights is lacking."""
    if not user.has_perms(rights):
        raise PermissionDenied


def own(user: User, cases: Collection[int]) -> QuerySet[Case]:
    """Those of the cases that the user must leave to somebody else to release: FOUR_EYES is set, and they sent them."""
    if not settings.FOUR_EYES:
        return Case.objects.none()
    sent = UploadedFile.objects.filter(upload__uploaded_by=user.pk, case__in=list(cases)).values("case")
    return Case.objects.filter(pk__in=sent).order_by("pk")


def refuse_own(user: User, cases: Collection[int]) -> None:
    """Where FOUR_EYES is set, nobody releases what they uploaded. Raises OwnLetterError."""
    found = list(own(user, cases)[:2])
    if found:
        more = " and others" if len(found) > 1 else ""
        raise OwnLetterError(f"You uploaded the letter of {found[0]}{more}: somebody else must release it.")
