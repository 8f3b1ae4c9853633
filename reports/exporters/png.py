"""Charts as PNG, 200 dots an inch."""

from __future__ import annotations

import io

from models.text import Language, Text
from reports.chart import ChartSpec
from reports.matplotlib_backend import to_matplotlib
from reports.registry import exporter

DOTS_PER_INCH = 200


@exporter("png", Text("图片 PNG", "Image (PNG)"), mime="image/png", suffix=".png", takes=("chart",))
def png(spec: ChartSpec, language: Language) -> bytes:
    """Return a PNG whose title, description and stamp also stand in its text fields."""
    file = io.BytesIO()
    texts = {
        "Title": spec.title(language),
        "Description": spec.alt(language),
        "Source": spec.stamp.line(language),
        "Software": f"Tidu {spec.stamp.version}",
    }
    to_matplotlib(spec, language).savefig(file, format="png", dpi=DOTS_PER_INCH, metadata=texts)
    return file.getvalue()
