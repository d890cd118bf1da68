"""A screenshot or photo: QR codes by zxing-cpp, words by tesseract where it is installed. Sizes come first."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import warnings

from simoff.guard.model import Message, NotChecked
from simoff.guard.readers.reading import Read, Unreadable

LONGEST_SIDE = 12_000
MOST_PIXELS = 40_000_000
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
LANGUAGES = ("rus", "eng", "chi_sim")
"""Russian alone destroys every address and account name, so English always goes along."""

TIME_LIMIT_S = 60.0
MOST_TEXT = 1_000_000


def read_picture(data: bytes) -> Read:
    """The message of a picture: what its QR codes hold and what is written in it."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
            _check_size(*picture.size)
            plain = picture.convert("L")
    except Unreadable:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unreadable("picture-too-large", n=MOST_PIXELS // 1_000_000) from None
    except (OSError, ValueError, SyntaxError, MemoryError, OverflowError):
        raise Unreadable("not-a-picture") from None
    return _read(plain)


def _check_size(width: int, height: int) -> None:
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise Unreadable("picture-too-large", n=MOST_PIXELS // 1_000_000)


def _read(picture: object) -> Read:
    import zxingcpp

    codes = [code.text for code in zxingcpp.read_barcodes(picture) if code.text]
    written = words_in(_png(picture))
    rest = (written,) if isinstance(written, NotChecked) else ()
    text = "" if isinstance(written, NotChecked) else written
    return Read(Message("\n\n".join([text, *codes]) if text else "\n\n".join(codes)), rest)


def _png(picture: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG")  # type: ignore[attr-defined]
    return file.getvalue()


def words_in(png: bytes, program: str = "tesseract") -> str | NotChecked:
    """The words in a picture, or why they could not be read; tesseract runs without a shell, with a time limit."""
    place = shutil.which(program)
    if place is None:
        return NotChecked("picture-words", "no-ocr")
    languages = _installed(place)
    if "eng" not in languages:
        return NotChecked("picture-words", "no-ocr-languages")
    command = [place, "stdin", "stdout", "-l", "+".join(languages)]
    environment = {"PATH": os.environ.get("PATH", ""), "OMP_THREAD_LIMIT": "1"}
    if "TESSDATA_PREFIX" in os.environ:
        environment["TESSDATA_PREFIX"] = os.environ["TESSDATA_PREFIX"]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program without a shell; the picture comes by stdin
            command, input=png, capture_output=True, timeout=TIME_LIMIT_S, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        return NotChecked("picture-words", "ocr-too-slow", {"n": int(TIME_LIMIT_S)})
    except OSError:
        return NotChecked("picture-words", "ocr-failed")
    if done.returncode != 0:
        return NotChecked("picture-words", "ocr-failed")
    return done.stdout[:MOST_TEXT].decode("utf-8", "replace")


def _installed(place: str) -> tuple[str, ...]:
    try:
        done = subprocess.run(  # noqa: S603 - see above
            [place, "--list-langs"], capture_output=True, timeout=10, check=False, text=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    there = set(done.stdout.split())
    return tuple(language for language in LANGUAGES if language in there)
