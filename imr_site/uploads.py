"""How many files any form of the site takes, but for pages that bring a handler of their own."""

from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadhandler import FileUploadHandler

MOST = 20


class FewFiles(FileUploadHandler):
    """First of the handlers: refuses a request with more than MOST files, as each would be held open."""

    def __init__(self, request=None):
        super().__init__(request)
        self._files = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self._files += 1
        if self._files > MOST:
            raise TooManyFilesSent(f"A form takes at most {MOST} files.")

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        return None
