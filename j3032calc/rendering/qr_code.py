"""QR codes as drawings."""

from __future__ import annotations


def qr_code(text: str) -> bytes:
    """Draw a text as a QR code: SVG, black on nothing, with its quiet zone; a seventh of it may be smudged."""
    # Imported by the first page that has a code.
    import zxingcpp

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return code.to_svg(add_quiet_zones=True).encode()
