"""Persons named: by a title, a credential, a label, a role or a frequent first name; never authors or eponyms.

Redaction leaves holes, so that "per Dr.   The patient" names nobody: a word is a name only if it is none that
sentences, headings or the letter itself use otherwise.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ingest.letters.privacy.clues import Clues
from ingest.letters.privacy.kinds import NAME, Found, Passages
from ingest.letters.privacy.wordlists import ALSO_SURNAMES, EPONYMS, FIRST_NAMES, NO_NAMES, field_words
from ingest.letters.record import Span

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"{_CAPITAL}[^\W\d_]{{0,24}}(?:['’-][^\W\d_]{{1,24}}){{0,2}}"
_PARTICLES = r"(?:(?:de|del|la|las|los|van|von|der|den|da|di|du|el|al|bin|St\.|De|Del|La|Van|Von)\s{1,3}){0,3}"
_NEXT = re.compile(rf"(?P<gap>\s{{0,6}}){_PARTICLES}(?P<word>{_WORD})(?P<dot>\.?)")
# In capitals and without a dot DR, MR and MS are a drug's release, an image and morphine, but for some words before.
_TITLE = re.compile(
    r"(?<![^\W_])(?:(?:Drs?|Mrs?|Ms|Mx|Prof)\b\.?|(?:DR|MRS?|MS|dr|mrs?|ms)\.|(?:Doctor|Professor|Miss)\b|"
    r"(?:(?<=DEAR )|(?<=PER )|(?<=BY )|(?<=WITH )|(?<=FROM ))(?:DR|MRS?|MS)\b)"
)
_NO_HOLE = re.compile(r"[^\S\n]?[^\s]")
_CREDENTIAL = re.compile(
    r"(?<![\w.])(?:M\.\s?D\.|D\.\s?O\.|D\.\s?C\.|Ph\.\s?D\.?|Psy\.\s?D\.?|D\.D\.S\.|D\.P\.M\.|P\.A\.|N\.P\.|R\.N\.|L\.Ac\.?|"
    r"J\.D\.|P\.T\.|MD|DO|DC|PhD|PsyD|DPM|DDS|DMD|PA-C|NP|RN|LAc|DPT|LMFT|MFT|LCSW|QME|AME|Esq|Esquire|PharmD|FNP)(?![\w-])"
)
_STRONG = re.compile(r".*\.|MD|DO|DC|PhD|PsyD|DPM|DDS|DMD|Esq|Esquire")
_BEFORE = re.compile(r"[^\s,;:()]+|,")
_TOWN_AND_STATE = re.compile(
    r"(?:Baltimore|Bethesda|Rockville|Gaithersburg|Hyattsville|Annapolis|Columbia|Spring|Washington|Park),?\s{0,4}(?:MD|D\.?C\.?)\Z"
)
_NAMING_LABEL = re.compile(r"\b(?:(?:full|first|last)\s)?names?\s{0,3}\Z", re.IGNORECASE)
_NOT_A_PERSONS = re.compile(
    r"(?:employer|company|drug|brand|generic|trade|facility|clinic|hospital|file|firm|insurer|carrier|administrator|product|"
    r"medication|procedure|plan|organi[sz]ation|group|entity|test)(?:'s|’s)?\s(?:\w{1,12}\s)?names?\s{0,3}\Z",
    re.IGNORECASE,
)
_PERSONS_LABEL = re.compile(
    r"\b(?:employee|patient|claimant|applicant|worker|provider|physician|doctor|attorney|adjuster|examiner|full|first|last)"
    r"(?:['’]s)?\s(?:\w{1,6}\s)?names?\s{0,3}\Z",
    re.IGNORECASE,
)
_ROLE_LABEL = re.compile(
    r"\b(?:employee|patient|claimant|applicant|(?:injured\s)?worker|provider|physician|doctor|surgeon|attorney|adjuster|"
    r"examiner|interpreter|psychologist|chiropractor|attn|attention|cc|re|regarding)\.?\s{0,3}\Z",
    re.IGNORECASE,
)
_DEAR = re.compile(r"(?:Dear|DEAR)\s{1,4}|\b[Cc]/[Oo]:?\s{1,4}|\bATTN\.?\s{1,3}|\bAttn\.?\s{1,3}")
_ROLE = re.compile(
    r"(?:[Aa]ttorneys?|[Aa]djuster|[Ee]xaminer|[Cc]hiropractor|[Pp]sychologist|[Pp]sychiatrist|[Aa]cupuncturist|"
    r"[Ss]urgeon|[Pp]hysician|[Dd]octor|named|signed by|[Ss]igned by)(?:,|\sis|\sby)?\s{1,4}"
)
_EPONYM = re.compile(
    rf"(?:['’]s|s['’])\s{{1,4}}(?:[a-z-]{{3,20}}\s)?(?:{EPONYMS})s?\b(?!\s{{1,4}}(?:results?|requested|ordered))"
    rf"|\s{{1,4}}(?:{EPONYMS})\b"
    rf"|\s{{1,4}}(?:{EPONYMS})s\b(?!\s{{1,4}}(?:the|an?|his|her|this|that|it|for|off|out|and)\b)",
    re.IGNORECASE,
)
_AUTHOR_AFTER = re.compile(
    r"[,.]?\s{0,4}(?:et\s{0,2}\.?\s{0,2}al\b|and\s(?:colleagues|co-?workers|associates)|\((?:19|20)\d\d[a-z]?\)|"
    r"(?:19|20)\d\d;|(?:&|and)\s[A-Z][\w'’-]{1,20},?\s(?:\((?:19|20)\d\d|et\sal))"
)
_AUTHOR_BEFORE = re.compile(
    r"\b(?:(?:articles?|papers?|(?:text)?books?|chapters?|editorials?|published|authored)\sby|authors?|editors?|eds?\.)"
    r"\W{1,3}(?:[A-Z][\w.'’-]{0,20}\s){0,2}\Z",
    re.IGNORECASE,
)
_LAWSUIT = re.compile(r"\bvs?\.\s|\sv\s")
_OFFICES_SIGNATURE = re.compile(
    r"[\s,.]{0,6}(?:M\.?D\.?|D\.?O\.?|M\.?P\.?H\.?|[\s,]){0,8}\s{0,6}(?:Chief )?Medical Director"
)
_MAY_BE_FIRST = re.compile(r"(?<![\w'’-])[A-Z][A-Za-z]{1,11}(?=\s)")
_SAINT = re.compile(r"(?:\bSan|\bSanta|\bSt\.?|\bSaint|\bMount)\s\Z")
_PLACE = re.compile(
    r"(?:['’]s)?\s{1,3}(?:Memorial|Medical|Hospital|Center|Clinic|University|Institute|Foundation|School|College|Street|"
    r"Avenue|Road|County|Health|Park|Pharmac|Laborator)",
    re.IGNORECASE,
)
_MOST_WORDS = 4
_LEAD = 60


class _Person(NamedTuple):
    """`words` of a name and where they stand."""

    start: int
    end: int
    words: tuple[str, ...]

    @property
    def is_full(self) -> bool:
        """More than one word or initial, and one of them whole."""
        return len(self.words) > 1 and any(len(word) > 1 for word in self.words)


Judge = Callable[[str], bool]


class _Reader:
    """Reads names out of one text."""

    def __init__(self, text: str, clues: Clues):
        self.text, self.clues = text, clues

    def may_be_name(self, word: str) -> bool:
        """Behind a title: not a word that begins sentences, nor one the letter uses as a word."""
        plain = word.lower().removesuffix("'s").removesuffix("’s")
        if plain in NO_NAMES or (len(word) in (2, 3) and word.isupper() and not set("aeiouy") & set(plain)):
            return False
        return plain in ALSO_SURNAMES or word in FIRST_NAMES or plain not in self.clues.small_words

    def is_no_word(self, word: str) -> bool:
        """Where less speaks for a name: no word of the field either."""
        plain = word.lower().removesuffix("'s").removesuffix("’s")
        if plain in ALSO_SURNAMES:
            return plain not in self.clues.small_words and plain not in field_words()
        return self.may_be_name(word) and plain not in field_words()

    def name_at(self, position: int, judge: Judge, *, commas: bool = False) -> _Person | None:
        """The name that begins behind the white space at `position`; with `commas` also "Last, First"."""
        words: list[str] = []
        start = end = position
        while len(words) < _MOST_WORDS and (match := _NEXT.match(self.text, end)):
            word = match["word"]
            if words and not match["gap"] and self.text[end - 1] not in ".,":
                break
            if not (len(word) == 1 or judge(word)) or (word in "AI" and not match["dot"]):
                break
            start = start if words else match.end("gap")
            words.append(word)
            end = match.end() if len(word) == 1 else match.end("word")
            if match["dot"] and len(word) > 1:
                break
            if commas and len(words) == 1 and self.text[end : end + 1] == ",":
                end += 1
        end -= end > start and self.text[end - 1] == ","
        return _Person(start, end, tuple(words)) if words else None

    def is_literature(self, person: Span | _Person) -> bool:
        """An author, a party of a lawsuit, or what is called after somebody."""
        text, start, end = self.text, person[0], person[1]
        bare = end - 2 if text[end - 2 : end] in ("'s", "’s") else end
        if _EPONYM.match(text, bare) or _AUTHOR_AFTER.match(text, bare):
            return True
        if _LAWSUIT.search(text, max(0, start - 12), min(len(text), end + 8)):
            return True
        return bool(_AUTHOR_BEFORE.search(text[max(0, start - _LEAD) : start]))

    def is_the_offices(self, end: int) -> bool:
        """The office's own signature: its medical director."""
        return bool(_OFFICES_SIGNATURE.match(self.text, end)) and "incerely" in self.text[max(0, end - 160) : end]


def read_names(text: str, clues: Clues, works: Iterable[Span] = ()) -> Iterator[Found]:
    """Where persons are named. `works` are the passages that cite literature, whose authors are nobody's secret."""
    reader = _Reader(text, clues)
    if clues.has("title"):
        yield from _titled(reader)
    found = [*_credentialed(reader), *_first_named(reader)]
    cited = Passages(works) if found else ()
    yield from (each for each in found if each.start not in cited)
    if clues.has("label"):
        yield from _labelled(reader)
    if clues.has("addressed"):
        yield from _addressed(reader)
    if clues.has("role"):
        yield from _with_role(reader)


def _titled(reader: _Reader) -> Iterator[Found]:
    for place in reader.clues.at("title"):
        match = _TITLE.match(reader.text, place)
        if match is None:
            continue
        hole = not _NO_HOLE.match(reader.text, match.end())
        person = reader.name_at(match.end(), reader.is_no_word if hole else reader.may_be_name)
        if person and not reader.is_literature(Span(match.start(), person.end)):
            yield Found(NAME, match.start(), person.end)


def _credentialed(reader: _Reader) -> Iterator[Found]:
    if not reader.clues.has("credential", "dotted"):
        return
    text = reader.text
    for match in _CREDENTIAL.finditer(text):
        person, comma = _before(reader, match.start())
        if person is None or _TOWN_AND_STATE.search(text[max(0, match.start() - 30) : match.end()]):
            continue
        strong = bool(_STRONG.fullmatch(match.group()))
        enough = person.is_full if strong or comma else person.is_full and person.words[0] in FIRST_NAMES
        if not enough and not (strong and comma and len(person.words[0]) > 2):
            continue
        whole = Span(person.start, match.end())
        if not (reader.is_literature(whole) or reader.is_literature(person) or reader.is_the_offices(person.end)):
            yield Found(NAME, *whole)


def _before(reader: _Reader, end: int) -> tuple[_Person | None, bool]:
    """The name that ends where a credential begins, and whether a comma stands between."""
    start = max(0, end - _LEAD)
    pieces = list(_BEFORE.finditer(reader.text, start, end))
    comma = bool(pieces) and pieces[-1].group() == ","
    words: list[re.Match] = []
    for piece in reversed(pieces[:-1] if comma else pieces):
        word = piece.group().removesuffix(".")
        if piece.group() == "," and len(words) == 1:
            continue
        if len(words) == _MOST_WORDS or not _NEXT.fullmatch(piece.group()):
            break
        if len(word) > 1 and not reader.is_no_word(word):
            break
        words.insert(0, piece)
    if not words or reader.text[words[-1].end() : end].strip(" \n,\t\xa0("):
        return None, comma
    return _Person(words[0].start(), words[-1].end(), tuple(each.group().removesuffix(".") for each in words)), comma


def _first_named(reader: _Reader) -> Iterator[Found]:
    """A frequent first name and a surname, wherever they stand."""
    if not reader.clues.has("first_name"):
        return
    for match in _MAY_BE_FIRST.finditer(reader.text):
        if match.group() not in FIRST_NAMES or _SAINT.search(reader.text[max(0, match.start() - 8) : match.start()]):
            continue
        person = reader.name_at(match.start(), reader.is_no_word)
        if person is None or person.start != match.start() or not any(len(word) > 1 for word in person.words[1:]):
            continue
        if match.group().isupper() != person.words[-1].isupper() or _PLACE.match(reader.text, person.end):
            continue
        if not (reader.is_literature(person) or reader.is_the_offices(person.end)):
            yield Found(NAME, person.start, person.end)


def _labelled(reader: _Reader) -> Iterator[Found]:
    text = reader.text
    place = text.find(":")
    while place >= 0:
        lead = text[max(0, place - 34) : place]
        naming = _NAMING_LABEL.search(lead) and not _NOT_A_PERSONS.search(lead)
        role = None if naming else _ROLE_LABEL.search(lead)
        if naming or role:
            judge = reader.may_be_name if _PERSONS_LABEL.search(lead) else reader.is_no_word
            person = reader.name_at(place + 1, judge, commas=True)
            if person and (naming or person.is_full) and not reader.is_literature(person):
                yield Found(NAME, person.start, person.end)
        place = text.find(":", place + 1)


def _addressed(reader: _Reader) -> Iterator[Found]:
    """Who a letter is written to, and care of whom."""
    for place in reader.clues.places(b"dear ", b"c/o", b"attn"):
        match = _DEAR.match(reader.text, place)
        if match is None:
            continue
        is_dear = match.group().lower().startswith("dear")
        person = reader.name_at(match.end(), reader.may_be_name if is_dear else reader.is_no_word)
        if person and (is_dear or person.is_full) and len(person.words[-1]) > 1:
            yield Found(NAME, person.start, person.end)


def _with_role(reader: _Reader) -> Iterator[Found]:
    """ "the attorney Jane Sample": two names at least, as any other capitals may follow a role."""
    for match in _ROLE.finditer(reader.text):
        person = reader.name_at(match.end(), reader.is_no_word)
        if person is None or not person.is_full or any(len(word) > 1 and word.isupper() for word in person.words):
            continue
        if not reader.is_literature(person) and not _PLACE.match(reader.text, person.end):
            yield Found(NAME, person.start, person.end)
