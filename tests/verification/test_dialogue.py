"""The conversations with a chair, as they are spoken."""

from dataclasses import replace

import pytest

from services.verification.case import Case
from services.verification.dialogue import Approval, Decline, Verdict, Word, vouch_for, vouch_for_documents
from services.verification.manners import MANNERS
from shared.contracts.vocabulary import DocumentKey
from shared.dialogue import Played
from shared.testing.chat import chat
from tests.verification.cases import TUESDAY, a_receipt, a_request, bu_dewi, pak_rahmat

REQUEST = Case.requested(a_request(), "KTP (rusak / ganti data)").ask(pak_rahmat(), at=TUESDAY)
PAPERS = Case.received(a_receipt(), before=REQUEST).ask(pak_rahmat(), at=TUESDAY)


def about_the_letter(conversation: str, case: Case = REQUEST) -> Played[Word]:
    return chat(vouch_for(case, pak_rahmat()), conversation, manners=MANNERS)


def about_papers(conversation: str, case: Case = PAPERS) -> Played[Word]:
    return chat(vouch_for_documents(case, pak_rahmat()), conversation, manners=MANNERS)


def only(*keys: DocumentKey) -> Case:
    """The case with these documents alone."""
    return replace(PAPERS, document_names={key: PAPERS.document_names[key] for key in keys})


def test_one_tap_lets_the_letter_be_made():
    played = about_the_letter("""
        kantor: Permintaan surat pengantar
                Dari Siti Aminah, Jl. Sapta Marga No. 12, RT 005/RW 002, untuk KTP (rusak / ganti data).
                Apakah benar warga Bapak dan surat boleh dibuat? [Setujui] [Tolak] [Lihat data]
        ketua:  [Setujui]
    """)

    assert played.result == Approval()


@pytest.mark.parametrize("words", ["setuju", "ya benar", "boleh", "1", "silakan", "iya pak", "tidak apa-apa"])
def test_a_chair_may_also_write_the_answer(words: str):
    played = about_the_letter(f"""
        kantor: Permintaan surat pengantar
        ketua:  {words}
    """)

    assert played.result == Approval()


def test_the_data_is_shown_with_most_of_the_nik_covered():
    played = about_the_letter("""
        kantor: Permintaan surat pengantar … [Lihat data]
        ketua:  [Lihat data]
        kantor: Data Siti Aminah … NIK: ••••••••••••0000 … Lahir: Palembang, 5 Agustus 1990 (perempuan) …
                Jl. Sapta Marga … Apakah benar warga Bapak [Setujui] [Tolak]
        ketua:  [Setujui]
    """)

    assert played.result == Approval()


def test_the_data_can_be_shown_again_and_again():
    played = about_the_letter("""
        kantor: Permintaan surat pengantar
        ketua:  [Lihat data]
        kantor: Data Siti Aminah
        ketua:  [Lihat data]
        kantor: Data Siti Aminah
    """)

    assert played.answers == {"shown": 2}


def test_a_helper_is_named_in_the_data():
    case = Case.requested(a_request(helped_by="Ibu Sumarni"), "KTP")

    about_the_letter(
        """
        kantor: Permintaan surat pengantar
        ketua:  [Lihat data]
        kantor: Data Siti Aminah … Diajukan lewat: Ibu Sumarni
        """,
        case,
    )


def test_a_decline_says_that_it_is_nobody_of_this_rt():
    played = about_the_letter("""
        kantor: Permintaan surat pengantar
        ketua:  [Tolak]
        kantor: Apa alasannya, Pak? [Bukan warga RT ini] [Data salah] [Alasan lain]
        ketua:  [Bukan warga RT ini]
    """)

    assert played.result == Decline("Siti Aminah belum tercatat sebagai warga RT 005/RW 002.")


def test_a_decline_says_which_data_is_wrong():
    played = about_the_letter("""
        kantor: Permintaan surat pengantar
        ketua:  [Tolak]
        kantor: Apa alasannya
        ketua:  [Data salah]
        kantor: Data mana yang salah?
        ketua:  alamatnya sudah pindah ke No. 14
    """)

    assert played.result == Decline("Data salah: alamatnya sudah pindah ke No. 14")


def test_a_decline_in_the_chairs_own_words():
    played = about_the_letter("""
        kantor: Permintaan surat pengantar
        ketua:  [Tolak]
        kantor: Apa alasannya
        ketua:  [Alasan lain]
        kantor: Tulis alasannya
        ketua:  ok
        kantor: Tulis dengan beberapa kata
        ketua:  Mohon datang ke rumah saya dulu
    """)

    assert played.result == Decline("Mohon datang ke rumah saya dulu")


def test_a_woman_who_chairs_is_called_ibu():
    chat(
        vouch_for(REQUEST, bu_dewi()),
        """
        kantor: Permintaan surat pengantar … Apakah benar warga Ibu
        ketua:  [Tolak]
        kantor: Apa alasannya, Bu?
        """,
        manners=MANNERS,
    )


def test_a_voice_note_is_answered_and_the_second_time_help_is_offered():
    about_the_letter("""
        kantor: Permintaan surat pengantar
        ketua:  [suara]
        kantor: Pesan suara belum bisa kami dengar. … Apakah benar warga Bapak [Setujui]
        ketua:  hmm
        kantor: Maaf, kami belum paham. [Setujui] [Tolak] [Hubungi petugas]
        ketua:  hmm
        kantor: Supaya tidak salah catat
    """)


def test_one_tap_vouches_for_all_documents():
    played = about_papers("""
        kantor: Periksa dokumen Siti Aminah
                Yang dikirim: Kartu Keluarga, KTP lama, dan Pas foto.
                Apakah semuanya benar miliknya? [Semua benar] [Ada yang salah] [Lihat dokumen]
        ketua:  [Semua benar]
    """)

    assert played.result == Verdict({})


@pytest.mark.parametrize("words", ["benar semua", "tidak ada yang salah", "ok", "sudah benar"])
def test_a_chair_may_write_that_all_documents_are_right(words: str):
    played = about_papers(f"""
        kantor: Periksa dokumen
        ketua:  {words}
    """)

    assert played.result == Verdict({})


@pytest.mark.parametrize("words", ["tidak", "bukan warga saya", "tidak setuju", "jangan"])
def test_a_chair_may_write_that_it_is_declined(words: str):
    about_the_letter(f"""
        kantor: Permintaan surat pengantar
        ketua:  {words}
        kantor: Apa alasannya
    """)


def test_documents_are_looked_at_before_the_answer():
    played = about_papers("""
        kantor: Periksa dokumen
        ketua:  [Lihat dokumen]
        kantor: Apakah semuanya benar miliknya? [Semua benar]
        ketua:  [Semua benar]
    """)

    assert played.answers == {"shown": 1, "decision": "fine"}


def test_several_documents_can_be_doubted_each_with_what_is_wrong():
    played = about_papers("""
        kantor: Periksa dokumen
        ketua:  [Ada yang salah]
        kantor: Dokumen mana yang salah? [Kartu Keluarga] [KTP lama] [Pas foto]
        ketua:  [Kartu Keluarga]
        kantor: Apa yang salah dengan Kartu Keluarga?
        ketua:  KK ini milik tetangganya
        kantor: Kartu Keluarga sudah kami catat. Ada lagi yang salah? [Sudah semua] [KTP lama] [Pas foto]
        ketua:  [Pas foto]
        kantor: Apa yang salah dengan Pas foto?
        ketua:  bukan orangnya
        kantor: Kartu Keluarga dan Pas foto sudah kami catat. [Sudah semua]
        ketua:  [Sudah semua]
    """)

    assert played.result == Verdict({"kk": "KK ini milik tetangganya", "photo": "bukan orangnya"})


def test_a_single_document_needs_no_choosing():
    played = about_papers(
        """
        kantor: Periksa dokumen
        ketua:  [Ada yang salah]
        kantor: Apa yang salah dengan Kartu Keluarga?
        ketua:  bukan miliknya
        """,
        only("kk"),
    )

    assert played.result == Verdict({"kk": "bukan miliknya"})


def test_when_every_document_is_doubted_nothing_more_is_asked():
    played = about_papers(
        """
        kantor: Periksa dokumen
        ketua:  [Ada yang salah]
        kantor: Dokumen mana
        ketua:  kk nya
        kantor: Apa yang salah dengan Kartu Keluarga?
        ketua:  bukan miliknya
        kantor: Ada lagi yang salah? [Pas foto]
        ketua:  [Pas foto]
        kantor: Apa yang salah dengan Pas foto?
        ketua:  bukan orangnya
        """,
        only("kk", "photo"),
    )

    assert played.result == Verdict({"kk": "bukan miliknya", "photo": "bukan orangnya"})


def test_a_document_is_chosen_by_its_whole_name():
    case = replace(only("kk"), document_names={"kk": "Kartu Keluarga", "police_report": "Surat kehilangan dari polisi"})

    about_papers(
        """
        kantor: Yang dikirim: Kartu Keluarga dan Surat kehilangan dari polisi.
        ketua:  [Ada yang salah]
        kantor: Dokumen mana yang salah? [Surat kehilangan dari polisi]
        ketua:  [Surat kehilangan dari polisi]
        kantor: Apa yang salah dengan Surat kehilangan dari polisi?
        """,
        case,
    )


def test_the_chair_sees_what_the_applicant_does_not_have():
    names = {"kk": "Kartu Keluarga", "old_ktp": "KTP lama"}
    about_papers(
        "kantor: Yang dikirim: Kartu Keluarga. Tidak punya: KTP lama (hilang waktu banjir). … Apakah semuanya benar",
        replace(only("kk"), document_names=names, lacking={"old_ktp": "hilang waktu banjir"}),
    )


def test_the_clerks_remark_stands_beside_the_question():
    about_papers(
        "kantor: Periksa dokumen … Catatan petugas: Nama di KTP berbeda. … Apakah semuanya benar",
        replace(PAPERS, remark="Nama di KTP berbeda."),
    )
