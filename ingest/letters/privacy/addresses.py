"""Street addresses and PO boxes, and whose a contact is: the office's own, by the words around it, or a person's.

The office's letterhead and its sentences name it first ("Maximus Federal Services, P.O. Box ...", "call the Division of
Workers' Compensation at ..."). What follows such a name with nothing but contact data between is the office's, up to
its one address; whatever stands behind other words, or is a second address, is somebody else's.
"""

import re
from collections.abc import Iterable, Iterator

from ingest.letters.privacy.clues import Clues
from ingest.letters.privacy.kinds import ADDRESS, EMAIL, PHONE, Found

_BOX = re.compile(
    r"(?<!\w)(?:p\.?\s?o\.?\s{0,3}box|post\s{1,3}office\s{1,3}box|pob|p\.?o\.?b\.)\s{0,3}#?\s{0,2}\d{1,7}(?!\d)",
    re.IGNORECASE,
)
_WORD = r"(?:[A-Z][\w'’.-]{0,24}|\d{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)|[NSEW]\.|de|del|la|of)"
_SURE = (
    "Street|STREET|Avenue|AVENUE|Ave|AVE|Boulevard|BOULEVARD|Blvd|BLVD|Road|ROAD|Parkway|PARKWAY|Pkwy|PKWY|"
    "Highway|HIGHWAY|Hwy|HWY"
)
# Words that follow figures elsewhere too: only before a town, a room number or a line's end.
_OTHER = (
    "St|ST|Rd|RD|Drive|DRIVE|Dr|DR|Lane|LANE|Ln|LN|Court|COURT|Ct|Way|WAY|Place|PLACE|Pl|PL|Circle|CIRCLE|Cir|CIR|"
    "Terrace|TERRACE|Ter|Plaza|PLAZA|Loop|Trail"
)
_STATES = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|"
    "W[AIVY]|California|CALIFORNIA|Nevada|Arizona|Oregon|Washington|Texas|Calif\\."
)
_TOWN = rf"[A-Z][A-Za-z.'’]{{1,20}}(?:\s[A-Z][A-Za-z.'’]{{1,20}}){{0,2}},?\s{{1,4}}(?:{_STATES}),?\s{{1,4}}\d{{5}}"
_ROOM = (
    r"(?:,?\s{1,6}(?:(?:Apt|APT|Apartment|Unit|UNIT|Suite|SUITE|Ste|STE|Floor|Fl|Room|Rm|#)\.?\s{0,2}#?[\w-]{1,6}"
    r"|\d{1,3}(?:st|nd|rd|th)\s{1,2}[Ff]loor))"
)
_STREET = re.compile(
    rf"(?<![\w.,/#$-])(?<!\d )\d{{1,6}}[A-Z]?(?:-\d{{1,4}})?[^\S\n]{{1,2}}(?:{_WORD}[^\S\n]{{1,2}}){{1,4}}?"
    rf"(?:(?:{_SURE})\b\.?(?:{_ROOM})?|(?:{_OTHER})\b\.?(?:{_ROOM}|(?=,?\s{{1,8}}{_TOWN})|(?=[^\S\n]{{0,3}}(?:\n|\Z))))"
)
_CITY = re.compile(
    rf"(?<![\w-])(?P<town>[A-Z][A-Za-z.'’]{{1,20}}(?:[^\S\n][A-Z][A-Za-z.'’]{{1,20}}){{0,2}})(?P<comma>,?)[^\S\n]{{1,4}}"
    rf"(?P<state>{_STATES}),?[^\S\n]{{1,4}}(?P<zip>\d{{5}}(?:-\d{{4}})?)(?![\w-])"
)
_FIRST_FIGURES = {"CA": "9", "OR": "9", "WA": "9", "NV": "8", "AZ": "8", "IN": "4", "ME": "0", "TX": "7", "PA": "1"}
# Words in capitals as well as states: "THERAPY, OR 97110" is a procedure.
_ALSO_WORDS = frozenset(("OR", "IN", "ME", "HI", "OK", "MD", "PA", "MA", "DE", "LA"))

_OFFICE = re.compile(
    r"maximus|department\s{1,3}of\s{1,3}industrial\s{1,3}relations|division\s{1,3}of\s{1,3}workers.{0,2}\s{1,3}comp\w{0,9}"
    r"|\bdwc\b|\bdir\b|administrative\s{1,3}director|workers.{0,2}\s{1,3}compensation\s{1,3}appeals\s{1,3}board"
    r"|state\s{1,3}of\s{1,3}california|information\s{1,3}(?:and|&)\s{1,3}assistance"
    r"|work\s{1,3}loss\s{1,3}data\s{1,3}institute|reed\s{1,3}group|mdguidelines|official\s{1,3}disability\s{1,3}guidelines"
    r"|american\s{1,3}(?:college|academy|society)\s{1,3}(?:of|for)[A-Za-z&() ]{0,60}"
    r"|agency\s{1,3}for\s{1,3}health|guideline\s{1,3}clearinghouse",
    re.IGNORECASE,
)
"""Whose contact data are public: the office and its contractor, and those who publish guidelines."""
_CONNECTING = frozenset(
    """
    federal services service inc llc llp corp independent medical review imr imro unit program office of the director
    and or at to by on via for with in us you may can please contact call calling telephone phone fax facsimile tel
    toll free number line mail email e write send visit website web address attn attention c o p floor suite box po
    post room ste compensation workers worker s comp division department industrial relations administrative state
    california bureau appeals board dwc dir headquarters main hours new ca odg twc section www com gov http https
    html htm org institute data loss work officers information assistance
    """.split()  # noqa: SIM905
)
_WORDS = re.compile(r"[^\W\d_]+")
_BETWEEN = 9  # characters between two lines of one address
_NEAR = 80  # characters before and behind the word that tells an address
_REACH = 400  # characters behind a name of the office in which its contact data stand


def read_addresses(text: str, clues: Clues) -> Iterator[Found]:
    """Everything that has an address's shape, whosever it is; the pieces of one address are one."""
    found: list[Found] = []
    if clues.has("box"):
        found += _around(_BOX, text, clues.at("box"))
    if clues.has("street"):
        found += _around(_STREET, text, clues.at("street"))
    if clues.has("town"):
        found += (Found(ADDRESS, *match.span()) for match in _CITY.finditer(text) if _is_city(match))
    return joined(text, sorted(found, key=lambda each: each.start))


def _around(pattern: re.Pattern, text: str, places: Iterable[int]) -> Iterator[Found]:
    """What a pattern finds near the places of its words."""
    for place in places:
        for match in pattern.finditer(text, max(0, place - _NEAR), place + _NEAR):
            yield Found(ADDRESS, *match.span())


def _is_city(match: re.Match) -> bool:
    state = match["state"]
    if match["zip"][0] != _FIRST_FIGURES.get(state, match["zip"][0]):
        return False
    return bool(match["comma"] or "-" in match["zip"]) and not (state in _ALSO_WORDS and match["town"].isupper())


def joined(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """Pieces that follow each other with nothing but punctuation between, or overlap, as one."""
    last: Found | None = None
    for each in found:
        if last and each.start - last.end < _BETWEEN and not text[last.end : each.start].strip(" \n,.\xa0"):
            last = Found(ADDRESS, last.start, max(last.end, each.end))
            continue
        if last:
            yield last
        last = each
    if last:
        yield last


def not_the_offices(text: str, found: Iterable[Found]) -> list[Found]:
    """`found` without the office's own addresses, telephone numbers and e-mail addresses."""
    found = sorted(found, key=lambda each: each.start)
    if not any(each.code in (ADDRESS, PHONE, EMAIL) for each in found):
        return found
    kept, offices = [], [match.end() for match in _OFFICE.finditer(text)]
    anchor, has_address, following = -_REACH, False, 0
    for each in found:
        while following < len(offices) and offices[following] <= each.start:
            anchor, has_address = max(anchor, offices[following]), has_address and anchor > offices[following]
            following += 1
        is_contact = each.code in (ADDRESS, PHONE, EMAIL)
        second = has_address and each.code == ADDRESS
        if is_contact and not second and _only_connects(text, anchor, each.start):
            anchor, has_address = each.end, has_address or each.code == ADDRESS
        else:
            kept.append(each)
            anchor = -_REACH
    return kept


def _only_connects(text: str, start: int, end: int) -> bool:
    """Nobody else is named between the office, or what is known as its, and this."""
    if start < 0 or end - start > _REACH:
        return False
    return all(word.lower() in _CONNECTING for word in _WORDS.findall(text, start, end))
