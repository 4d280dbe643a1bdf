"""What a letter may hold at all, found by cheap means: most letters are redacted, and reading them must cost little.

A clue only says that a search is worth its while, and where; it decides nothing.
"""

from collections.abc import Iterator
from functools import cached_property

from ingest.letters.privacy.wordlists import FIRST_NAMES

TITLES = "Dr DR dr Drs Mr MR mr Mrs MRS mrs Ms MS ms Miss Mx Doctor Prof Professor"
CREDENTIALS = "MD DO DC PhD PsyD DPM DDS DMD PA NP RN LAc DPT MFT LMFT LCSW QME AME Esq Esquire JD PharmD FNP"
_LABELS = (
    "Name NAME name Employee EMPLOYEE Claimant CLAIMANT Applicant APPLICANT Worker WORKER Physician PHYSICIAN Attorney "
    "ATTORNEY Adjuster ADJUSTER Provider PROVIDER Examiner EXAMINER Doctor DOCTOR Patient PATIENT Surgeon SURGEON Re "
    "RE Regarding Attn ATTN Attention cc CC Interpreter"
)
_ROLES = "attorney attorneys adjuster examiner chiropractor psychologist psychiatrist acupuncturist named signed"
_STREETS = (
    "Street Avenue Ave Boulevard Blvd Road Rd Drive Dr Lane Ln Court Ct Way Place Pl Circle Cir Parkway Pkwy Highway "
    "Hwy Terrace Ter St Plaza Loop Trail"
)
_NUMBERS = "MRN NPI EAMS WCAB JCN DEA ADJ ID"  # each also as "Mrn" and "mrn"
_NUMBERS_OF = "policy account acct chart member license subscriber"
_WORDS = {
    "title": TITLES,
    "credential": CREDENTIALS,
    "label": _LABELS,
    "addressed": "Dear DEAR dear Attn ATTN",
    "role": _ROLES,
    "first_name": " ".join(FIRST_NAMES),
    "street": f"{_STREETS} {_STREETS.upper()}".replace(" CT", ""),
    "box": "Box BOX POB",
    "ssn_word": "SSN SS ssn Social SOCIAL Soc SOC",
    "birth": "DOB dob Dob DoB Birth BIRTH birth Born BORN born birthdate Birthdate BIRTHDATE birthday Birthday",
    "number_word": f"{_NUMBERS} {_NUMBERS.lower()} {_NUMBERS_OF} {_NUMBERS_OF.title()} {_NUMBERS_OF.upper()}",
}
_KINDS: dict[str, frozenset[str]] = {}
for _kind, _forms in _WORDS.items():
    for _form in _forms.split():
        _KINDS[_form] = _KINDS.get(_form, frozenset()) | {_kind}
_KNOWN = frozenset(_KINDS)
_AS_WORDS = bytes(code if chr(code).isalnum() else 32 for code in range(256))
# Lower case with plain spaces, every character in its place.
_AS_FLAT = bytes(32 if chr(code).isspace() else code for code in range(256)).lower()
# Any figure is 0 and any capital A; "?" is what is not Latin, such as the longer dashes. Small letters are left out.
_SHAPE = {**dict.fromkeys(b"0123456789", 48), **dict.fromkeys(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", 65)}
_SHAPE |= {**dict.fromkeys(b".?-*#", 45), **dict.fromkeys(b"\n\r\t\f\v\xa0", 32)}
_AS_SHAPE = bytes(_SHAPE.get(code, code) for code in range(256))
_SMALL = bytes(range(ord("a"), ord("z") + 1))
# Each shape, under one that is asked for first: most letters have none of these.
_SHAPES = {
    b"-0000": {"ssn_shape": (b"000-00-0000", b"--0000", b"AA-0000"), "phone_shape": (b"000-0000",)},
    b"000 0000": {"phone_shape": (b"000 0000",)},
    b"00000": {
        "phone_shape": (b"0000000000",),
        "town": (b", AA 00000", b", A 00000", b"A AA 00000", b", A- 00000"),
        "long_number": (b"00000",),
        "board": (b"AAA00000", b"AAA- 00000", b"AAA 00000"),
    },
    b"0000-0": {"long_number": (b"0000-0",)},
    b"A-A": {"dotted": (b"A-A-", b"A-A,", b"A-A ")},
}
_CASE_NUMBER = b"AA00-0000000"


class Clues:
    """The kinds of words and shapes that stand in a text."""

    def __init__(self, text: str):
        self._raw = text.encode("latin-1", "replace")
        self._words = self._raw.translate(_AS_WORDS).decode("latin-1").split()
        # To ask whether there is any word costs less than to ask which, and most letters have none.
        self._known = frozenset() if _KNOWN.isdisjoint(self._words) else _KNOWN.intersection(self._words)
        shape = self._raw.translate(_AS_SHAPE, _SMALL).replace(_CASE_NUMBER, b"")
        self.kinds = set().union(*map(_KINDS.__getitem__, self._known))
        for first, kinds in _SHAPES.items():
            if first in shape:
                self.kinds.update(kind for kind, forms in kinds.items() if any(form in shape for form in forms))
        if b"@" in self._raw:
            self.kinds.add("email")
        if b"c/o" in self._raw or b"C/O" in self._raw:
            self.kinds.add("addressed")

    def has(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)

    def at(self, kind: str) -> Iterator[int]:
        """Where words of this kind begin in the text; some places twice, and none that is no such word's."""
        for word in self._known:
            if kind in _KINDS[word]:
                yield from _places(self._raw, word.encode())

    def places(self, *wordings: bytes) -> Iterator[int]:
        """Where one of the wordings (lower case, spaces for any white space) begins in the text."""
        for wording in wordings:
            yield from _places(self._flat, wording)

    @cached_property
    def small_words(self) -> frozenset[str]:
        """The words the letter writes without a capital."""
        return frozenset(word for word in self._words if word.islower())

    @cached_property
    def _flat(self) -> bytes:
        return self._raw.translate(_AS_FLAT)


def _places(raw: bytes, wording: bytes) -> Iterator[int]:
    place = raw.find(wording)
    while place >= 0:
        yield place
        place = raw.find(wording, place + len(wording))
