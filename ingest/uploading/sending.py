"""The requests that bring files: one form, or several requests of a script for one upload."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from ingest.models import Upload
from ingest.uploading.deciding import finish_sending
from ingest.uploading.limits import TAKEN, Limits
from ingest.uploading.receiving import Receiver, start

NOTHING = "This field is required: choose files or a folder."


class Sending:
    """What an admin of uploads does with requests that bring files.

    The body is read by a handler of our own, which must be chosen before anything reads the body: the check of the
    form's token comes after that choice, and what was not allowed to come is taken out again.
    """

    @method_decorator(csrf_exempt)
    def add_view(self, request, form_url="", extra_context=None):
        """The page to choose files on; with files, a new upload."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._form(request)
        return self._receive(request, start(request.user), fresh=True)

    @method_decorator(csrf_exempt)
    def files_view(self, request, key):
        """More files for an upload that is not sent to its end."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        upload = get_object_or_404(Upload, pk=key)
        if request.method == "POST" and upload.sent_at and _by_script(request):
            return JsonResponse(_addresses(upload) | {"error": "This upload takes no more files."}, status=409)
        if request.method != "POST" or upload.sent_at:
            return HttpResponseRedirect(page_of(upload))
        return self._receive(request, upload, fresh=False)

    def _receive(self, request, upload: Upload, *, fresh: bool) -> HttpResponse:
        receiver = Receiver(upload, again="again" in request.GET, encoded="encoded" in request.GET)
        request.upload_handlers = [receiver]
        allowed = []

        @csrf_protect
        def received(request):
            allowed.append(True)
            return self._answer(request, upload, receiver, fresh=fresh)

        try:
            return received(request)
        finally:
            receiver.close()
            if not allowed and receiver.complete:
                receiver.undo()
            if fresh and not (receiver.received or receiver.refused or _by_script(request)):
                upload.delete()

    def _answer(self, request, upload: Upload, receiver: Receiver, *, fresh: bool) -> HttpResponse:
        whole = "whole" in request.POST and not receiver.interrupted
        receiver.close()
        if _by_script(request):
            return JsonResponse(_addresses(upload) | {"received": receiver.received, "refused": receiver.refused})
        if fresh and not (receiver.received or receiver.refused):
            return self._form(request, NOTHING)
        if whole:
            finish_sending(upload, hold="hold" in request.POST)
        return HttpResponseRedirect(page_of(upload))

    def _form(self, request, error: str = "") -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "title": "Upload letters",
            "opts": self.opts,
            "error": error,
            "limits": Limits.current(),
            "four_eyes": settings.FOUR_EYES,
            "accept": ",".join((*TAKEN, "application/pdf", "text/plain", "application/zip")),
            "action": reverse("admin:ingest_upload_add"),
        }
        return render(request, "admin/ingest/upload/send.html", context)


def _by_script(request) -> bool:
    """A script asks for an upload first, and sends its files then."""
    return request.headers.get("Accept") == "application/json"


def page_of(upload: Upload) -> str:
    return reverse("admin:ingest_upload_change", args=[upload.pk])


def _addresses(upload: Upload) -> dict[str, str]:
    """Where a script goes on: more files, the end, and the page to show then."""
    named = {"files": "files", "sent": "sent"}
    found = {name: reverse(f"admin:ingest_upload_{view}", args=[upload.pk]) for name, view in named.items()}
    return found | {"page": page_of(upload)}
