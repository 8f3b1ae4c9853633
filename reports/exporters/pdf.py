"""Charts as PDF with the font embedded."""

from __future__ import annotations

import io

from models.text import Language, Text
from reports.chart import ChartSpec
from reports.matplotlib_backend import to_matplotlib
from reports.registry import exporter


@exporter("pdf", Text("图 PDF", "Document (PDF)"), mime="application/pdf", suffix=".pdf", takes=("chart",))
def pdf(spec: ChartSpec, language: Language) -> bytes:
    """Return a one-page PDF; its letters can be selected and searched."""
    file = io.BytesIO()
    texts = {
        "Title": spec.title(language),
        "Subject": spec.alt(language),
        "Keywords": spec.stamp.line(language),
        "Creator": f"Tidu {spec.stamp.version}",
        "CreationDate": None,
    }
    to_matplotlib(spec, language).savefig(file, format="pdf", metadata=texts)
    return file.getvalue()
