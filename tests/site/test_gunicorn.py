"""What `python -m gunicorn imr_site.wsgi` does with no other setting."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_long_answer_neither_blocks_a_worker_nor_has_it_killed():
    command = [sys.executable, "-m", "gunicorn", "--print-config", "imr_site.wsgi"]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    settings = dict(line.split("=", 1) for line in said.replace(" ", "").splitlines() if "=" in line)
    assert int(settings["threads"]) > 1
