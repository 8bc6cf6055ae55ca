"""Lines for a spreadsheet: CSV that Excel opens with its accents, and in which nothing is taken for a formula."""

import csv
from collections.abc import Iterable
from io import StringIO

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


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) or cell.lstrip().startswith(_BEGINS_A_FORMULA) else cell
