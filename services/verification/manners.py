"""How chairs are answered when a reply does not help."""

from shared.contracts.vocabulary import Choice
from shared.dialogue import Manners

HELP = Choice(key="PETUGAS", label="Hubungi petugas")
HOW_TO_REACH_A_CLERK = "Ketik PETUGAS, lalu tulis pertanyaan Bapak/Ibu. Petugas menjawab di sini pada jam kerja."

_WORDS_ONLY = "Di sini kami hanya bisa membaca tulisan dan tombol."

MANNERS = Manners(
    sorry="Maaf, kami belum paham.",
    patience=(
        "Supaya tidak salah catat, tolong pilih salah satu, atau hubungi petugas.",
        "Maaf, kami masih belum paham. Petugas bisa membantu.",
    ),
    help=HELP,
    already="Pertanyaan itu sudah dijawab.",
    cannot={
        "audio": f"Pesan suara belum bisa kami dengar. {_WORDS_ONLY}",
        "video": _WORDS_ONLY,
        "sticker": _WORDS_ONLY,
        "location": _WORDS_ONLY,
        "contact": _WORDS_ONLY,
        "image": _WORDS_ONLY,
        "document": _WORDS_ONLY,
    },
)
