"""The pens: text in the font that comes with Pillow, a paper on a table, the mark that says it is a sample."""

import io

from PIL import Image, ImageDraw, ImageFilter, ImageFont

INK = "#23303a"
FAINT = "#6d7a80"

Pen = ImageDraw.ImageDraw


def write(pen: Pen, at: tuple[float, float], text: str, size: int, *, fill: str = INK, anchor: str = "la") -> None:
    pen.text(at, text, fill=fill, font=ImageFont.load_default(size), anchor=anchor)


def write_bold(pen: Pen, at: tuple[float, float], text: str, size: int, *, fill: str = INK, anchor: str = "la") -> None:
    font = ImageFont.load_default(size)
    pen.text(at, text, fill=fill, font=font, anchor=anchor, stroke_width=max(1, size // 28), stroke_fill=fill)


def marked_as_sample(image: Image.Image, ink: tuple[int, int, int] = (154, 45, 30)) -> Image.Image:
    """CONTOH across everything, faint enough to read through and plain enough to see."""
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    size = image.width // 5
    font = ImageFont.load_default(size)
    middle = (image.width / 2, image.height / 2)
    ImageDraw.Draw(layer).text(middle, "CONTOH", fill=(*ink, 70), font=font, anchor="mm", stroke_width=2)
    turned = layer.rotate(18, resample=Image.Resampling.BICUBIC)
    return Image.alpha_composite(image.convert("RGBA"), turned).convert("RGB")


def on_a_table(paper: Image.Image, table: str, angle: float, margin: int = 60) -> Image.Image:
    """The paper as a photo of it: lying a little askew on a table, with its shadow."""
    size = (paper.width + 2 * margin, paper.height + 2 * margin)
    scene = Image.new("RGB", size, table)
    shadow = Image.new("L", size, 0)
    ImageDraw.Draw(shadow).rectangle((margin, margin, margin + paper.width, margin + paper.height), fill=110)
    shadow = shadow.rotate(angle, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(14))
    scene.paste("#3a3128", (8, 12), shadow)
    layer = Image.new("RGBA", size, (0, 0, 0, 0))
    layer.paste(paper.convert("RGBA"), (margin, margin))
    layer = layer.rotate(angle, resample=Image.Resampling.BICUBIC)
    scene.paste(layer, (0, 0), layer)
    return scene


def blurred(image: Image.Image) -> Image.Image:
    """As when the hand shook and the light was poor."""
    return image.filter(ImageFilter.GaussianBlur(9)).point(lambda value: int(value * 0.82))


def jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=84, optimize=True)
    return out.getvalue()
