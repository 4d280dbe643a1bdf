"""The query string with one value taken out or replaced. Pure: the given parameters are never changed.

A changed choice is a new result set, so each of these starts again at its first page.
"""

from django.http import QueryDict

PAGE = "page"


def removing(params: QueryDict, name: str, value: str | None = None) -> QueryDict:
    """`params` without this `value` of `name`, or without `name` altogether when no value is given."""
    found = _copy(params)
    left = [] if value is None else [each for each in found.getlist(name) if each != value]
    if left:
        found.setlist(name, left)
    else:
        found.pop(name, None)
    return found


def replacing(params: QueryDict, name: str, value: str) -> QueryDict:
    """`params` with `value` as the only one of `name`."""
    found = _copy(params)
    found[name] = value
    return found


def at_page(params: QueryDict, number: int | str) -> QueryDict:
    """`params` at a page of its results; the first page is the address without a page."""
    return removing(params, PAGE) if number == 1 else replacing(params, PAGE, str(number))


def stated(params: QueryDict) -> QueryDict:
    """`params` without blank values, which forms send for empty fields, and without what has no name."""
    found = QueryDict(mutable=True)
    for name, values in params.lists():
        said = [value for value in values if value.strip()]
        if said and name.strip():
            found.setlist(name, said)
    return found


def link(path: str, params: QueryDict) -> str:
    """The address; without a question mark when nothing is asked."""
    query = params.urlencode()
    return f"{path}?{query}" if query else path


def _copy(params: QueryDict) -> QueryDict:
    """What is stated, from its first page."""
    found = stated(params)
    found.pop(PAGE, None)
    return found
