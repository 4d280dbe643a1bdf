"""`manage.py parse`: one JSON object a line; `--explain` adds which words decided."""

import json

from django.core.management import call_command

from tests.letter_text import item, letter


def parsed(capsys, path, **options) -> dict:
    call_command("parse", str(path), **options)
    return json.loads(capsys.readouterr().out)


def test_each_item_says_which_words_decided(capsys, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(letter(item("Hand therapy after trigger finger release"), item("Blahblah")))
    first, second = parsed(capsys, path, explain=True)["items"]
    assert first["explanation"]["decided_by"] == "hand therapy"
    assert "after" in first["explanation"]["why"]
    assert {phrase["role"] for phrase in first["explanation"]["phrases"]} >= {"mention"}
    assert second["explanation"] == {"why": "No word of it names a treatment.", "decided_by": None, "phrases": []}


def test_nothing_is_explained_unasked(capsys, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(letter())
    assert "explanation" not in parsed(capsys, path)["items"][0]
