"""One zip of generated letters through the upload page of a real site, and what its visitors notice of it."""

from ingest.benchmark.uploads.measuring import measure, prepare
from ingest.benchmark.uploads.packing import one_more, pack
from ingest.benchmark.uploads.site import SiteError

__all__ = ["SiteError", "measure", "one_more", "pack", "prepare"]
