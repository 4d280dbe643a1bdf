"""The state's list of decisions, given beside the letters: what it adds to a letter that does not say it itself."""

from ingest.listing.merging import merge
from ingest.listing.store import Listing, UnreadableListError

__all__ = ["Listing", "UnreadableListError", "merge"]
