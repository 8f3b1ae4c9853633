"""Try an old workbook (.xls) in a process of its own first.

A damaged one can make the reader ask for more memory than there is, which ends the process that asks. The old format
holds at most 65,536 rows, so that reading it twice costs little.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MOST_MEMORY = 4 << 30
LONGEST_SECONDS = 120
_PROBE = """
import io, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({limit}, {limit}))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except ImportError:
    pass
import python_calamine
try:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    for position in range(len(book.sheet_names)):
        book.get_sheet_by_index(position).to_python(skip_empty_area=False)
except python_calamine.PasswordError:
    pass
"""


def survives_reading(source: str | Path | bytes) -> bool:
    """Return whether the workbook can be read without exhausting memory; nothing is written anywhere."""
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    command = [sys.executable, "-I", "-c", _PROBE.format(limit=MOST_MEMORY)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=LONGEST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
