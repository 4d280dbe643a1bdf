"""Who may do what at the desk."""

from collections.abc import Collection

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied

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


def refuse_own(user: User, cases: Collection[int]) -> None:
    """Where FOUR_EYES is set, nobody releases what they uploaded. Raises OwnLetterError."""
    if not settings.FOUR_EYES:
        return
    own = UploadedFile.objects.filter(upload__uploaded_by=user.pk, case__in=list(cases)).values("case")
    found = list(Case.objects.filter(pk__in=own).order_by("pk")[:2])
    if found:
        more = " and others" if len(found) > 1 else ""
        raise OwnLetterError(f"You uploaded the letter of {found[0]}{more}: somebody else must release it.")
