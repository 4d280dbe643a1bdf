"""The layouts letters have: which one it is, and where its pieces stand."""

from ingest.letters.layouts.recognition import LAYOUTS, Layout, read, recognise

__all__ = ["LAYOUTS", "Layout", "read", "recognise"]
