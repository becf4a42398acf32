"""A printed page as a tagged PDF (PDF/UA-1), with WeasyPrint 68 or newer where it is installed."""

from __future__ import annotations

import hashlib
from importlib import import_module
from typing import Any

MISSING = (
    "A PDF needs WeasyPrint 68 or newer, which is not here. Install it with: pip install weasyprint. Or open the HTML "
    "file in a browser and print it as a PDF."
)
"""What is said when WeasyPrint, or a system library that it needs, is not there."""

PAPER = "@page { size: Letter }"
"""The paper of the PDF. The HTML leaves it to the printer; a PDF has to choose."""


class MissingError(RuntimeError):
    """WeasyPrint is not installed or too old, or its system library Pango is not there."""


def pdf(html: bytes) -> bytes:
    """The PDF of one of our HTML files; the same bytes each time. Raises :class:`MissingError`."""
    try:  # not an import statement: a learner never needs it
        weasyprint: Any = import_module("weasyprint")
        # Nothing is fetched: our pages hold all they need, and what a teacher wrote must not reach out.
        nothing = import_module("weasyprint.urls").URLFetcher(allowed_protocols=())
    except (ImportError, AttributeError, OSError) as error:  # OSError: it is installed, and Pango is not
        raise MissingError(MISSING) from error
    document = weasyprint.HTML(string=html.decode(), url_fetcher=nothing)
    written: bytes = document.write_pdf(
        stylesheets=[weasyprint.CSS(string=PAPER, url_fetcher=nothing)],
        pdf_variant="pdf/ua-1",
        pdf_identifier=hashlib.sha256(html).digest()[:16],
    )
    return written
