"""How intake answers what does not help."""

import re

from services.intake.dialogue.words import says_briefly
from shared.contracts.vocabulary import Choice
from shared.dialogue import Manners

#: Keys that are reserved words mean the same as the words.
HELP = Choice(key="PETUGAS", label="Hubungi petugas")
ANOTHER = Choice(key="MENU", label="Urus surat lain")
HOW_TO_REACH_A_CLERK = "Ketik PETUGAS, lalu tulis pertanyaan Bapak/Ibu. Petugas menjawab di sini pada jam kerja."
STOPPED = (
    "Baik, Bapak/Ibu. Kami tidak mengirim pesan lagi ke nomor ini. Permohonan yang berjalan tetap kami kerjakan; "
    "kabarnya bisa ditanyakan di loket. Kalau mau mulai lagi, tulis apa saja di sini."
)

_A_PERSON = re.compile(
    r"\b(?:bicara|ngomong|ngobrol|tanya|bertanya|hubungi|chat|telepon|telpon|panggil) (?:\w+ ){0,2}"
    r"(?:petugas|orang(?! (?:tua|lain))|manusia|admin|operator|cs)\b"
    r"|\b(?:minta|mau|ke) (?:petugas|admin)\b"
    r"|^(?:petugas|(?:minta )?bantuan)(?: (?:dong|pak|bu|ya|kak|tolong))*$"
)
_LONGEST_CALL = 8  # words


def calls_for_a_person(said: str) -> bool:
    """`mau bicara sama petugas`, `petugas dong`: what the word PETUGAS would lead to."""
    return says_briefly(said, _A_PERSON, _LONGEST_CALL)


MANNERS = Manners(
    sorry="Maaf, kami belum paham.",
    patience=(
        "Tidak apa-apa, pelan-pelan saja. Petugas kami siap membantu kalau perlu.",
        "Kita coba sekali lagi, atau tekan *Hubungi petugas* supaya dibantu orang. Ketik MENU untuk mulai dari awal.",
    ),
    help=HELP,
    already="Pertanyaan itu sudah dijawab, terima kasih. Yang sekarang kami tanyakan:",
    cannot={
        "audio": "Pesan suara belum bisa kami dengar di sini.",
        "video": "Video belum bisa kami lihat di sini.",
        "sticker": "Stikernya lucu, tetapi belum bisa kami baca sebagai jawaban.",
        "location": "Peta lokasi belum bisa kami pakai di sini.",
        "contact": "Kartu kontak belum bisa kami pakai di sini.",
        "image": "Foto belum kami perlukan sekarang.",
        "document": "Berkas belum kami perlukan sekarang.",
        "other": "Pesan itu belum bisa kami baca.",
        "too_large": "Berkas itu terlalu besar untuk kami terima.",
        "not_readable": "Berkas itu tidak bisa kami buka.",
        "gone": "Fotonya tidak sampai ke kami.",
        "late": "Fotonya belum bisa kami ambil karena sambungan terganggu. Kami terus mencoba, atau kirim sekali lagi.",
        "locked": "PDF itu terkunci kata sandi, jadi tidak bisa kami buka.",
        "too_many_pages": "PDF itu kosong, atau lebih dari 50 halaman. Kirim halaman yang diperlukan saja.",
        "active": "PDF itu berisi program, formulir atau lampiran, jadi demi keamanan tidak kami buka.",
        "other_kind": "Berkas jenis itu tidak bisa kami buka. Yang bisa: foto atau PDF.",
    },
)
