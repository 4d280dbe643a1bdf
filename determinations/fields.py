"""What one parameter takes, and what is said about a value it does not take."""

import calendar
import re
from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from django import forms

from determinations.search.language import QueryTextError, parse_text

_LONGEST_NAME = 100  # characters of a value that may be another wording of one
Choices = tuple[tuple[str, str], ...]  # slug and name of each value


class ValuesField(forms.Field):
    """Any number of slugs, or of names, which are read as their slugs. Blank ones, which forms send, are none;
    unknown ones are all named.

    `choices` gives (slug, name) pairs; `meant` the slug of what is another wording of one (Norco), or None. Django's
    own field copies and unfolds them for every form, and these are hundreds that never change.
    """

    widget = forms.MultipleHiddenInput

    def __init__(self, *, choices: Callable[[], Choices], meant: Callable[[str], str | None] | None = None, **kwargs):
        self._choices = choices
        self._meant = meant
        super().__init__(**kwargs)

    @property
    def choices(self) -> Choices:
        return self._choices()

    @cached_property
    def _slugs(self) -> dict[str, str]:
        """Slug and name of each value, in small letters → its slug."""
        named = {name.casefold(): slug for slug, name in self.choices}
        return named | {slug.casefold(): slug for slug, _ in self.choices}

    def to_python(self, value: list[str] | None) -> list[str]:
        written = (each for each in value or () if each.strip())
        return list(dict.fromkeys(map(self._slug, written)))

    def _slug(self, written: str) -> str:
        """What was written, where it is not understood."""
        found = self._slugs.get(" ".join(written.split()).casefold())
        if not found and self._meant and len(written) <= _LONGEST_NAME:
            found = self._meant(written)
        return found or written

    def validate(self, value: list[str]) -> None:
        known = dict(self.choices)
        unknown = [slug for slug in value if slug not in known]
        if unknown:
            raise forms.ValidationError([self._unknown(slug, known) for slug in unknown])

    @staticmethod
    def _unknown(slug: str, known: Iterable[str]) -> str:
        near = get_close_matches(slug.lower()[:80], known, n=1)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        return f"“{slug[:80]}” is not a known value.{hint}"


class ValueField(forms.ChoiceField):
    """One of a few words; an unknown one is named."""

    default_error_messages = {"invalid_choice": "“%(value)s” is not a known value."}


class WholeNumberField(forms.IntegerField):
    """Plain digits only: what else Python reads as a number (4_5, ٤٥, 45.0) nobody means as one."""

    _WRITTEN = re.compile(r"-?[0-9]+")

    def to_python(self, value) -> int | None:
        if value not in self.empty_values and not self._WRITTEN.fullmatch(str(value).strip()):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class WordsField(forms.CharField):
    """What a person types into the search box. What cannot be read is said by the reader of it."""

    def validate(self, value: str) -> None:
        super().validate(value)
        try:
            parse_text(value)
        except QueryTextError as error:
            raise forms.ValidationError(str(error)) from error


class PartialDateField(forms.CharField):
    """A day, a month or a year (2015-06-30, 2015-06, 2015): its first day, or with `last=True` its last."""

    _WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")

    def __init__(self, *, last: bool = False, **kwargs):
        self._last = last
        super().__init__(**kwargs)

    def to_python(self, value) -> date | None:
        text = super().to_python(value)
        if not text:
            return None
        match = self._WRITTEN.fullmatch(text)
        try:
            return self._day(*(int(part) if part else None for part in match.groups()))
        except (AttributeError, ValueError) as error:
            message = f"“{text[:40]}” is not a date. Write 2015, 2015-06 or 2015-06-30."
            raise forms.ValidationError(message) from error

    def _day(self, year: int, month: int | None, day: int | None) -> date:
        if month is None:
            month = 12 if self._last else 1
        if day is None:
            day = calendar.monthrange(year, month)[1] if self._last else 1
        return date(year, month, day)
