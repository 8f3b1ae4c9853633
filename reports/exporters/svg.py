"""Charts as SVG with letters as paths, so that they look the same without the font."""

from __future__ import annotations

import io
from xml.sax.saxutils import quoteattr

from models.text import Language, Text
from reports.chart import ChartSpec
from reports.matplotlib_backend import to_matplotlib
from reports.registry import exporter


@exporter("svg", Text("矢量图 SVG", "Vector image (SVG)"), mime="image/svg+xml", suffix=".svg", takes=("chart",))
def svg(spec: ChartSpec, language: Language) -> bytes:
    """Return an SVG that tells screen readers what it shows."""
    file = io.BytesIO()
    texts = {
        "Title": spec.title(language),
        "Description": f"{spec.alt(language)} {spec.stamp.line(language)}",
        "Creator": f"Tidu {spec.stamp.version}",
        "Date": None,
    }
    to_matplotlib(spec, language).savefig(file, format="svg", metadata=texts)
    label = quoteattr(f"{spec.title(language)} {spec.alt(language)}")
    return file.getvalue().replace(b"<svg ", f'<svg role="img" aria-label={label} '.encode(), 1)
