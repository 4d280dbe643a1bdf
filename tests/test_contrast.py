"""The colours keep WCAG 2.2 AA's ratios, in light and in dark, computed from the tokens."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STYLESHEET = Path(settings.BASE_DIR) / "static" / "css" / "site.css"
TEXT, GRAPHICS = 4.5, 3.0  # ratios WCAG asks of text, and of borders and pictures that carry meaning

PAIRS = [
    ("ink", "paper", TEXT),
    ("ink", "surface", TEXT),
    ("ink", "mark", TEXT),
    ("muted", "paper", TEXT),
    ("muted", "surface", TEXT),
    ("link", "paper", TEXT),
    ("link", "surface", TEXT),
    ("link", "mark", TEXT),
    ("visited", "paper", TEXT),
    ("visited", "surface", TEXT),
    ("visited", "mark", TEXT),
    ("on-link", "link", TEXT),
    ("error", "paper", TEXT),
    ("error", "surface", TEXT),
    ("teal", "teal-ground", TEXT),
    ("rust", "rust-ground", TEXT),
    ("ochre", "ochre-ground", TEXT),
    ("control", "paper", GRAPHICS),
    ("control", "surface", GRAPHICS),
    ("teal", "surface", GRAPHICS),
    ("teal", "paper", GRAPHICS),
    ("focus-ink", "focus", GRAPHICS),
]


def tokens(scheme: str) -> dict[str, str]:
    """Names of the colours → #rrggbb. Dark swaps some of the light ones."""
    layer = STYLESHEET.read_text().split("@layer tokens {")[1].split("@layer base {")[0]
    light, dark = layer.split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark)) if scheme == "dark" else found


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_ratio_is_the_standards():
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_contrast(scheme, front, ground, least):
    colours = tokens(scheme)
    assert ratio(colours[front], colours[ground]) >= least


def test_focus_shows_on_every_ground():
    """Ring and amber together: at least one of them stands out from whatever is beneath."""
    for scheme in ("light", "dark"):
        colours = tokens(scheme)
        for ground in ("paper", "surface"):
            best = max(ratio(colours[name], colours[ground]) for name in ("focus", "focus-ink"))
            assert best >= GRAPHICS, (scheme, ground)


def test_no_component_names_a_colour():
    rules = STYLESHEET.read_text().split("@layer base {")[1].split("@layer print {")[0]
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgb|\bhsl|\boklch", rules)
