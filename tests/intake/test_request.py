"""From the first words to the request for the surat pengantar: each test is the conversation it is about."""

from datetime import date

from services.intake.books import KnownCatalogue, KnownDirectory
from services.intake.dialogue.manners import MANNERS
from services.intake.dialogue.request import Counter, UnderWay, request
from services.intake.dialogue.wish import Wish
from shared.contracts.catalogue import Catalogue, Document, Letter, Service
from shared.dialogue import Played
from shared.testing.chat import chat
from shared.testing.samples import CATALOGUE, DIRECTORY, KTP, OFFICE_CODE, SITI

TODAY = date(2026, 11, 25)
FORM = """Nama: Siti Aminah
                NIK: 1671074508900000
                Tempat lahir: Palembang
                Agama: Islam
                Status kawin: Belum kawin
                Pekerjaan: Wiraswasta
                Alamat: Jl. Sapta Marga No. 12
                RT/RW: 005/002"""
SITU = Service(
    key="situ",
    name="Surat izin tempat usaha",
    short="SITU",
    also=("izin usaha", "surat usaha"),
    cover_letter="none",
    documents=(Document(key="ktp", name="KTP"),),
    letter=Letter(
        kind="ktp_introduction",
        title="Surat",
        classification="500",
        number_format="{number}",
        valid_days=30,
        purpose="izin usaha",
        addressed_to="Dinas",
    ),
)
TWO_SERVICES = CATALOGUE.model_copy(update={"services": (KTP, SITU)})


def talk(conversation: str, catalogue: Catalogue = CATALOGUE, under_way: UnderWay | None = None) -> Played[Wish | None]:
    counter = Counter(KnownCatalogue(OFFICE_CODE, catalogue), KnownDirectory(OFFICE_CODE, DIRECTORY), TODAY)
    return chat(request(counter, under_way or {}), conversation.replace("{form}", FORM), manners=MANNERS)


def test_few_words_are_enough():
    played = talk(
        """
        warga:  mau bikin ktp karena hilang
        kantor: Halo, Bapak/Ibu. … KTP ini untuk siapa?
        warga:  saya
        kantor: Tolong isi data
        warga:  {form}
        kantor: Mohon diperiksa … Untuk KTP (hilang)
        warga:  ya benar
        """
    )
    assert played.result == Wish(KTP, KTP.reason("lost"), SITI, None)


def test_a_greeting_is_returned():
    for said, answer in {
        "Assalamu'alaikum": "Waalaikumsalam",
        "selamat pagi": "Selamat pagi",
        "met malam min": "Selamat malam",
        "p": "Halo",
    }.items():
        talk(f"warga: {said}\nkantor: {answer}, Bapak/Ibu. … untuk siapa?")


def test_what_the_data_is_for_is_said_before_any_is_asked():
    talk(
        """
        warga:  halo
        kantor: Data dan foto dokumen hanya dipakai untuk surat ini. Foto dihapus 365 hari … KTP ini untuk siapa?
        """
    )


def test_the_requirements_can_be_asked_for():
    talk(
        """
        warga:  halo
        kantor: untuk siapa? [Syaratnya apa?]
        warga:  [Syaratnya apa?]
        kantor: Syarat KTP: … surat pengantar Ketua RT: kami yang mintakan … foto KTP lama (kalau rusak / ganti data)
                … KTP ini untuk siapa? [Saya sendiri] [Orang lain]
        warga:  [Saya sendiri]
        kantor: Kenapa perlu KTP?
        """
    )


def test_a_helper_gives_their_name_and_it_is_recorded():
    played = talk(
        """
        warga:  selamat siang, mau urus ktp untuk ibu saya, hilang
        kantor: Selamat siang … Baik, Bapak/Ibu membantu orang lain. Nama Bapak/Ibu siapa?
        warga:  budi santoso
        kantor: Tolong isi data orang yang dibantu
        warga:  {form}
        kantor: Mohon diperiksa, data Ibu Siti Aminah: … Pendamping: Budi Santoso
        warga:  [Sudah benar]
        """
    )
    assert played.result
    assert played.result.helped_by == "Budi Santoso"


def test_what_is_told_with_the_service_is_not_asked_again():
    played = talk(
        """
        warga:  halo
        kantor: Surat apa yang diperlukan? [KTP] [SITU]
        warga:  mau bikin ktp untuk ibu, hilang
        kantor: Baik, Bapak/Ibu membantu orang lain. Nama Bapak/Ibu siapa?
        warga:  budi santoso
        kantor: Tolong isi data orang yang dibantu
        warga:  {form}
        kantor: Mohon diperiksa … Untuk KTP (hilang)
        warga:  ya
        """,
        TWO_SERVICES,
    )
    assert played.result
    assert played.result.reason == KTP.reason("lost")


def test_where_there_are_several_services_they_are_offered():
    played = talk(
        """
        warga:  halo
        kantor: surat untuk KTP dan SITU … Surat apa yang diperlukan? [KTP] [SITU]
        warga:  izin usaha
        kantor: SITU ini untuk siapa?
        warga:  [Saya sendiri]
        kantor: Tolong isi data
        warga:  {form}
        kantor: Mohon diperiksa … Untuk SITU … Setelah ini kami minta foto dokumennya.
        warga:  ok
        """,
        TWO_SERVICES,
    )
    assert played.result
    assert (played.result.service.key, played.result.reason) == ("situ", None)


def test_first_words_choose_among_several_services():
    talk("warga: perlu surat usaha\nkantor: SITU ini untuk siapa?", TWO_SERVICES)


def test_one_by_one_for_whom_the_form_is_too_much():
    played = talk(
        """
        warga:  ktp rusak
        kantor: untuk siapa?
        warga:  1
        kantor: Tolong isi data … [Satu per satu]
        warga:  [Satu per satu]
        kantor: Nama lengkapnya siapa
        warga:  siti aminah
        kantor: NIK-nya berapa? 16 angka
        warga:  1671 0745 0890 0000
        kantor: Lahir di kota atau kabupaten mana?
        warga:  palembang
        kantor: Agamanya apa? [Islam] [Khonghucu]
        warga:  islam
        kantor: Status perkawinannya apa? [Belum kawin] [Kawin] [Cerai hidup] [Cerai mati]
        warga:  [Belum kawin]
        kantor: Pekerjaannya apa?
        warga:  wiraswasta
        kantor: Alamat rumahnya di mana?
        warga:  jl sapta marga no 12
        kantor: RT dan RW berapa? Contoh: 005/002.
        warga:  rt 5
        kantor: Mohon diperiksa, Ibu Siti Aminah
        warga:  [Sudah benar]
        """
    )
    assert played.result
    assert played.result.applicant == SITI


def test_whatever_the_form_leaves_out_is_asked_one_by_one():
    talk(
        """
        warga:  ktp hilang
        kantor: untuk siapa?
        warga:  saya sendiri
        kantor: Tolong isi data
        warga:  Nama: Siti Aminah
                NIK: 1671074508900000
                Alamat: jl sapta marga no 12 rt 5
        kantor: Terima kasih, sudah kami catat. Tinggal yang ini: Lahir di kota atau kabupaten mana?
        warga:  palembang
        kantor: Agamanya apa?
        """
    )


def test_a_form_sent_line_by_line_is_understood_as_well():
    talk(
        """
        warga:  ktp hilang
        kantor: untuk siapa?
        warga:  saya sendiri
        kantor: Tolong isi data
        warga:  Siti Aminah
        kantor: NIK-nya berapa?
        warga:  NIK: 1671074508900000
        kantor: Lahir di kota
        """
    )


def test_a_nik_that_is_too_short_is_asked_for_again():
    talk(
        """
        warga:  ktp hilang
        kantor: untuk siapa?
        warga:  saya sendiri
        kantor: Tolong isi data
        warga:  Nama: Siti Aminah
                NIK: 12345678
                Tempat lahir: Palembang
        kantor: Tinggal yang ini: NIK terdiri dari 16 angka, yang ditulis 8 angka.
        warga:  12345
        kantor: Maaf, kami belum paham. NIK terdiri dari 16 angka … baris atas KTP
        warga:  1671 0745 0890 0000
        kantor: Agamanya apa?
        """
    )


def test_an_rt_that_does_not_exist_is_told_so():
    talk(
        """
        warga:  ktp hilang
        kantor: untuk siapa?
        warga:  saya sendiri
        kantor: Tolong isi data
        warga:  Nama: Siti Aminah
                NIK: 1671074508900000
                lahir palembang
                islam
                belum kawin
                wiraswasta
                jl sapta marga no 12
                rt 99 rw 2
        kantor: RT 099/RW 002 tidak ada di kelurahan ini.
        warga:  rt 5 rw 9
        kantor: RT 005/RW 009 tidak ada di kelurahan ini, yang ada RT 005/RW 002
        warga:  5/2
        kantor: Mohon diperiksa
        """
    )


def test_a_birth_date_in_the_future_is_questioned():
    talk(
        """
        warga:  ktp hilang
        kantor: untuk siapa?
        warga:  saya sendiri
        kantor: Tolong isi data
        warga:  Nama: Siti Aminah
                NIK: 1671074508900000
                Tempat lahir: Palembang, 5-8-2090
        kantor: Tanggal lahir 5 Agustus 2090 belum terjadi. Mohon periksa KTP atau KK
        """
    )


def test_what_is_wrong_can_be_chosen_and_only_that_is_asked_again():
    played = talk(
        """
        warga:  ktp hilang
        kantor: untuk siapa?
        warga:  saya sendiri
        kantor: Tolong isi data
        warga:  {form}
        kantor: Mohon diperiksa [Perbaiki]
        warga:  [Perbaiki]
        kantor: Apa yang perlu diperbaiki? [Nama] [NIK] [RT/RW] [Alasan] [Untuk siapa]
        warga:  [Alamat]
        kantor: Alamat rumahnya di mana?
        warga:  jl melati 3
        kantor: Mohon diperiksa … Jl. Melati 3, RT 005/RW 002
        warga:  alamatnya salah
        kantor: Apa yang perlu diperbaiki?
        warga:  Alamat: jl melati no 4
        kantor: Mohon diperiksa … Jl. Melati No. 4
        warga:  Pekerjaan: guru
        kantor: Mohon diperiksa … Guru
        warga:  [Sudah benar]
        """
    )
    assert played.result
    assert played.result.applicant == SITI.model_copy(update={"address": "Jl. Melati No. 4", "occupation": "Guru"})


def test_what_is_put_right_wrongly_is_asked_again_with_the_reason():
    played = talk(
        """
        warga:  ktp hilang
        kantor: untuk siapa?
        warga:  saya sendiri
        kantor: Tolong isi data
        warga:  {form}
        kantor: Mohon diperiksa
        warga:  RT/RW: 99/99
        kantor: RT 099/RW 099 tidak ada di kelurahan ini.
        warga:  5/2
        kantor: Mohon diperiksa … RT 005/RW 002 … [Perbaiki]
        warga:  [Perbaiki]
        kantor: Apa yang perlu diperbaiki?
        warga:  NIK: 123456
        kantor: NIK terdiri dari 16 angka, yang ditulis 6 angka.
        warga:  1671074508900000
        kantor: Mohon diperiksa … [Perbaiki]
        warga:  [Perbaiki]
        kantor: Apa yang perlu diperbaiki? [NIK]
        warga:  [NIK]
        kantor: NIK-nya berapa?
        warga:  1671074508900000
        kantor: Mohon diperiksa … [Perbaiki]
        warga:  [Perbaiki]
        kantor: Apa yang perlu diperbaiki?
        warga:  jl melati 5
        kantor: Mohon diperiksa … Jl. Melati 5, RT 005/RW 002
        warga:  [Sudah benar]
        """
    )
    assert played.result
    assert played.result.applicant == SITI.model_copy(update={"address": "Jl. Melati 5"})


def test_reason_and_helper_can_be_put_right_too():
    played = talk(
        """
        warga:  ktp hilang
        kantor: untuk siapa?
        warga:  saya sendiri
        kantor: Tolong isi data
        warga:  {form}
        kantor: Mohon diperiksa
        warga:  salah
        kantor: Apa yang perlu diperbaiki?
        warga:  alasan
        kantor: Kenapa perlu KTP?
        warga:  rusak
        kantor: Mohon diperiksa
        warga:  perbaiki
        kantor: Apa yang perlu diperbaiki?
        warga:  [Untuk siapa]
        kantor: KTP ini untuk siapa?
        warga:  orang lain
        kantor: Nama Bapak/Ibu siapa?
        warga:  Budi
        kantor: Mohon diperiksa … Untuk KTP (rusak / ganti data) … Pendamping: Budi
        warga:  [Sudah benar]
        """
    )
    assert played.result == Wish(KTP, KTP.reason("changed"), SITI, "Budi")


def test_a_resident_may_think_better_of_it():
    played = talk(
        """
        warga:  ktp hilang
        kantor: untuk siapa?
        warga:  saya sendiri
        kantor: Tolong isi data
        warga:  {form}
        kantor: Mohon diperiksa
        warga:  batal
        """
    )
    assert (played.question, played.result) == (None, None)


def test_a_nik_from_elsewhere_is_worth_a_word_and_no_refusal():
    talk(
        """
        warga:  ktp hilang
        kantor: untuk siapa?
        warga:  saya sendiri
        kantor: Tolong isi data
        warga:  Nama: Budi
                NIK: 3171010508900000
                lahir jakarta
                islam
                kawin
                guru
                jl sapta marga no 12
                rt 5 rw 2
        kantor: Mohon diperiksa, Bapak Budi … NIK ini terbit di daerah lain. Tidak apa-apa
        """
    )


def test_the_same_person_and_service_twice_is_warned_about():
    conversation = """
        warga:  ktp hilang
        kantor: untuk siapa?
        warga:  saya sendiri
        kantor: Tolong isi data
        warga:  {form}
        kantor: Mohon diperiksa … sudah ada permohonan KTP yang berjalan
        warga:  [Sudah benar]
        """
    for reference in ("BKS-7Q4K", None):
        assert talk(conversation, under_way={(SITI.nik, "ktp"): reference}).result


def test_whatever_else_is_sent_is_answered_in_plain_words():
    talk(
        """
        warga:  ktp hilang
        kantor: untuk siapa?
        warga:  [stiker]
        kantor: Stikernya lucu, tetapi belum bisa kami baca sebagai jawaban. Tekan salah satu tombol
        warga:  [lokasi]
        kantor: Peta lokasi belum bisa kami pakai di sini. Tekan salah satu tombol … [Hubungi petugas]
        warga:  [Saya sendiri]
        kantor: Tolong isi data
        warga:  [foto]
        kantor: Foto belum kami perlukan sekarang. Salin daftar di atas … [Satu per satu]
        warga:  [suara]
        kantor: Pesan suara belum bisa kami dengar di sini. Salin daftar di atas … [Hubungi petugas]
        warga:  gimana caranya?
        kantor: Tidak apa-apa, pelan-pelan saja. … Salin daftar di atas … [Satu per satu] [Hubungi petugas]
        warga:  {form}
        kantor: Mohon diperiksa
        """
    )


def test_an_rt_without_a_chair_is_named_without_one():
    talk(
        f"""
        warga:  ktp hilang
        kantor: untuk siapa?
        warga:  saya sendiri
        kantor: Tolong isi data
        warga:  {FORM.replace("005/002", "052/010")}
        kantor: Kami mintakan surat pengantar ke Ketua RT 052.
        """
    )
