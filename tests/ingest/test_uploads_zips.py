"""Zips nobody should trust: each bad entry fails with its reason, a bad zip as a whole, and the others go on."""

import stat
import struct
import zipfile
from io import BytesIO

import pytest

from tests.ingest.uploads import counted, file, numbered, sent, states, uploaded, work, zipped

pytestmark = pytest.mark.django_db(transaction=True)


def with_entry(name: str, data: str = "", *, mode: int = 0, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of one good letter and one odd entry."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("good.txt", numbered(1), zipfile.ZIP_DEFLATED)
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        archive.writestr(info, data or numbered(2), packing)
    return held.getvalue()


def flagged(data: bytes) -> bytes:
    """The last entry says that it is encrypted."""
    place = data.rindex(b"PK\x01\x02") + 8
    return data[:place] + struct.pack("<H", 1) + data[place + 2 :]


def damaged(data: bytes) -> bytes:
    """The second entry's packed bytes are others."""
    place = data.index(b"PK\x03\x04", 10) + 60
    return data[:place] + b"\xff" * 40 + data[place + 40 :]


ODD = {
    "upwards": (with_entry("../../etc/bad.txt"), "outside the zip"),
    "absolute": (with_entry("/etc/bad.txt"), "outside the zip"),
    "a drive": (with_entry("C:\\bad.txt"), "outside the zip"),
    "backslashes": (with_entry("..\\bad.txt"), "outside the zip"),
    "a link": (with_entry("bad.txt", "/etc/passwd", mode=stat.S_IFLNK | 0o777), "a link"),
    "encrypted": (flagged(with_entry("bad.txt")), "encrypted"),
    "lzma": (with_entry("bad.txt", packing=zipfile.ZIP_LZMA), "unusual way"),
    "bzip2": (with_entry("bad.txt", packing=zipfile.ZIP_BZIP2), "unusual way"),
    "damaged": (damaged(with_entry("bad.txt")), "cannot be unpacked"),
    "a wrong suffix": (with_entry("bad.exe"), "this is .exe"),
    "no suffix": (with_entry("bad"), "without a suffix"),
    "too large": (with_entry("bad.txt", "word " * 4_100_000), "larger than 20,000,000 bytes"),
    "empty": (with_entry("bad.txt", "\n"), "empty"),
}


@pytest.mark.parametrize(("data", "reason"), ODD.values(), ids=ODD)
def test_an_odd_entry_fails_alone(staff, settings, folders, data, reason):
    settings.IMR_UPLOAD_ZIP_RATIO = 1_000_000
    upload = uploaded(staff, file("letters.zip", data))
    assert counted(upload) == {"opened": 1, "new": 1, "failed": 1}
    bad = upload.files.get(state="failed")
    assert reason in bad.reason
    assert bad.advice
    assert bad.parent.name == "letters.zip"
    written = {path.relative_to(folders).parts[0] for path in folders.rglob("*") if path.is_file()}
    assert written <= {"uploads", "index"}, "nothing outside"


def bomb(size: int) -> bytes:
    return zipped({f"{number}.pdf": bytes(size) for number in range(4)})


SIX = zipped({f"{number}.txt": "x" for number in range(6)})
WHOLE = {
    "no zip": (b"PK\x03\x04", {}, "cannot be read"),
    "nothing": (b"", {}, "cannot be read"),
    "no files": (zipped({}), {}, "holds no files"),
    "hidden files only": (zipped({".DS_Store": "x"}), {}, "holds no files"),
    "cut off": (zipped({"a.txt": numbered(1)})[:-30], {}, "cannot be read"),
    "too many entries": (
        zipped({f"{n}.txt": "x" for n in range(6)}),
        {"ZIP_ENTRIES": 5},
        "5 files (IMR_UPLOAD_ZIP_ENTRIES)",
    ),
    "a longer list than entries": (
        zipped({"a" * 60_000 + ".txt": "x"}),
        {"ZIP_ENTRIES": 90},
        "90 files (IMR_UPLOAD_ZIP_ENTRIES)",
    ),
    "too many letters": (SIX, {"LETTERS": 5}, "5 letters (IMR_UPLOAD_LETTERS)"),
    "a bomb": (bomb(5_000_000), {}, "100 times its size (IMR_UPLOAD_ZIP_RATIO)"),
    "too many zips": (
        zipped({f"{n}.zip": zipped({"a.txt": "x"}) for n in range(3)}),
        {"ZIPS": 3},
        "3 zips, those within zips counted (IMR_UPLOAD_ZIPS)",
    ),
    "too much": (bomb(1_000_000), {"ZIP_BYTES": 2_500_000}, "2,500,000 bytes (IMR_UPLOAD_ZIP_BYTES)"),
}


@pytest.mark.parametrize(("data", "limits", "reason"), WHOLE.values(), ids=WHOLE)
def test_a_bad_zip_fails_as_a_whole_and_disturbs_nobody(staff, settings, data, limits, reason):
    for name, limit in limits.items():
        setattr(settings, f"IMR_UPLOAD_{name}", limit)
    upload = sent(staff, file("bad.zip", data), file("good.txt", numbered(1)))
    other = sent(staff, file("other.txt", numbered(2)))
    work()
    assert states(upload) == [("bad.zip", "failed"), ("good.txt", "new")]
    assert reason in upload.files.get(archive=True).reason
    assert upload.files.get(archive=True).advice
    assert states(other) == [("other.txt", "new")]
    assert not list(settings.MEDIA_ROOT.rglob("u-*")), "what was unpacked is gone"


def test_limits_count_the_whole_upload(staff, settings):
    settings.IMR_UPLOAD_ZIP_BYTES = 3 * len(numbered(1)) + 100
    zips = [file(f"{n}.zip", zipped({f"{n}{m}.txt": numbered(10 * n + m) for m in range(2)})) for n in range(2)]
    upload = uploaded(staff, *zips)
    assert counted(upload) == {"opened": 1, "new": 2, "failed": 1}


def test_a_bomb_within_a_zip_fails_alone(staff):
    upload = uploaded(staff, file("a.zip", zipped({"bomb.zip": bomb(5_000_000), "good.txt": numbered(1)})))
    assert states(upload) == [
        ("a.zip", "opened"),
        ("a.zip › bomb.zip", "failed"),
        ("a.zip › good.txt", "new"),
    ]


def test_what_a_zip_says_of_its_sizes_is_not_believed(staff, settings):
    """Its list says 10 bytes; a hundred times as many come out."""
    settings.IMR_UPLOAD_ZIP_BYTES = 500
    data = bytearray(zipped({"a.pdf": bytes(50_000)}))
    place = data.rindex(b"PK\x01\x02") + 24
    data[place : place + 4] = struct.pack("<I", 10)
    upload = uploaded(staff, file("liar.zip", bytes(data)))
    assert counted(upload)["new"] == 0
    assert counted(upload)["failed"] == 1


def test_a_zip_that_failed_for_a_limit_is_tried_again(staff, settings):
    settings.IMR_UPLOAD_ZIP_ENTRIES = 1
    upload = uploaded(staff, file("a.zip", zipped({"a.txt": numbered(1), "b.txt": numbered(2)})))
    assert counted(upload) == {"failed": 1}
    settings.IMR_UPLOAD_ZIP_ENTRIES = 2
    staff.post(f"/admin/ingest/upload/{upload.pk}/retry/")
    work()
    assert counted(upload) == {"opened": 1, "new": 2}
