"""What is on paper: a family card and the report of a lost card to the police."""

from PIL import Image, ImageDraw

from simulator.samples.drawing import FAINT, INK, Pen, marked_as_sample, on_a_table, write, write_bold

FAMILY_CARD = (1500, 1000)
LETTER = (1000, 1400)

FAMILY = (
    ("1", "AHMAD FAUZI", "1671071204600000", "LAKI-LAKI", "PALEMBANG", "12-04-1960", "ISLAM", "KEPALA KELUARGA"),
    ("2", "ROKIAH", "1671074106640000", "PEREMPUAN", "PALEMBANG", "01-06-1964", "ISLAM", "ISTRI"),
    ("3", "SITI AMINAH", "1671074508900000", "PEREMPUAN", "PALEMBANG", "05-08-1990", "ISLAM", "ANAK"),
)
COLUMNS = (60, 110, 360, 620, 780, 950, 1110, 1215, 1440)
HEADS = ("No", "Nama Lengkap", "NIK", "Jenis Kelamin", "Tempat Lahir", "Tgl Lahir", "Agama", "Hubungan")

REPORT = (
    "Yang bertanda tangan di bawah ini menerangkan bahwa telah",
    "datang melapor seorang yang mengaku:",
    "",
    "Nama                  :  SITI AMINAH",
    "Tempat/tgl lahir  :  Palembang, 5 Agustus 1990",
    "Pekerjaan            :  Wiraswasta",
    "Alamat                 :  Jl. Sapta Marga No. 12, RT 005/RW 002",
    "",
    "Pelapor menerangkan telah kehilangan satu buah Kartu Tanda",
    "Penduduk (KTP) atas nama pelapor di sekitar Pasar Lemabang",
    "pada hari Jumat, 20 November 2026.",
    "",
    "Surat ini dibuat untuk keperluan pengurusan KTP yang hilang.",
)


def family_card() -> Image.Image:
    paper = Image.new("RGB", FAMILY_CARD, "#fbfbf6")
    pen = ImageDraw.Draw(paper)
    write_bold(pen, (FAMILY_CARD[0] / 2, 74), "KARTU KELUARGA", 54, anchor="mm")
    write(pen, (FAMILY_CARD[0] / 2, 128), "No. 1671070101150000", 34, anchor="mm")
    for row, (label, value) in enumerate(
        (
            ("Nama Kepala Keluarga", "AHMAD FAUZI"),
            ("Alamat", "JL. SAPTA MARGA NO. 12"),
            ("RT/RW", "005/002"),
            ("Kelurahan/Kecamatan", "BUKIT SANGKAL / KALIDONI"),
        )
    ):
        write(pen, (60, 180 + row * 36), label, 24)
        write(pen, (340, 180 + row * 36), f":  {value}", 24)
    _table(pen, 350)
    write(pen, (1180, 790), "Palembang, 3 Februari 2015", 22, anchor="ma")
    write(pen, (1180, 824), "Kepala Dinas Kependudukan dan Pencatatan Sipil", 20, anchor="ma")
    pen.ellipse((1030, 850, 1150, 970), outline="#5b4a9a", width=4)
    write(pen, (60, 930), "Contoh untuk mencoba layanan. Bukan dokumen resmi.", 22, fill=FAINT)
    return on_a_table(marked_as_sample(paper), "#c9c1b2", 1.2)


def _table(pen: Pen, top: int) -> None:
    row_height, rows = 58, 7
    bottom = top + row_height * rows
    for x in COLUMNS:
        pen.line((x, top, x, bottom), fill="#7d8781", width=2)
    for row in range(rows + 1):
        y = top + row * row_height
        pen.line((COLUMNS[0], y, COLUMNS[-1], y), fill="#7d8781", width=2)
    for row, cells in enumerate((HEADS, *FAMILY)):
        for left, cell in zip(COLUMNS, cells, strict=False):
            write(pen, (left + 8, top + row * row_height + 18), cell, 19, fill=INK)


def police_report() -> Image.Image:
    paper = Image.new("RGB", LETTER, "#fdfcf8")
    pen = ImageDraw.Draw(paper)
    write_bold(pen, (LETTER[0] / 2, 80), "KEPOLISIAN SEKTOR KALIDONI", 34, anchor="mm")
    write(pen, (LETTER[0] / 2, 124), "Jl. Mayor Zen, Kalidoni, Palembang", 24, anchor="mm")
    pen.line((80, 156, LETTER[0] - 80, 156), fill=INK, width=4)
    write_bold(pen, (LETTER[0] / 2, 230), "SURAT TANDA PENERIMAAN", 30, anchor="mm")
    write_bold(pen, (LETTER[0] / 2, 270), "LAPORAN KEHILANGAN", 30, anchor="mm")
    write(pen, (LETTER[0] / 2, 312), "Nomor: STPLK/000/XI/2026", 24, anchor="mm")
    for row, line in enumerate(REPORT):
        write(pen, (96, 380 + row * 46), line, 27)
    write(pen, (720, 1060), "Palembang, 21 November 2026", 25, anchor="ma")
    write(pen, (720, 1100), "Petugas penerima laporan", 25, anchor="ma")
    pen.ellipse((650, 1145, 790, 1285), outline="#5b4a9a", width=4)
    write(pen, (LETTER[0] / 2, 1350), "Contoh untuk mencoba layanan. Bukan dokumen resmi.", 22, fill=FAINT, anchor="mm")
    return on_a_table(marked_as_sample(paper), "#b7aea0", -1.4)
