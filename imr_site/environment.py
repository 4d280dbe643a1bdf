"""Reading the environment: each function says what is wrong and what to do about it. Pure but for the key file."""

import contextlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def flag(environment: Mapping[str, str], name: str) -> bool:
    """A yes-or-no variable; off when unset."""
    value = environment.get(name, "").strip().lower()
    if value not in _TRUE | _FALSE:
        raise ImproperlyConfigured(f"{name} is {value!r}; write 1 for yes or 0 for no.")
    return value in _TRUE


def number(environment: Mapping[str, str], name: str, default: int) -> int:
    """A whole number from 1."""
    value = environment.get(name, "").strip().replace("_", "").replace(",", "")
    if value and not (value.isascii() and value.isdigit() and int(value)):
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number from 1.")
    return int(value) if value else default


def names(environment: Mapping[str, str], name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [part.strip() for part in environment.get(name, default).split(",") if part.strip()]


def data_directory(environment: Mapping[str, str], default: Path) -> Path:
    """Where everything the site stores lives; made if it is not there."""
    return made(Path(environment.get("IMR_DATA_DIR") or default).resolve())


def made(path: Path) -> Path:
    """A directory of ours, made if it is not there. Raises ImproperlyConfigured when it cannot be written to."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"The data directory {path} cannot be made: {error}. Set IMR_DATA_DIR.") from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"The data directory {path} cannot be written to. Set IMR_DATA_DIR to another.")
    return path


def secret_key(environment: Mapping[str, str], directory: Path) -> str:
    """SECRET_KEY, or a key generated once into the data directory (then of this node alone)."""
    if key := environment.get("SECRET_KEY"):
        return key
    path = directory / "secret_key"
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(50))
    return path.read_text().strip()


def _write_once(path: Path, text: str) -> None:
    """Written beside and linked into place, so that of several starting processes exactly one wins, whole."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.touch(mode=0o600)
    beside.write_text(text)
    with contextlib.suppress(FileExistsError):
        path.hardlink_to(beside)
    beside.unlink()
