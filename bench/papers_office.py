"""The same letter through a DOCX template and headless LibreOffice, measured in one run beside ours.

Run: python bench/papers_office.py [COUNT]. Two ways are measured for the office: one start a letter, as when a
person asks for one, and one start for a whole batch, which suits it best. Without LibreOffice, docxtpl or
python-docx it says so and ends with 4. The aim is 50 times the first way; the exit code is 1 below it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from papers import letter_of
from simoff.papers import Letter, letter_pdf, letter_text

AIM = 50
MISSING = 4


def main() -> int:
    """Print seconds a letter for each way and the ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    office = shutil.which("soffice") or shutil.which("libreoffice")
    lacking = [name for name in ("docx", "docxtpl") if find_spec(name) is None]
    lacking += [] if office else ["LibreOffice"]
    if office is None or lacking:
        print(f"could not be measured: {', '.join(lacking)} not installed")
        return MISSING
    letter_pdf(letter_of(0))
    start = perf_counter()
    for place in range(1, 10 * count + 1):
        letter_pdf(letter_of(place))
    ours = (perf_counter() - start) / (10 * count)
    with TemporaryDirectory() as name:
        folder = Path(name)
        template = make_template(folder / "template.docx", letter_of(0))
        convert(office, [fill(template, folder, 0)], folder)  # its first start makes a profile
        single = alone(office, template, folder)
        start = perf_counter()
        convert(office, [fill(template, folder, place) for place in range(100, 100 + count)], folder)
        batch = (perf_counter() - start) / count
        made = len(list(folder.glob("letter-*.pdf")))
    say("simoff, value + PDF/A, both copies", ours, ours)
    say("docxtpl + LibreOffice, one start a letter", single, ours)
    say(f"docxtpl + LibreOffice, one start for {count}", batch, ours)
    print(f"{made} PDF files were made by the office; aim {AIM} x the first way")
    return int(single / ours < AIM)


def say(name: str, seconds: float, ours: float) -> None:
    """One line: milliseconds a letter, and how many of ours fit into them."""
    print(f"{name:44} {seconds * 1000:8.1f} ms a letter {seconds / ours:6.0f} x")


def make_template(path: Path, letter: Letter) -> Path:
    """A template with a placeholder for each line of both copies."""
    from docx import Document

    document = Document()
    for copy in range(len(letter.copies)):
        for place, _ in enumerate(letter_text(letter, copy).split("\n")):
            document.add_paragraph(f"{{{{ lines[{copy}][{place}] }}}}")
        document.add_page_break()
    document.save(str(path))
    return path


def fill(template: Path, folder: Path, place: int) -> Path:
    """One filled-in DOCX file."""
    from docxtpl import DocxTemplate

    letter = letter_of(place)
    filled = DocxTemplate(str(template))
    lines = [letter_text(letter, copy).split("\n") for copy in range(len(letter.copies))]
    filled.render({"lines": lines}, autoescape=True)
    path = folder / f"letter-{place}.docx"
    filled.save(str(path))
    return path


def alone(office: str, template: Path, folder: Path, rounds: int = 3) -> float:
    """Seconds a letter when the office is started for each; the best round."""
    times = []
    for place in range(1, rounds + 1):
        start = perf_counter()
        convert(office, [fill(template, folder, place)], folder)
        times.append(perf_counter() - start)
    return min(times)


def convert(office: str, paths: list[Path], folder: Path) -> None:
    """DOCX files to PDF with a profile of their own."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    words = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)]
    subprocess.run(words, check=True, capture_output=True, timeout=300)


if __name__ == "__main__":
    raise SystemExit(main())
