"""The state's list of decisions, given beside the letters: what it adds to a letter that does not say it itself."""

from ingest.listing.merging import merge
from ingest.listing.reading import UnreadableListError
from ingest.listing.store import Listing

__all__ = ["Listing", "UnreadableListError", "merge"]
