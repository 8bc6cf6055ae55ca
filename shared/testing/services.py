"""The other services of an office to test with, as small as they can be and still differ in every way they may."""

from shared.contracts.catalogue import Document, Letter, Reason, Service
from shared.contracts.details import Answer, Block, DataField
from shared.testing.samples import CATALOGUE, KTP

NOT_ISLAM = {"religion": ("Kristen", "Katolik", "Hindu", "Buddha", "Khonghucu", "Kepercayaan")}
NUMBER = "{code}/{number}/{office}/{month}/{year}"

KK = Service(
    key="kk",
    name="Pembuatan Kartu Keluarga (KK)",
    short="KK",
    also=("kartu keluarga",),
    reasons=(
        Reason(key="moving_in", label="Pindah datang", also=("pindah",)),
        Reason(key="birth", label="Kelahiran", also=("lahir", "bayi")),
        Reason(key="lost", label="Hilang", also=("kehilangan",)),
        Reason(key="changed", label="Ubah data", also=("ubah", "ganti")),
    ),
    blocks=(
        Block(
            key="change",
            name="perubahan",
            when={"reason": ("changed",)},
            on_letter="Perubahan yang diminta:",
            fields=(DataField(key="what", label="Data yang berubah", question="Data apa yang berubah?"),),
        ),
    ),
    documents=(
        Document(key="old_kk", name="KK lama", when=("moving_in", "birth", "changed")),
        Document(key="moving_letter", name="Surat keterangan pindah", when=("moving_in",)),
        Document(key="police_report", name="Surat kehilangan dari polisi", when=("lost",)),
    ),
    letter=Letter(
        kind="kk_introduction",
        title="Surat Pengantar KK",
        classification="470",
        number_format=NUMBER,
        valid_days=30,
        purpose="pengurusan Kartu Keluarga (KK)",
        addressed_to="Kepala Dinas Kependudukan dan Pencatatan Sipil Kota Palembang",
    ),
)

PARENT = (
    DataField(key="name", label="Nama lengkap dan alias", kind="name", optional=True),
    DataField(key="nik", label="NIK", kind="nik", optional=True),
    DataField(key="birth", label="Tempat, tanggal lahir", kind="birth", optional=True),
    DataField(key="nationality", label="Kewarganegaraan", usual="WNI", optional=True),
    DataField(key="religion", label="Agama", kind="religion", optional=True),
    DataField(key="occupation", label="Pekerjaan", kind="occupation", optional=True),
    DataField(key="address", label="Alamat", kind="address", optional=True),
)

NIKAH = Service(
    key="nikah",
    name="Surat pengantar untuk nikah",
    short="pengantar nikah",
    also=("nikah", "menikah"),
    blocks=(
        Block(
            key="spouse",
            name="calon pasangan",
            on_letter="Yang bersangkutan hendak melangsungkan perkawinan dengan:",
            fields=(
                DataField(key="name", label="Nama", kind="name", question="Nama lengkap calon istri/suaminya siapa?"),
                DataField(key="birth", label="Tempat, tanggal lahir", kind="birth", when=NOT_ISLAM),
                DataField(key="religion", label="Agama", kind="religion", when=NOT_ISLAM),
                DataField(key="occupation", label="Pekerjaan", kind="occupation", when=NOT_ISLAM),
                DataField(key="address", label="Alamat", kind="address", when=NOT_ISLAM),
            ),
        ),
        Block(
            key="marriage",
            name="pernikahan",
            when={"sex": ("male",), "marital_status": ("Kawin",)},
            fields=(
                DataField(key="number", label="Pernikahan ke", kind="number", question="Ini pernikahan yang keberapa?"),
            ),
        ),
        Block(
            key="former",
            name="pasangan terdahulu",
            when={"marital_status": ("Cerai hidup", "Cerai mati")},
            fields=(DataField(key="name", label="Nama", kind="name", optional=True),),
        ),
        Block(key="father", name="ayah", note="Boleh diisi strip (-).", when={"religion": ("Islam",)}, fields=PARENT),
        Block(key="mother", name="ibu", note="Boleh diisi strip (-).", when={"religion": ("Islam",)}, fields=PARENT),
    ),
    documents=(
        Document(key="kk", name="Kartu Keluarga"),
        Document(key="ktp", name="KTP"),
        Document(key="photo", name="Pas foto", background="blue"),
    ),
    letter=Letter(
        kind="marriage_introduction",
        title="Surat Pengantar Perkawinan",
        classification="474.2",
        number_format=NUMBER,
        valid_days=90,
        purpose="pencatatan perkawinan dengan {spouse_name}",
        addressed_to="Kepala Dinas Kependudukan dan Pencatatan Sipil Kota Palembang",
    ),
    other_letters=(
        Letter(
            kind="model_n1",
            form="model_n1",
            when={"religion": ("Islam",)},
            title="Pengantar Nikah",
            classification="474.2",
            number_format=NUMBER,
            purpose="pernikahan dengan {spouse_name}",
        ),
    ),
)

SITU = Service(
    key="situ",
    name="Surat izin tempat usaha (SITU)",
    short="SITU",
    also=("izin usaha", "surat usaha"),
    rw_endorses=True,
    blocks=(
        Block(
            key="business",
            name="usaha",
            on_letter="Yang bersangkutan benar memiliki usaha:",
            for_chairs=True,
            fields=(
                DataField(key="name", label="Nama usaha", example="Warung Sederhana"),
                DataField(
                    key="kind",
                    label="Jenis usaha",
                    kind="choice",
                    options=(
                        Answer(key="food", label="Makanan dan minuman", also=("warung", "makan", "kedai")),
                        Answer(key="trade", label="Perdagangan", also=("toko", "dagang")),
                        Answer(key="services", label="Jasa", also=("bengkel", "salon")),
                    ),
                ),
                DataField(key="address", label="Alamat usaha", kind="address"),
                DataField(key="since", label="Usaha berdiri sejak", kind="date", optional=True),
                DataField(key="phone", label="Telepon usaha", kind="phone", optional=True),
            ),
        ),
    ),
    documents=(Document(key="ktp", name="KTP"), Document(key="photo", name="Pas foto")),
    letter=Letter(
        kind="business_statement",
        form="statement",
        title="Surat Keterangan Usaha",
        classification="503",
        number_format=NUMBER,
        valid_days=180,
        purpose="pengurusan surat izin tempat usaha (SITU)",
    ),
)

#: An office with all four.
ALL_FOUR = CATALOGUE.model_copy(update={"services": (KK, KTP, NIKAH, SITU)})
