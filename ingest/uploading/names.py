"""Names of files as others chose them → names that can be stored, shown and printed. Pure."""

from pathlib import PurePath

MOST = 300  # characters
_CUT = "…"


def cleaned(name: str) -> str:
    """One line of printable text of at most MOST characters, the suffix kept; never blank."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    text = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text).strip()
    if len(text) > MOST:
        suffix = PurePath(text).suffix[:10]
        text = text[: MOST - len(suffix) - len(_CUT)] + _CUT + suffix
    return text or "(no name)"


def within(archive: str, name: str) -> str:
    """How an entry of a zip is called."""
    return cleaned(f"{archive} › {name}")


def leads_out(name: str) -> bool:
    """Whether an entry's name points to a place outside its zip: absolute, with a drive, or upwards."""
    parts = name.replace("\\", "/").split("/")
    return not parts[0] or parts[0].endswith(":") or ".." in parts
