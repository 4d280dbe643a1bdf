"""What is cited: a guideline field → citations with source, text and pages."""

from ingest.letters.citations.reading import read_citations

__all__ = ["read_citations"]
