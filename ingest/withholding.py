"""Whether the public may see a case once a letter of it is stored or read again."""

from typing import NamedTuple

from determinations.choices import PublicationState
from determinations.models import Publication
from ingest.holding import findings, said
from ingest.parsing import ReadLetter

ON_REQUEST = "Held: whoever uploaded it wants it looked at before it is public."
_STAYS = {
    PublicationState.HELD: "Its case is held, and stays so until it is released.",
    PublicationState.WITHDRAWN: "Its case is withdrawn, and stays so until it is restored.",
}


class Withheld(NamedTuple):
    """`held`: why this letter holds its case; `hidden`: why the case is not public anyway. Blank where it is not so."""

    held: str = ""
    hidden: str = ""


def withheld(read: ReadLetter, publication: Publication | None) -> Withheld:
    """What a letter means for its case, whose row is given if it has one."""
    held = said(findings(read.text, read.letter, publication.accepted if publication else ()))
    return Withheld(held, _STAYS.get(publication.state, "") if publication else "")
