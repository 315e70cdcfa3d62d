"""Join the latin and the vietnamese subset of Be Vietnam Pro: one file, one request a weight.

It also gets digits of one width (tabular figures), which the font lacks and lists of times need.
For who changes the font: ``npm ci && pip install fonttools==4.68.0 brotli==1.2.1 && python merge_fonts.py``.
"""

import copy
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
SOURCE = HERE / "node_modules/@fontsource/be-vietnam-pro/files"
TARGET = HERE.parent / "static/fonts"


def unpacked(part: str, weight: int, folder: Path) -> str:
    font = TTFont(SOURCE / f"be-vietnam-pro-{part}-{weight}-normal.woff2")
    font.flavor = None
    path = folder / f"{part}-{weight}.ttf"
    font.save(path)
    return str(path)


def add_tabular_digits(font: TTFont) -> None:
    """Copies of the ten digits, each in the middle of the same space."""
    digits = [font.getBestCmap()[ord(each)] for each in "0123456789"]
    width = font["hmtx"][digits[8]][0] - 20
    font.setGlyphOrder([*font.getGlyphOrder(), *(f"{name}.tnum" for name in digits)])
    for name in digits:
        own_width, bearing = font["hmtx"][name]
        glyph = copy.deepcopy(font["glyf"][name])
        shift = (width - own_width) // 2
        glyph.coordinates.translate((shift, 0))
        font["glyf"].glyphs[f"{name}.tnum"] = glyph
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][f"{name}.tnum"] = (width, bearing + shift)
    rules = "".join(f"sub {name} by {name}.tnum; " for name in digits)
    addOpenTypeFeaturesFromString(font, f"feature tnum {{ {rules} }} tnum;", tables=["GSUB"])


def main() -> None:
    TARGET.mkdir(exist_ok=True)
    for weight in (400, 700):
        with tempfile.TemporaryDirectory() as name:
            parts = [unpacked(part, weight, Path(name)) for part in ("latin", "vietnamese")]
            font = Merger().merge(parts)
        options = subset.Options(layout_features=["kern", "mark", "mkmk"])
        keeper = subset.Subsetter(options)
        keeper.populate(unicodes=font.getBestCmap())
        keeper.subset(font)
        add_tabular_digits(font)
        font.flavor = "woff2"
        font.save(TARGET / f"be-vietnam-pro-{weight}.woff2")


if __name__ == "__main__":
    main()
