"""What is private by its shape or the label before it: numbers of persons, telephones and claims, birthdays, e-mail."""

import re
from collections.abc import Iterator
from itertools import product

from ingest.letters.privacy.clues import Clues
from ingest.letters.privacy.kinds import BIRTH_DATE, CLAIM_NUMBER, EMAIL, PHONE, SSN, Found

_DASH = "[-\u2010-\u2015\u2212]"
_SSN = re.compile(
    rf"(?<![\w.\u2010-\u2015-])(?:\d{{3}}|[xX*#]{{3}}){_DASH}(?:\d{{2}}|[xX*#]{{2}}){_DASH}\d{{4}}(?![\w-])"
)
_SSN_LABELLED = re.compile(
    r"\b(?:ssn|ss ?#|ss (?:number|no)|soc(?:ial)?\.?\s{1,4}sec(?:urity)?)\b\W{0,4}(?:(?:number|num|no|#)\b)?\W{0,5}"
    r"(?:(?:(?:is|of)\W{1,3})?(?P<value>(?:\d{3}|[x*]{3})[ .-]?(?:\d{2}|[x*]{2})[ .-]?\d{4})(?![\w/])"
    r"|(?:\w{1,8}\W{1,3}){0,3}(?:ending|ends|last)\W{1,3}(?:(?:in|with|four|4|digits|are|is|of)\W{1,3}){0,4}"
    r"(?P<last>\d{4})(?![\d/]))",
    re.IGNORECASE,
)
_PHONE = re.compile(
    rf"(?<![\w/-])(?<!\d\.)(?:\+?1[-. ])?(?:\(\d{{3}}\)\s{{0,2}}|\d{{3}}(?:{_DASH}|[./]|[^\S\n]){{1,2}})"
    rf"\d{{3}}(?:{_DASH}|[.]|\s)\d{{4}}(?![\w-]|\.\d)"
)
_PHONE_LABELLED = re.compile(
    r"\b(?:tele(?:phone)?|tel|ph(?:one)?|fax|facsimile|cell(?:ular)?|mobile|pager|voicemail)\b\.?[^\w\n]{0,4}"
    r"(?:(?:number|num|no|is|at)\b\W{0,5}){0,2}"
    rf"(?P<value>\+?(?:\d{{10,11}}|\d{{3}}(?:{_DASH}|[. ])\d{{4}}))(?![\w/-])",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.+%'-])[\w.+%'-]{1,200}+@(?:[\w-]{1,63}+\.){1,6}[A-Za-z]{2,24}(?!\w)")
_OFFICE_EMAIL = re.compile(r"@(?:[\w-]{1,63}\.){0,4}(?:maximus|dir\.ca)\.", re.IGNORECASE)
_DAY = (
    r"(?:\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)?\d\d|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s{1,3}\d{1,2}(?:st|nd|rd|th)?,?\s{1,3}\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s{1,3}(?:of\s{1,3})?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?,?\s{1,3}\d{4})(?!\d)"
)
_BORN = re.compile(
    r"(?:\bdob\b|\bd\.\s?o\.\s?b\b\.?|\bbirth[- ]?da(?:te|y)\b|\bdate\s{1,4}of\s{1,4}birth\b|(?<!new)(?<!new-)\bborn\b)"
    r"[^\w\n]{0,4}(?:(?:is|was|of|on|the)\b[^\w\n]{0,2}){0,2}"
    rf"[^\S\n]{{0,20}}\s{{0,6}}(?P<value>{_DAY})",
    re.IGNORECASE,
)
# "D.O.B." as the clues write it, "?" for blanks that are not Latin.
_DOTTED_BIRTH = tuple(b"d.%so.%sb" % pair for pair in product((b"", b" ", b"?"), repeat=2))
_LABEL_END = r"(?:[^\S\n]{0,3}(?:numbers?|num|no|nr|ids?|#)\b\.?|[^\S\n]{0,3}#)(?:\(s\)|s)?"
_PERSONS_NUMBER = re.compile(
    r"(?:(?:claims?(?:[^\S\n](?:file|administrator))?|file|account|acct|policy|member|subscriber|employee|patient|"
    r"record|chart|adj|wcab|eams|jcn|mrn|npi|dea|licen[sc]e)(?:\(s\))?"
    rf"{_LABEL_END}|claim(?=:)|(?:mrn|npi|eams|jcn|wcab(?:[^\S\n]case)?)\b)"
    r"[^\w\n]{0,6}(?:(?:is|was|of)\b[^\S\n]{1,3})?[^\S\n]{0,30}\s{0,6}"
    r"(?P<value>[A-Z]{0,6}[-.]?\d(?:[A-Z\d]|[-.](?=[A-Z\d])|[^\S\n](?=\d)){3,30})(?![\w/])",
    re.IGNORECASE,
)
_LABELS = (
    b"claim n",
    b"claims n",
    b"claim #",
    b"claims #",
    b"claim#",
    b"claim f",
    b"claim id",
    b"claim:",
    b"record n",
    b"file n",
    b"file #",
)
_RARE_LABELS = (
    b"claims#", b"file#", b"policy", b"account", b"acct", b"chart", b"member", b"subscriber", b"employee id",
    b"patient id", b"mrn", b"npi", b"eams", b"wcab", b"jcn", b"dea", b"license", b"adj",
)  # fmt: skip
_BOARD_NUMBER = re.compile(
    r"\bADJ[- #.:]{0,3}\d{5,12}\b|\b(?:AHM|ANA|BAK|EUR|FRE|GOL|GRO|LAO|LBO|MON|OAK|OXN|POM|RDG|RIV|SAC|SAL|SBA|SBR|"
    r"SDO|SFO|SJO|SRO|STK|VEN|VNO|WCK)[- ]?0{0,2}\d{6,7}\b"
)
_OWN_NUMBER = re.compile(r"(?:CM|IMR)[^\S\n]?\d\d\W", re.IGNORECASE)
_DATE = re.compile(rf"{_DAY}\Z", re.IGNORECASE)
_LAWSUIT = re.compile(r"\bvs?\.\s")
_SUIT_LEAD = 150  # characters before a board's number in which the parties of a published decision are named
_LEAST_DIGITS = 5


def read_numbers(text: str, clues: Clues) -> Iterator[Found]:
    """Private numbers and e-mail addresses, in no order."""
    if clues.has("ssn_shape", "ssn_word"):
        yield from (Found(SSN, *match.span()) for match in _SSN.finditer(text))
    if clues.has("ssn_word"):
        yield from (Found(SSN, *match.span(match.lastgroup)) for match in _SSN_LABELLED.finditer(text))
    if clues.has("phone_shape"):
        yield from (Found(PHONE, *match.span()) for match in _PHONE.finditer(text))
    if clues.has("phone_shape"):
        yield from (Found(PHONE, *match.span("value")) for match in _PHONE_LABELLED.finditer(text))
    if clues.has("email"):
        emails = _EMAIL.finditer(text)
        yield from (Found(EMAIL, *match.span()) for match in emails if not _OFFICE_EMAIL.search(match.group()))
    if clues.has("birth") or any(True for _ in clues.places(*_DOTTED_BIRTH)):
        yield from (Found(BIRTH_DATE, *match.span("value")) for match in _BORN.finditer(text))
    yield from _of_files(text, clues)


def _of_files(text: str, clues: Clues) -> Iterator[Found]:
    """Numbers of claims and of other files about a person."""
    if not clues.has("long_number"):
        return
    labels = (*_LABELS, *(_RARE_LABELS if clues.has("number_word") else ()))
    for place in clues.places(*labels):
        if match := _PERSONS_NUMBER.match(text, place):
            value = match["value"]
            digits = sum(map(str.isdigit, value))
            if digits >= _LEAST_DIGITS and not _OWN_NUMBER.match(value) and not _DATE.match(value):
                yield Found(CLAIM_NUMBER, *match.span("value"))
    if clues.has("board"):
        for match in _BOARD_NUMBER.finditer(text):
            if not _LAWSUIT.search(text, max(0, match.start() - _SUIT_LEAD), match.start()):
                yield Found(CLAIM_NUMBER, *match.span())
