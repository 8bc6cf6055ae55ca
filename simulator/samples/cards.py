"""What is small: an identity card, and the portrait that goes with every application."""

from PIL import Image, ImageDraw

from simulator.samples.drawing import FAINT, INK, Pen, marked_as_sample, on_a_table, write, write_bold

CARD = (1012, 638)
PORTRAIT = (900, 1200)

LINES = (
    ("Nama", "SITI AMINAH"),
    ("Tempat/Tgl Lahir", "PALEMBANG, 05-08-1990"),
    ("Jenis Kelamin", "PEREMPUAN"),
    ("Alamat", "JL. SAPTA MARGA NO. 12"),
    ("     RT/RW", "005/002"),
    ("     Kel/Desa", "BUKIT SANGKAL"),
    ("     Kecamatan", "KALIDONI"),
    ("Agama", "ISLAM"),
    ("Status Perkawinan", "BELUM KAWIN"),
    ("Pekerjaan", "WIRASWASTA"),
    ("Kewarganegaraan", "WNI"),
)


def identity_card() -> Image.Image:
    card = Image.new("RGB", CARD, "#cfe0ea")
    pen = ImageDraw.Draw(card)
    for y in range(0, CARD[1], 9):
        pen.arc((-200, y - 300, CARD[0] + 200, y + 300), 20, 160, fill="#c2d7e4")
    write_bold(pen, (CARD[0] / 2, 34), "PROVINSI SUMATERA SELATAN", 30, anchor="mm")
    write_bold(pen, (CARD[0] / 2, 72), "KOTA PALEMBANG", 30, anchor="mm")
    write_bold(pen, (40, 104), "NIK : 1671074508900000", 40)
    for row, (label, value) in enumerate(LINES):
        y = 168 + row * 40
        write(pen, (40, y), label, 24)
        write(pen, (276, y), ":", 24)
        write(pen, (296, y), value, 24)
    _face(pen, (758, 150, 978, 440), "#2c5aa0")
    write(pen, (868, 462), "PALEMBANG", 22, anchor="ma")
    write(pen, (868, 492), "12-03-2013", 22, anchor="ma")
    return on_a_table(_rounded(marked_as_sample(card)), "#b9a78f", -2.5, margin=90)


def portrait(background: str) -> Image.Image:
    image = Image.new("RGB", PORTRAIT, background)
    _face(ImageDraw.Draw(image), (0, 0, *PORTRAIT), background)
    return marked_as_sample(image, ink=(255, 255, 255))


def _face(pen: Pen, box: tuple[int, int, int, int], background: str) -> None:
    """A head with a headscarf and shoulders, of nobody."""
    left, top, right, bottom = box
    width, height = right - left, bottom - top

    def inside(x1: float, y1: float, x2: float, y2: float) -> tuple[float, float, float, float]:
        return (left + x1 * width, top + y1 * height, left + x2 * width, top + y2 * height)

    pen.rectangle(box, fill=background)
    pen.chord(inside(0.06, 0.64, 0.94, 1.36), 180, 360, fill="#f2efe9")
    pen.polygon([*inside(0.4, 0.66, 0.5, 0.86), *inside(0.5, 0.86, 0.6, 0.66)], fill="#ded8ce")
    pen.ellipse(inside(0.22, 0.12, 0.78, 0.74), fill="#4a4458")
    pen.polygon([*inside(0.26, 0.5, 0.5, 0.84), *inside(0.5, 0.84, 0.74, 0.5)], fill="#4a4458")
    pen.ellipse(inside(0.32, 0.2, 0.68, 0.64), fill="#d9b08c")
    for x in (0.41, 0.55):
        pen.ellipse(inside(x, 0.38, x + 0.04, 0.405), fill=INK)
        pen.arc(inside(x - 0.02, 0.335, x + 0.07, 0.39), 200, 340, fill=FAINT, width=max(2, width // 150))
    pen.arc(inside(0.465, 0.4, 0.535, 0.47), 20, 120, fill="#b98d6b", width=max(2, width // 150))
    pen.arc(inside(0.42, 0.46, 0.58, 0.56), 25, 155, fill="#9a4f4a", width=max(3, width // 110))


def _rounded(card: Image.Image) -> Image.Image:
    mask = Image.new("L", card.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, *card.size), 34, fill=255)
    card.putalpha(mask)
    return card
