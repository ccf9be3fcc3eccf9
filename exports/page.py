"""The paper that a kliping is printed on: A4, its font, its footer, links and the list of contents.

Lays out lines of text and knows nothing of stories. The only door to fpdf2.
"""

import math
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from fpdf import FPDF
from fpdf.enums import WrapMode, XPos, YPos
from fpdf.fonts import TTFFont
from fpdf.outline import OutlineSection

FONT = "DejaVu"
_FONTS = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
_HERE = Path(__file__).parent / "font"
_MARGIN = 20  # millimetres
_LINE = 1.35  # height of a line in heights of its letters
_POINT = 0.3528  # millimetres
_LEAST = 45  # millimetres left on a page, so that no headline stands alone at its end
_ENTRIES = 40
"""Lines of the list of contents on a page; its first page also holds the heading."""
_INK, _GREY, _LINK = (20, 20, 20), (95, 95, 95), (20, 70, 140)
_GONE = "□"


class Paper(FPDF):
    """A document that grows from top to bottom, page by page."""

    def __init__(self, *, title: str, language: str, made: datetime, footer: str) -> None:
        """`footer` holds `{n}` for the number of the page and `{all}` for how many there are."""
        super().__init__(format="A4")
        for style, name in _FONTS.items():
            self.add_font(FONT, style, _HERE / name)
        font = self.fonts[FONT.lower()]
        assert isinstance(font, TTFFont)
        self._known = frozenset(font.cmap)
        self.missed = False
        self._footer = footer
        self.set_margin(_MARGIN)
        self.set_auto_page_break(True, margin=_MARGIN)
        self.set_title(title)
        self.set_lang(language)
        self.set_creator("Kembar")
        self.set_creation_date(made)
        self.add_page()

    def footer(self) -> None:
        """The number of the page; none on the cover."""
        if self.page_no() == 1:
            return
        self.set_y(-15)
        self._pen(8, _GREY)
        text = self._footer.format(n=self.page_no(), all="{nb}")
        self.cell(0, 5, text, align="C")

    def say(
        self, text: str, *, size: float = 10, bold: bool = False, grey: bool = False, url: str = ""
    ) -> None:
        """A paragraph; with `url` a link."""
        self._pen(size, _LINK if url else _GREY if grey else _INK, "B" if bold else "")
        self.multi_cell(
            0, size * _POINT * _LINE, self.printable(text), align="L", link=url,
            new_x=XPos.LMARGIN, new_y=YPos.NEXT, wrapmode=WrapMode.CHAR if url else WrapMode.WORD,
        )  # fmt: skip

    def gap(self, millimetres: float) -> None:
        """Leave some room."""
        self.ln(millimetres)

    def begin(self, heading: str) -> None:
        """Start a part that the list of contents names."""
        if self.h - self.b_margin - self.get_y() < _LEAST:
            self.add_page()
        self._pen(10, _INK)
        self.start_section(self.printable(heading))

    def leave_room_for_contents(self, heading: str, entries: int) -> None:
        """The list of contents comes here, with so many entries; then a new page begins."""
        self.add_page()
        # The pages behind it are numbered before it is written, so its length must be known now.
        self.insert_toc_placeholder(_contents(heading), pages=math.ceil(entries / _ENTRIES))

    def printable(self, text: str) -> str:
        """The text with a box for each letter that the font lacks; `missed` remembers it."""
        shown = "".join(letter if ord(letter) in self._known else _GONE for letter in text)
        self.missed = self.missed or shown != text
        return shown

    def save(self, out: BinaryIO) -> None:
        """Write the document."""
        self.output(out)

    def close(self) -> None:
        """Let go of the files of the fonts, also of a document that was given up half-way."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def _pen(self, size: float, colour: tuple[int, int, int], style: str = "") -> None:
        self.set_font(FONT, style, size)
        self.set_text_color(*colour)


def _contents(heading: str) -> Callable[[FPDF, list[OutlineSection]], None]:
    def render(paper: FPDF, sections: list[OutlineSection]) -> None:
        assert isinstance(paper, Paper)
        paper.set_x(paper.l_margin)
        paper.say(heading, size=15, bold=True)
        paper.gap(4)
        width = paper.epw - 14
        for number, section in enumerate(sections):
            if number and number % _ENTRIES == 0:
                paper.add_page()
            link = paper.add_link(page=section.page_number)
            paper.set_font(FONT, "", 9)
            paper.set_text_color(*_INK)
            name = _cut(paper, section.name, width)
            paper.cell(width, 6, name, link=link)
            paper.cell(
                14, 6, str(section.page_number), align="R", link=link,
                new_x=XPos.LMARGIN, new_y=YPos.NEXT,
            )  # fmt: skip

    return render


def _cut(paper: FPDF, text: str, width: float) -> str:
    """The text as far as one line holds it."""
    if paper.get_string_width(text) <= width - 2:
        return text
    while text and paper.get_string_width(text + "…") > width - 2:
        text = text[:-1]
    return text.rstrip() + "…"
