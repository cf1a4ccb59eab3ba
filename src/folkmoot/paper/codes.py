"""The square code that a telephone's camera reads."""

import io

import segno


def qr_code(text: str) -> str:
    """`text` as a QR code (ISO/IEC 18004), an SVG of one path: a quiet zone of four modules, a seventh may be lost."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False, boost_error=False).save(
        out, kind="svg", border=4, xmldecl=False, svgns=True, nl=False, omitsize=True
    )
    return out.getvalue().decode()
