"""DATA SAYA and HAPUS DATA: what is kept about who asks, and what can be erased of it."""

from collections.abc import Iterable, Iterator

from services.intake.application import Application
from services.intake.complaint import Complaint
from services.intake.dialogue.papers import papers
from services.intake.dialogue.words import masked, purpose
from services.intake.remembered import Memory, Remembered
from shared.contracts.details import Details
from shared.contracts.vocabulary import Person, Rt
from shared.dialogue import Option, Script, choose, scene
from shared.indonesian import listed, long_date

YES = Option("yes", "Ya, hapus", also=("ya", "hapus", "benar", "betul", "yakin", "setuju"))
NO = Option("no", "Tidak jadi", also=("tidak", "jangan", "batal"))
LONGEST = 3800  # characters of one message; WhatsApp takes 4096

NOTHING_KEPT = "Tidak ada permohonan atau keluhan atas nomor ini yang masih kami simpan di percakapan ini."
#: Said before `waits_for`.
FORGOTTEN = "Data yang disimpan untuk permohonan berikutnya sudah kami hapus. "
_OLDER = (
    "Surat yang sudah terbit tetap tercatat di buku register kelurahan. Untuk melihat catatan itu, ketik PETUGAS. "
    "Untuk menghapus yang lain, ketik HAPUS DATA."
)
_MEANT = (
    "Hapus data Bapak/Ibu? Yang dihapus: data permohonan di percakapan ini, data yang disimpan untuk permohonan "
    "berikutnya, foto dokumen, isi keluhan yang selesai, dan obrolan dengan petugas. Buku register dan surat yang "
    "sudah terbit, dengan data yang tertulis di dalamnya, tetap disimpan tanpa kontak Bapak/Ibu, karena itu arsip "
    "negara."
)
ERASED = (
    "Data Bapak/Ibu sudah kami hapus dari percakapan ini; foto dokumen, isi keluhan dan obrolan dengan petugas ikut "
    "dihapus. Yang tetap disimpan: buku register dan surat yang sudah terbit, dengan data yang tertulis di dalamnya, "
    "tanpa kontak Bapak/Ibu, karena itu arsip negara."
)
#: Helpers see how far it is, not the data of those they have helped.
_OF_ANOTHER = "Data orang yang dibantu tidak kami tampilkan di sini. Ketik STATUS untuk melihat sampai mana."
NOT_ERASED = "Baik, tidak ada yang dihapus."


def what_is_kept(
    applications: Iterable[Application], complaints: Iterable[Complaint], announcements: Rt | None, memory: Memory
) -> Iterator[str]:
    """In as few messages as it takes."""
    parts = [*(_of_application(it) for it in applications), *(_of_complaint(it) for it in complaints)]
    parts += [f"Setuju menerima pengumuman untuk {announcements}."] if announcements else []
    parts += [_of_remembered(one) for one in memory.everybody if one.person]
    told = "*Data Bapak/Ibu yang kami simpan*"
    for part in (*(parts or [NOTHING_KEPT]), _OLDER):
        if len(told) + len(part) > LONGEST:
            yield told
            told = part
        else:
            told = f"{told}\n\n{part}"
    yield told


def waits_for(running: Iterable[str]) -> str:
    """Why nothing can be erased now, and what to do about it."""
    return (
        f"Data belum bisa dihapus: {listed(list(running))} masih berjalan, dan datanya diperlukan untuk itu. "
        "Tunggu sampai selesai, atau ketik BATAL untuk menarik permohonan, lalu ketik HAPUS DATA lagi."
    )


@scene
def erasure() -> Script[bool]:
    """Whether it is meant."""
    return (yield from choose("erase_sure", _MEANT, [YES, NO])) == YES.key


def _of_application(application: Application) -> str:
    wish = application.wish
    if wish is None:
        return f"Permohonan yang belum dikirim: {len(application.answers)} jawaban."
    title = f"*{application.reference}*: {purpose(wish.service, wish.reason)}"
    if wish.helped_by:
        return f"{title}, untuk {wish.applicant.name}\nPendamping: {wish.helped_by}\n{_OF_ANOTHER}"
    lines = [title, *_in_lines(wish.applicant, wish.details)]
    if sent := [it.name for it in papers(application) if f"document.{it.key}" in application.answers]:
        lines.append(f"Foto: {listed(sent)}")
    return "\n".join(lines)


def _of_remembered(one: Remembered) -> str:
    person, since = one.person, one.consented_at
    assert person  # noqa: S101 - others are not shown
    agreed = f", dengan izin Bapak/Ibu tanggal {long_date(since.date())}" if since else ""
    return "\n".join([f"*Untuk permohonan berikutnya*{agreed}:", *_in_lines(person, one.details)])


def _in_lines(person: Person, details: Details) -> list[str]:
    return [
        f"Nama: {person.name}",
        f"NIK: {masked(person.nik)}",
        f"Lahir: {person.birth_place}, {long_date(person.birth_date)}",
        f"Agama: {person.religion}. Status: {person.marital_status}. Pekerjaan: {person.occupation}",
        f"Alamat: {person.address}, {person.rt}",
        *(f"{key.replace('_', ' ')}: {masked(value)}" for key, value in details.items()),
    ]


def _of_complaint(complaint: Complaint) -> str:
    kind = "Keluhan" if complaint.kind == "complaint" else "Saran"
    standing = {"open": "belum dijawab", "answered": "sudah dijawab", "closed": "selesai"}[complaint.stage]
    return f"{kind} *{complaint.reference}*: {standing}."
