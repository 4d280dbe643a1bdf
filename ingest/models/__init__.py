"""Rows of this room: uploads, changes of many cases, what staff taught, and who works on them."""

from ingest.models.bulk import BulkChange, BulkLine
from ingest.models.uploads import Upload, UploadedFile
from ingest.models.wordings import Wording
from ingest.models.working import Leased, Worker

__all__ = ["BulkChange", "BulkLine", "Leased", "Upload", "UploadedFile", "Wording", "Worker"]
