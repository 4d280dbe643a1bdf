"""The buttons of an upload's page: send to the end, try again, cancel, decide."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render

from determinations.models import Letter
from ingest.models import Upload, UploadedFile
from ingest.reading import UnreadableLetterError, letter_text
from ingest.uploading import deciding, shelf
from ingest.uploading.comparing import compare, is_cut
from ingest.uploading.sending import page_of
from ingest.uploading.states import Decision, State
from ingest.uploading.tables import as_csv


class Acting:
    """What an admin of uploads does with its buttons. Who may upload may press them; deciding is for who may change."""

    def sent_view(self, request, key):
        hold = "hold" in request.POST
        return self._act(request, key, lambda upload, _: self._say_sent(deciding.finish_sending(upload, hold=hold)))

    def retry_view(self, request, key):
        """One file, or all that can be."""
        return self._act(request, key, lambda upload, files: self._say_retried(deciding.retry(files, upload)))

    def cancel_view(self, request, key):
        return self._act(request, key, lambda upload, _: self._say_cancelled(deciding.cancel(upload)))

    def decide_view(self, request, key):
        """One file or all with other words, the same for each."""
        decision = request.POST.get("decision")
        if decision not in Decision.values:
            raise Http404("There is no such decision.")

        def decide(upload, files):
            number = deciding.decide(files, upload, decision, request.user)
            word = Decision(decision).label.partition(":")[0].lower()
            return f"Decided for {_files(number)}: {word}." if number else "Nothing is left to decide: somebody did."

        return self._act(request, key, decide, may=self._may_decide)

    def compare_view(self, request, key, file):
        """The text handed in beside the stored one, and the three answers."""
        upload = self._upload(request, key)
        row = get_object_or_404(upload.files.select_related("case"), pk=file)
        if row.state != State.OTHER_WORDS:
            return HttpResponseRedirect(page_of(upload))
        context = self.admin_site.each_context(request) | _comparison(row)
        context |= {"title": f"Compare {row.name}", "opts": self.opts, "upload": upload, "decisions": Decision.choices}
        context["may_decide"] = self._may_decide(request)
        context["page_address"] = page_of(upload)
        return render(request, "admin/ingest/upload/compare.html", context)

    def csv_view(self, request, key):
        upload = self._upload(request, key)
        lines = as_csv(upload, request.build_absolute_uri)
        headers = {"Content-Disposition": f'attachment; filename="upload-{upload.pk}.csv"'}
        return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)

    def _act(self, request, key, act, *, may=None):
        """Do it for the file named, or for all of the upload; then back to where the button was pressed."""
        upload = self._upload(request, key)
        if not (may or self.has_add_permission)(request):
            raise PermissionDenied
        if request.method == "POST":
            one = request.POST.get("file", "")
            files = UploadedFile.objects.filter(pk=int(one)) if one.isdecimal() else UploadedFile.objects.all()
            self.message_user(request, act(upload, files))
        return HttpResponseRedirect(page_of(upload))

    def _upload(self, request, key) -> Upload:
        upload = get_object_or_404(Upload, pk=key)
        if not self.has_view_permission(request, upload):
            raise PermissionDenied
        return upload

    @staticmethod
    def _may_decide(request) -> bool:
        return request.user.has_perm("ingest.change_uploadedfile")

    @staticmethod
    def _say_sent(first: bool) -> str:
        return "Work on what arrived begins." if first else "Work on this upload had begun already."

    @staticmethod
    def _say_cancelled(number: int) -> str:
        return f"Cancelled: {_files(number)}." if number else "Nothing is left to cancel."

    @staticmethod
    def _say_retried(number: int) -> str:
        return f"Tried again: {_files(number)}." if number else "None of these files is kept; upload them again."


def _files(number: int) -> str:
    return f"{number:,} file{'' if number == 1 else 's'}"


def _comparison(row: UploadedFile) -> dict:
    """Both texts' differences, or why they cannot be shown."""
    context = {"file": row, "rows": [], "cut": False, "trouble": ""}
    letter = Letter.objects.filter(case=row.case_id, superseded_at=None).first()
    if letter is None:
        return context | {"trouble": "The case is not in the library any more; decide to replace to store this text."}
    try:
        text = letter_text(shelf.path(row.upload_id, row.stored).read_bytes())
    except (OSError, UnreadableLetterError) as error:
        return context | {"trouble": f"The file cannot be read any more: {error}", "stored": letter}
    return context | {"rows": compare(letter.text, text), "cut": is_cut(letter.text, text), "stored": letter}
