"""Lines for a spreadsheet: CSV that Excel opens with its accents, or a workbook; nothing is taken for a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from xlsxwriter import Workbook

COLUMN_WIDTH = 24  # characters
#: So that Excel knows the encoding.
BYTE_ORDER_MARK = "\ufeff"
#: What a cell must not begin with: spreadsheets would calculate it, and a name can be anything.
#: See https://owasp.org/www-community/attacks/CSV_Injection
_BEGINS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def csv_lines(rows: Iterable[Iterable[object]]) -> str:
    """The rows as CSV (RFC 4180). None is an empty cell."""
    written = StringIO()
    csv.writer(written).writerows([_harmless("" if cell is None else str(cell)) for cell in row] for row in rows)
    return written.getvalue()


def workbook(sheet: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The rows as XLSX on one sheet, below their bold, fixed headings. Everything is kept as text."""
    written = BytesIO()
    with Workbook(written, {"constant_memory": True}) as book:
        page = book.add_worksheet(sheet)
        page.freeze_panes(1, 0)
        page.set_column(0, len(columns) - 1, COLUMN_WIDTH)
        bold = book.add_format({"bold": True})
        for place, heading in enumerate(columns):
            page.write_string(0, place, heading, bold)
        for line, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                page.write_string(line, place, "" if cell is None else f"{cell}")
    return written.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) or cell.lstrip().startswith(_BEGINS_A_FORMULA) else cell
