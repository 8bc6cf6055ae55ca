"""A Tuesday morning at the office: files at every stage, papers to look at, a resident who writes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from uuid import UUID

from PIL import Image, ImageDraw

from services.issuance.conversation import Conversation, Utterance
from services.issuance.file import Delivery, File, Pause, Undelivered
from services.issuance.history import HistoryEntry, What
from services.issuance.letter import Letter
from services.issuance.letters.code import new_code
from services.issuance.register import Entry, Register, Status
from services.issuance.stage import Stage
from shared.contracts.vocabulary import Attachment, Person, Rt
from tests.issuance.console.office import Office
from tests.issuance.files import ON_PAPER, RT_LETTER, TUESDAY, a_file

MONDAY, THURSDAY = TUESDAY - timedelta(days=1), TUESDAY - timedelta(days=5)
CLOSING = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)  # Tuesday 15.30 at the office
PEOPLE = {
    "Sumarni": ("1671075203710000", "Jl. Sangkal Ujung No. 21", Rt(rt=5, rw=2)),
    "Hj. Zaleha binti Umar": ("1671074101580000", "Jl. Padat Karya No. 4", Rt(rt=8, rw=3)),
    "Andi Pratama Putra": ("1671071407980000", "Jl. Padat Karya No. 17", Rt(rt=10, rw=4)),
    "Ratna Kumala": ("1671074302870000", "Jl. Sapta Marga No. 3", Rt(rt=15, rw=5)),
    "Masayu Halimah": ("1671076511900000", "Lr. Kebun No. 9", Rt(rt=33, rw=8)),
    "Taufik Akbar": ("1671070509080000", "Jl. Sangkal No. 40", Rt(rt=18, rw=5)),
    "Rusdi Efendi": ("1671072203940000", "Lr. Masjid No. 2", Rt(rt=27, rw=7)),
    "Sumiyati": ("1671074404790000", "Jl. Sapta Marga No. 51", Rt(rt=5, rw=2)),
    "Kgs. Ahmad Fauzan": ("1671071212850000", "Jl. Sangkal No. 18", Rt(rt=12, rw=4)),
    "Nyimas Laila Zahara": ("1671076806010000", "Lr. Kenanga No. 7", Rt(rt=5, rw=2)),
    "Robby Hartono": ("1671073007920000", "Jl. Padat Karya No. 88", Rt(rt=44, rw=9)),
    "Dewi Anggraini": ("1602104510970000", "Lr. Melati No. 1", Rt(rt=21, rw=6)),
}

REFERENCES = ("7Q4K", "3M9T", "8XWD", "K2RA", "P5VN", "4HJC", "9ZQE", "T6BM", "W8FY", "2NDS", "E3KX", "H7LP")


def application(number: int) -> UUID:
    """The id of the n-th application."""
    return UUID(int=(0x0193F000_0000_7000_8000_000000000000 + number))


async def a_tuesday(office: Office) -> dict[str, File]:
    """Fill the office; the files by the applicants' names."""
    papers = await _papers(office)
    files = {file.applicant.name: file for file in _files(papers)}
    await office.keep(*files.values())
    for file in files.values():
        await office.keep(*_history(file))
    await _letters(office, files)
    await _talk(office, files["Sumarni"])
    return files


def _person(name: str) -> Person:
    nik, address, rt = PEOPLE[name]
    day = int(nik[6:8]) % 40
    year = int(nik[10:12])
    return Person(
        name=name,
        nik=nik,
        birth_place="Palembang",
        birth_date=date(2000 + year if year < 26 else 1900 + year, int(nik[8:10]), day),
        sex="female" if int(nik[6:8]) > 40 else "male",
        religion="Islam",
        marital_status="Kawin",
        occupation="Mengurus rumah tangga",
        address=address,
        rt=rt,
    )


def _files(papers: dict[str, tuple[Attachment, ...]]) -> list[File]:
    names = list(PEOPLE)

    def file(name: str, stage: Stage, since: datetime, due_at: datetime | None, **changes: object) -> File:
        number = names.index(name)
        about = {
            "application_id": application(0xA00 + number),
            "contact_id": application(0xC00 + number),
            "reference": f"BKS-{REFERENCES[number]}",
            "applicant": _person(name),
            "since": since,
            "opened_at": THURSDAY,
            "submitted_at": THURSDAY if stage not in (Stage.COVER_LETTER, Stage.COLLECTING) else None,
            "due_at": due_at,
            "documents": papers if stage not in (Stage.COVER_LETTER, Stage.COLLECTING) else {},
        }
        return a_file(stage, **{**about, **changes})

    tomorrow, in_two_days = CLOSING + timedelta(days=1), CLOSING + timedelta(days=2)
    pause = Pause(THURSDAY + timedelta(hours=4), MONDAY + timedelta(hours=3))
    doubt = {"old_ktp": "Alamat di KTP masih RT 007. Orangnya sudah lama di RT saya, tapi tolong dicek."}
    confirmed = {"confirmed_by": "Hasan Basri", "drafted_by": "Rahmawati"}
    sent_back = {"confirmed_by": "M. Yusuf", "sent_back_because": "alamat salah tulis"}
    return [
        file("Hj. Zaleha binti Umar", Stage.CONFIRMED, MONDAY, CLOSING - timedelta(days=1), **sent_back),
        file("Andi Pratama Putra", Stage.DRAFTED, TUESDAY - timedelta(minutes=40), CLOSING, **confirmed),
        file("Ratna Kumala", Stage.ISSUED, MONDAY, CLOSING, delivery=Delivery("pick_up"), **confirmed),
        file("Masayu Halimah", Stage.RECEIVED, MONDAY, CLOSING),
        file(
            "Sumarni",
            Stage.DISPUTED,
            TUESDAY - timedelta(hours=2),
            tomorrow,
            doubts=doubt,
            doubted_by="Rahmat Hidayat",
            helped_by="Yuliana",
            pauses=(pause,),
        ),
        file("Taufik Akbar", Stage.NO_CHAIR, MONDAY, tomorrow, reason="first"),
        file(
            "Rusdi Efendi",
            Stage.RETURNED,
            TUESDAY - timedelta(days=4),
            tomorrow,
            returned={"photo": "latarnya bukan biru"},
            pauses=(Pause(TUESDAY - timedelta(days=4)),),
        ),
        file("Sumiyati", Stage.SUBMITTED, TUESDAY - timedelta(hours=1), tomorrow, pauses=(pause,)),
        file(
            "Kgs. Ahmad Fauzan",
            Stage.SUBMITTED,
            MONDAY + timedelta(hours=4),
            in_two_days,
            undelivered=(Undelivered(application(0xE01), TUESDAY, "nomor ini tidak memakai WhatsApp"),),
            reason="lost",
        ),
        file("Nyimas Laila Zahara", Stage.SUBMITTED, TUESDAY - timedelta(hours=1), in_two_days, cover_letter=ON_PAPER),
        file("Robby Hartono", Stage.COLLECTING, TUESDAY, None),
        file("Dewi Anggraini", Stage.COVER_LETTER, TUESDAY, None, helped_by="Yuliana", cover_letter=None),
    ]


def _history(file: File) -> list[HistoryEntry]:
    def entry(at: datetime, what: What, by: str | None = None, **more: object) -> HistoryEntry:
        return replace(HistoryEntry(file.application_id, at, what, by), **more)  # pyright: ignore[reportArgumentType] - the fields of an entry

    lines = [entry(THURSDAY - timedelta(hours=3), What.OPENED, file.asked_by)]
    if file.submitted_at:
        lines.append(entry(THURSDAY, What.SUBMITTED, file.asked_by))
    if file.pauses:
        reasons = {"kk": "fotonya buram, tulisannya tidak terbaca"}
        lines.append(entry(file.pauses[0].since, What.RETURNED, "Rahmawati", reasons=reasons))
    if file.pauses and file.pauses[0].until:
        lines.append(entry(file.pauses[0].until, What.RESUBMITTED, file.asked_by))
    if file.agenda_number:
        lines.append(entry(MONDAY + timedelta(hours=4), What.RECEIVED, "Rahmawati", detail=file.agenda_number))
    if file.doubts:
        lines.append(entry(file.since, What.DISPUTED, file.doubted_by, reasons=file.doubts))
    if file.confirmed_by:
        lines.append(entry(TUESDAY - timedelta(hours=2), What.CONFIRMED, file.confirmed_by))
    if file.stage is Stage.DRAFTED:
        lines.append(entry(file.since, What.DRAFTED, "Rahmawati"))
    return lines


async def _papers(office: Office) -> dict[str, tuple[Attachment, ...]]:
    put = office.house.attachments.put
    return {
        "kk": (await put("inbound", scan("KARTU KELUARGA", 3), "application/pdf"),),
        "old_ktp": (await put("inbound", photo("KTP LAMA", "#cfe0ea", (1100, 720)), "image/jpeg"),),
        "photo": (await put("inbound", photo("PAS FOTO", "#2f5aa8", (600, 800)), "image/jpeg"),),
    }


def photo(words: str, colour: str, size: tuple[int, int]) -> bytes:
    """A photo of a paper that nobody owns."""
    kept = BytesIO()
    _drawn(words, colour, size).save(kept, "JPEG")
    return kept.getvalue()


def scan(words: str, pages: int = 1) -> bytes:
    """A scan as PDF."""
    kept = BytesIO()
    first, *others = [_drawn(f"{words} {number}", "#fbfbf6", (900, 600)) for number in range(1, pages + 1)]
    first.save(kept, "PDF", save_all=True, append_images=others)
    return kept.getvalue()


def _drawn(words: str, colour: str, size: tuple[int, int]) -> Image.Image:
    paper = Image.new("RGB", size, "#b9a78f")
    draw = ImageDraw.Draw(paper)
    draw.rounded_rectangle((40, 40, size[0] - 40, size[1] - 40), 24, fill=colour)
    draw.text((90, 90), words, fill="#1f2d3a", font_size=44)
    for line in range(5):
        draw.line((90, 190 + line * 60, size[0] - 140, 190 + line * 60), fill="#5a6b78", width=3)
    draw.text((size[0] // 3, size[1] // 2), "CONTOH", fill="#8a97a0", font_size=90)
    return paper


async def _letters(office: Office, files: dict[str, File]) -> None:
    pdf = await office.house.attachments.put("letters", scan("SURAT"), "application/pdf")
    for place, (name, file) in enumerate(files.items()):
        if file.stage is Stage.COVER_LETTER or file.paper_letter_unread:
            continue
        letter = Letter(
            letter_id=application(0xF00 + place),
            application_id=file.application_id,
            code=new_code(),
            kind="surat_pengantar",
            title=f"Surat Pengantar RT {file.applicant.rt.rt:03}",
            number=RT_LETTER.number or "",
            dated=date(2026, 11, 23),
            signed_by="Rahmat Hidayat",
            signed_at=THURSDAY,
            holder="S•••",
            document=pdf,
        )
        await office.keep(letter, _entry(letter, "rt:005/002", place + 1, name))
    ratna = files["Ratna Kumala"]
    issued = Letter(
        letter_id=application(0xFFF),
        application_id=ratna.application_id,
        code="7K4MQ2XD9AHT3WNPC5R0",
        kind="ktp_introduction",
        title="Surat Pengantar KTP",
        number="470/0123/BKS/XI/2026",
        dated=date(2026, 11, 24),
        signed_by="Hj. Nurhayati, S.Sos., M.Si.",
        signed_at=TUESDAY,
        holder="R•••• K•••••",
        valid_until=date(2026, 12, 24),
        document=pdf,
    )
    hasan = replace(_entry(issued, "470", 122, "Hasan"), entry_id=application(0xFFE), formatted="470/0122/BKS/XI/2026")
    void = hasan.void("Alamat salah tulis", date(2026, 11, 24), "Hj. Nurhayati, S.Sos., M.Si.")
    await office.keep(issued, _entry(issued, "470", 123, "Ratna Kumala"), void, Register("470", {2026: 123}))


def _entry(letter: Letter, register: str, number: int, holder: str) -> Entry:
    return Entry(
        entry_id=letter.letter_id,
        register=register,
        year=2026,
        number=number,
        formatted=letter.number,
        dated=letter.dated,
        subject=letter.title,
        holder=holder,
        status=Status.ISSUED,
        application_id=letter.application_id,
    )


async def _talk(office: Office, file: File) -> None:
    contact = file.contact_id or application(0xC00)
    hours = [
        (26, "Pagi Bu, foto KK-nya sudah saya kirim ulang ya.", None),
        (25, "Terima kasih, sudah jelas.", "Rahmawati"),
    ]
    hours += [(3, "KTP-nya nanti saya yang ambil ya. Ibu Sumarni susah jalan.", None)]
    hours += [(2, "Boleh, Bu Yuliana. Bawa KTP Ibu sendiri saja.", "Rahmawati")]
    for place, (ago, text, by) in enumerate(hours):
        at = TUESDAY - timedelta(hours=ago)
        await office.keep(Utterance(application(0xD00 + place), contact, at, text, written_by=by))
    stranger = application(0xCFF)
    asked = "Jam berapa kelurahan buka hari Jumat?"
    await office.keep(
        Conversation(contact, open_since=MONDAY, last_at=TUESDAY - timedelta(hours=2), name="Yuli"),
        Conversation(stranger, open_since=TUESDAY, unread=2, last_at=TUESDAY, name="Pak Udin"),
        Utterance(application(0xDFF), stranger, TUESDAY, asked),
    )
