"""People, papers and an office to test with. All of them are invented; their NIKs end in 0000, a serial nobody has."""

from datetime import date, time
from uuid import UUID

from shared.contracts.catalogue import (
    Calendar,
    Catalogue,
    Chair,
    Directory,
    Document,
    Hours,
    Letter,
    Office,
    Reason,
    RtPost,
    RwPost,
    Service,
)
from shared.contracts.vocabulary import Attachment, Person, Rt

OFFICE_CODE = "1671101001"
OFFICE_ID = UUID("0193f000-0000-7000-8000-000000000001")
RT_5 = Rt(rt=5, rw=2)

SITI = Person(
    name="Siti Aminah",
    nik="1671074508900000",
    birth_place="Palembang",
    birth_date=date(1990, 8, 5),
    sex="female",
    religion="Islam",
    marital_status="Belum kawin",
    occupation="Wiraswasta",
    address="Jl. Sapta Marga No. 12",
    rt=RT_5,
)

OFFICE = Office(
    code=OFFICE_CODE,
    name="Bukit Sangkal",
    short="BKS",
    kecamatan="Kalidoni",
    city="Kota Palembang",
    province="Sumatera Selatan",
    address="Jalan Sapta Marga No. 1",
    postcode="30114",
    phone="(0711) 555010",
    lurah_name="Hj. Nurhayati, S.Sos., M.Si.",
    lurah_nip="19720314 199803 2 004",
)

KTP = Service(
    key="ktp",
    name="Pembuatan KTP",
    short="KTP",
    also=("e-ktp", "kartu tanda penduduk"),
    reasons=(
        Reason(key="first", label="Baru pertama kali", also=("baru", "pertama")),
        Reason(key="changed", label="Rusak / ganti data", also=("rusak", "ganti")),
        Reason(key="lost", label="Hilang", also=("kehilangan",)),
    ),
    documents=(
        Document(key="kk", name="Kartu Keluarga"),
        Document(key="old_ktp", name="KTP lama", when=("changed",)),
        Document(key="police_report", name="Surat kehilangan dari polisi", when=("lost",)),
        Document(key="photo", name="Pas foto", background="by_birth_year"),
    ),
    letter=Letter(
        kind="ktp_introduction",
        title="Surat Pengantar KTP",
        classification="470",
        number_format="{code}/{number}/{office}/{month}/{year}",
        valid_days=30,
        purpose="pengurusan Kartu Tanda Penduduk (KTP) elektronik",
        addressed_to="Kepala Dinas Kependudukan dan Pencatatan Sipil Kota Palembang",
    ),
)

CATALOGUE = Catalogue(
    version=1,
    office=OFFICE,
    calendar=Calendar(
        hours={day: Hours(opens=time(7, 30), closes=time(15, 30)) for day in ("mon", "tue", "wed", "thu", "fri")}
    ),
    services=(KTP,),
)

DIRECTORY = Directory(
    revision=1,
    rts=(
        RtPost(rt=RT_5, chair=Chair(name="Rahmat Hidayat", phone="0812-7100-2005")),
        RtPost(rt=Rt(rt=6, rw=2), chair=Chair(name="Yuliana", honorific="Ibu")),
        RtPost(rt=Rt(rt=18, rw=5), chair=Chair(name="Hasan Basri", phone="0812-7100-5018")),
        RtPost(rt=Rt(rt=52, rw=10)),
    ),
    rws=(RwPost(rw=2, chair=Chair(name="Dewi Sartika", honorific="Ibu")),),
)


def an_attachment(name: str = "page", media_type: str = "image/jpeg") -> Attachment:
    """A claim check for bytes that nobody fetches."""
    return Attachment(bucket="inbound", name=name, sha256="0" * 64, size=1024, media_type=media_type)
