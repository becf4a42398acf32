"""Files that come out the same each time: identifiers, numbers, a tree as XML, an archive without a clock."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from xml.etree import ElementTree

from helpers.quiz.export.wording import printable

STAMP = (1980, 1, 1, 0, 0, 0)
"""The time on every file of an archive: the first that a zip can hold."""


def identifier(*names: str) -> str:
    """An identifier that every system takes, always the same for the same names, whatever signs are in them."""
    return f"mbc_{hashlib.sha256(repr(names).encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


def figure(value: float) -> str:
    """A number in digits, as exact as it was written and never with an exponent."""
    written = format(Decimal(repr(float(value))), "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def xml_file(root: ElementTree.Element) -> bytes:
    """A tree as a file in UTF-8; what XML forbids becomes a space, so that no pasted sign breaks the import."""
    ElementTree.indent(root)
    markup = printable(ElementTree.tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{markup}\n'.encode()


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip of files, in the order of their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3  # 3: the same on every system
            entry.external_attr = 0o644 << 16
            made.writestr(entry, content)
    return buffer.getvalue()
