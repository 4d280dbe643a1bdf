"""How much a request asks for, in words that fit the thing asked for. Pure.

A bare "#60" is stored as doses or units, whatever is counted. The request's own word is shown where it has just one
("patches"); else the number stands alone, as on a prescription.
"""

import re

_BARE = ("doses", "units")  # what a number counts of which the request does not say it beside the number
_FORMS = {  # as written → one, several
    "tablet": ("tablet", "tablets"), "tab": ("tablet", "tablets"), "capsule": ("capsule", "capsules"),
    "cap": ("capsule", "capsules"), "pill": ("pill", "pills"), "patch": ("patch", "patches"),
    "patche": ("patch", "patches"), "film": ("film", "films"), "lozenge": ("lozenge", "lozenges"),
    "suppository": ("suppository", "suppositories"), "suppositorie": ("suppository", "suppositories"),
    "dose": ("dose", "doses"), "ampule": ("ampule", "ampules"), "vial": ("vial", "vials"),
    "syringe": ("syringe", "syringes"), "injection": ("injection", "injections"),
    "tube": ("tube", "tubes"), "bottle": ("bottle", "bottles"), "boxe": ("box", "boxes"), "box": ("box", "boxes"),
    "jar": ("jar", "jars"), "pack": ("pack", "packs"), "packet": ("packet", "packets"), "kit": ("kit", "kits"),
    "inhaler": ("inhaler", "inhalers"), "pair": ("pair", "pairs"),
    # Measured, not counted: no word fits the number, and beside another form the number may be of either.
    "gel": None, "cream": None, "ointment": None, "lotion": None, "solution": None, "liquid": None, "spray": None,
    "syrup": None, "drop": None, "powder": None, "gram": None, "compound": None,
}  # fmt: skip
_WORD = re.compile(r"[a-z]++")
_BESIDE = r"(?<![\d.,/]){}(?: ?\(\d{{1,4}}\))? ?([a-z]++)"
_LONGEST = 2_000  # characters of a request looked through


def amount_in_words(quantity: dict, request: str = "") -> str:
    """ "12 visits (2 a week for 6 weeks), 1 refill"; `quantity` as `DisputedItem.quantity`, of this request."""
    counted = _amount(quantity, request) if "amount" in quantity else ""
    if "per_week" in quantity:
        counted += f" ({quantity['per_week']} a week for {_plural(quantity['weeks'], 'week')})"
    refills = _plural(quantity["refills"], "refill") if "refills" in quantity else ""
    return ", ".join(part for part in (counted.strip(), refills) if part)


def _amount(quantity: dict, request: str) -> str:
    number, unit = quantity["amount"], quantity.get("unit", "")
    if unit not in _BARE:
        return f"{number:,} {unit.removesuffix('s') if number == 1 else unit}".strip()
    forms = _counted_in(number, request[:_LONGEST].lower())
    return f"{number:,} {forms[number != 1]}" if forms else f"{number:,}"


def _counted_in(number: int, request: str) -> tuple[str, str] | None:
    """The word beside the number, or the only one of the whole request."""
    beside = re.search(_BESIDE.format(number), request)
    if beside and (forms := _form(beside[1])):
        return forms
    named = {_form(word) for word in _WORD.findall(request) if word.removesuffix("s") in _FORMS}
    return named.pop() if len(named) == 1 else None


def _form(word: str) -> tuple[str, str] | None:
    return _FORMS.get(word.removesuffix("s"))


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
