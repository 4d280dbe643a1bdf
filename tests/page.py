"""A response as a small tree one can ask: headings, chips, counts, and where submitting its filters would lead."""

import re
from urllib.parse import urlencode

from bs4 import BeautifulSoup, Tag


class Page:
    def __init__(self, response):
        self.status = response.status_code
        self.tree = BeautifulSoup(response.content, "html.parser")

    def text(self, selector: str) -> str:
        """The words of the first element found, spacing made even; blank when there is none."""
        found = self.tree.select_one(selector)
        return words(found) if found else ""

    def texts(self, selector: str) -> list[str]:
        return [words(element) for element in self.tree.select(selector)]

    def links(self, selector: str) -> dict[str, str]:
        """Words of each link → where it leads."""
        return {words(link): link["href"] for link in self.tree.select(selector)}

    @property
    def letter(self) -> str:
        """The letter's own words, without the arrows that lead back to the facts."""
        return words(self._letter())

    @property
    def letter_marks(self) -> list[str]:
        return [words(mark) for mark in self._letter().select("mark")]

    def _letter(self) -> Tag:
        found = BeautifulSoup(str(self.tree.select_one(".letter")), "html.parser")
        for arrow in found.select("a.back"):
            arrow.decompose()
        return found

    @property
    def count(self) -> int:
        """The number of decisions the page says it found."""
        found = re.match(r"([\d,]+) decisions? in", self.text(".count"))
        return int(found[1].replace(",", "")) if found else 0

    @property
    def requests(self) -> list[str]:
        """The titles of the decisions listed."""
        return self.texts(".decision :is(h3, h4)")

    def options(self, facet: str) -> dict[str, int]:
        """Values of a facet → the number of decisions promised, in the order shown."""
        boxes = self.tree.select(f'#filters input[type="checkbox"][name="{facet}"]')
        return {box["value"]: _number(box.find_parent("label")) for box in boxes}

    def submit(self, *ticked: tuple[str, str]) -> str:
        """The query string a browser would send on "Apply", after these boxes were ticked as well."""
        form = self.tree.select_one("form#filters")
        controls = form.select("input[name]") + self.tree.select('input[form="filters"][name]')
        sent = [(each["name"], each.get("value", "on")) for each in controls if _is_sent(each, ticked)]
        return "?" + urlencode(sent)


def words(element: Tag) -> str:
    return " ".join(element.get_text().split())


def _number(label: Tag) -> int:
    return int(re.search(r"([\d,]+) decisions?$", words(label))[1].replace(",", ""))


def _is_sent(control: Tag, ticked: tuple[tuple[str, str], ...]) -> bool:
    if control.get("type") in ("checkbox", "radio"):
        return control.has_attr("checked") or (control["name"], control["value"]) in ticked
    return True
