"""What is asked of an address for programs, or why it is not answered: every parameter at fault named, as JSON.

Shared by the data interface, the exports, the feed and the command that writes files.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass

from django.http import HttpRequest, JsonResponse, QueryDict

from determinations.filters import DecisionFilter

_SHOWN = 80  # characters of a name nobody knows


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one parameter; with the whole address when `parameter` is None."""

    parameter: str | None
    message: str


class RefusedError(Exception):
    """What is asked for cannot be given; `status` is that of the response, whose `headers` are added."""

    def __init__(self, *problems: Problem, status: int = 400, headers: Mapping[str, str] | None = None):
        self.problems = problems
        self.status = status
        self.headers = headers or {}
        super().__init__("; ".join(f"{each.parameter}: {each.message}" for each in problems))

    def response(self) -> JsonResponse:
        """The answer that says so, every problem named."""
        errors = [asdict(each) for each in self.problems]
        headers = {"Cache-Control": "no-cache", **self.headers}
        return JsonResponse({"errors": errors}, status=self.status, headers=headers)


def understood(params: QueryDict, senseless: Mapping[str, str] | None = None) -> DecisionFilter:
    """The choice of decisions. `senseless` says of known parameters why they are not taken here.

    Raises RefusedError naming every parameter that is unknown, senseless or wrong.
    """
    senseless = senseless or {}
    chosen = DecisionFilter(params)
    problems = _unknown(params, set(chosen.filters) - set(senseless), chosen.filters)
    problems += [Problem(name, message) for name, message in senseless.items() if name in chosen.data]
    for name, messages in chosen.errors.items():
        problems += [Problem(name, message) for message in messages if name not in senseless]
    if problems:
        raise RefusedError(*problems)
    return chosen


def refuse_unknown(params: QueryDict, known: Collection[str] = ()) -> None:
    """Raises RefusedError, naming every parameter of the query string but these."""
    if problems := _unknown(params, known, known):
        raise RefusedError(*problems)


def site(request: HttpRequest) -> str:
    """What whole addresses of this site begin with, as in `https://imr.example.org`."""
    return f"{request.scheme}://{request.get_host()}"


def _unknown(params: QueryDict, taken: Collection[str], known: Iterable[str]) -> list[Problem]:
    """Of each name that is not `known`, which are `taken`; what has no name (`?=`) asks nothing."""
    some = f"Known here: {', '.join(sorted(taken))}." if taken else "This address takes none."
    message = f"There is no such parameter. {some}"
    return [Problem(name[:_SHOWN], message) for name in params if name.strip() and name not in known]
