"""One wording at the desk: its form, what it would do, and doing it."""

from django.http import HttpRequest

from ingest.desk import rights
from ingest.desk.word_forms import WordingForm, initial_of
from ingest.desk.word_rows import decisions, term_name
from ingest.learned import learning
from ingest.learned.checking import WordingError, checked
from ingest.learned.kinds import Kind
from ingest.learned.learning import Done
from ingest.learned.proposing import propose
from ingest.models import Wording

_EXAMPLES = 5
_LOOK = "These words are others than those whose effect was shown. Look at what they would do, then save again."
_NO_TERM = "Choose what the words mean; or say, by the other button, that they mean nothing."


class Teaching:
    """`wording` is one that is there already."""

    def __init__(self, request: HttpRequest, kind: str, wording: Wording | None = None):
        self.request, self.kind, self.wording = request, kind, wording
        self.proposal = None
        if request.method == "POST":
            self.form = WordingForm(request.POST, kind=kind)
        elif wording:
            self.form = WordingForm(initial=initial_of(wording), kind=kind)
        else:
            words = request.GET.get("words", "")
            self.proposal = propose(kind, [words]).get(words) if words else None
            initial = {"words": words, "term": self.proposal.term if self.proposal else ""}
            self.form = WordingForm(initial=initial, kind=kind)

    def do(self) -> str:
        """Do what was asked for; what was done in a sentence, blank where nothing was. Refusals are in the form."""
        act = _ACTS.get(self.request.POST.get("do"))
        if act is None or not self.form.is_valid():
            return ""
        try:
            return act(self)
        except WordingError as error:
            self.form.refuse(error)
            return ""

    def context(self) -> dict:
        """For the template."""
        kind = Kind(self.kind)
        effect = self._effect()
        return {
            "title": f"“{self.wording.words}”" if self.wording else f"Teach words of a {kind.label.lower()}",
            "teaching": self,
            "form": self.form,
            "effect": effect,
            "unit": "decision",
            "proposal": self.proposal,
            "history": self._history(),
            "may_teach": self.request.user.has_perms(rights.TEACH),
        }

    def save(self) -> str:
        sent = self.form.cleaned_data
        if not sent["term"]:
            raise WordingError("term", _NO_TERM)
        if checked(self.kind, sent["words"], sent["term"]).words != sent["shown"]:
            raise WordingError("words", _LOOK)
        return self._written(sent["term"])

    def nothing(self) -> str:
        """Nothing is decided by it, so that nothing need be shown first."""
        return self._written("")

    def remove(self) -> str:
        if self.wording is None:
            return ""
        words = self.wording.words
        done = learning.forget(self.wording, by=self.request.user, why=self.form.cleaned_data["why"])
        return f"“{words}” is forgotten. {_followed(done)}"

    def _written(self, term: str) -> str:
        sent, by = self.form.cleaned_data, self.request.user
        if self.wording:
            done = learning.change(self.wording, sent["words"], term, by=by, why=sent["why"])
        else:
            done = learning.learn(self.kind, sent["words"], term, by=by, why=sent["why"])
        name = term_name(self.kind, term)
        said = f"means {name}" if name else "means nothing, and is not shown again"
        return f"“{done.wording.words}” {said}. {_followed(done)}"

    def _effect(self) -> dict | None:
        """What the words of the form would do; None where there are none, or they cannot be."""
        words = self.form["words"].value()
        if not words or ("words" in self.form.errors and list(self.form.errors["words"]) != [_LOOK]):
            return None
        try:
            kept, touched = learning.would_touch(self.kind, words, self.wording)
        except WordingError as error:
            self._tell(error)
            return None
        self._note_shown(kept)
        return {
            "words": kept,
            "count": len(touched.items),
            "later": len(touched.cases) > learning.AT_ONCE,
            "examples": list(decisions(sorted(touched.items)[:_EXAMPLES]).values()),
        }

    def _tell(self, error: WordingError) -> None:
        """Also at a form that was not sent yet."""
        if not self.form.is_bound:
            self.form = WordingForm(data=self.form.initial, kind=self.kind)
            self.form.is_valid()
        if list(self.form.errors.get(error.field, ())) in ([], [_LOOK]):
            self.form.errors.pop(error.field, None)
            self.form.refuse(error)

    def _note_shown(self, words: str) -> None:
        if self.form.is_bound:
            self.form.data = self.form.data.copy()
            self.form.data["shown"] = words
        else:
            self.form.initial["shown"] = words

    def _history(self) -> list:
        if self.wording is None or self.wording.pk is None:
            return []
        rows = list(self.wording.history.select_related("history_user").order_by("-history_id"))
        return [(row, term_name(self.kind, row.term)) for row in rows]


def _followed(done: Done) -> str:
    letters = f"{done.letters:,} letter{'' if done.letters == 1 else 's'}"
    if not done.letters:
        return "No letter is touched."
    return f"{letters} will be read again by the worker." if done.later else f"{letters} read again."


_ACTS = {"save": Teaching.save, "nothing": Teaching.nothing, "remove": Teaching.remove}
