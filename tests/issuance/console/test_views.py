"""What the pages show, from what is kept."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from services.issuance.console.views.clock import bars, days_left, deadline
from services.issuance.console.views.documents import documents
from services.issuance.console.views.file import steps, warnings, why_paused
from services.issuance.console.views.signing import grounds
from services.issuance.file import File, Pause
from services.issuance.history import HistoryEntry, What
from services.issuance.stage import Stage
from tests.issuance.files import APPLICATION, IN_FORCE, THURSDAY_CLOSING, TUESDAY, a_file

ZONE = ZoneInfo("Asia/Jakarta")
WEDNESDAY = TUESDAY + timedelta(days=1)
RETURNED = HistoryEntry(APPLICATION, TUESDAY, What.RETURNED, "Rahmawati", reasons={"kk": "buram"})
RECEIVED = HistoryEntry(APPLICATION, TUESDAY - timedelta(hours=1), What.RECEIVED, "Rahmawati", detail="0412/2026")
BACK = HistoryEntry(APPLICATION, WEDNESDAY, What.RESUBMITTED, "Siti Aminah")


def way(file: File, *entries: HistoryEntry) -> list[str]:
    """The steps in short: the day, and how its bar looks."""
    return [f"{step.title}:{step.tone}" for step in steps(file, entries, IN_FORCE, WEDNESDAY)]


def test_the_three_days_are_a_way():
    assert way(a_file(Stage.COVER_LETTER)) == []
    assert way(a_file(Stage.SUBMITTED)) == ["Hari 1:now", "Hari 2:", "Hari 3:"]
    assert way(a_file(Stage.DISPUTED), RECEIVED) == ["Hari 1:done", "Hari 2:now", "Hari 3:"]
    assert way(a_file(Stage.ISSUED), RECEIVED) == ["Hari 1:done", "Hari 2:done", "Hari 3:done"]


def test_what_came_after_hours_and_was_received_at_once_counts_from_then():
    late = TUESDAY.replace(hour=11, minute=30)  # half past six in the evening at the office
    received = HistoryEntry(APPLICATION, late + timedelta(minutes=1), What.RECEIVED, "Rahmawati", detail="0412/2026")
    file = a_file(Stage.RECEIVED, submitted_at=late)

    waiting, at_once = (steps(file, entries, IN_FORCE, late) for entries in ([], [received]))

    assert (waiting[0].when, at_once[0].when, at_once[1].when) == ("besok", "hari ini", "hari ini")


def test_a_pause_stands_where_it_was():
    paused = a_file(Stage.RETURNED, agenda_number=None)
    assert way(paused, RETURNED) == ["Jeda:held", "Hari 1:", "Hari 2:", "Hari 3:"]
    over = {"pauses": (Pause(TUESDAY, WEDNESDAY),)}
    first_day = a_file(Stage.CONFIRMED, **over)
    assert way(first_day, RETURNED, BACK) == ["Hari 1:done", "Jeda:held", "Hari 2:done", "Hari 3:now"]
    second_day = way(first_day, RECEIVED, RETURNED, BACK)
    assert second_day == ["Hari 1:done", "Hari 2:done", "Jeda:held", "Hari 3:now"]


def test_a_pause_says_why_and_what_becomes_of_the_date():
    paused = a_file(Stage.RETURNED)
    words = why_paused(paused, [RETURNED], IN_FORCE, WEDNESDAY) or ""
    assert words.startswith("Kartu Keluarga: buram. Dikembalikan Rahmawati kemarin 10.00.")
    assert "sisa 3 hari kerja" in words
    back = a_file(Stage.SUBMITTED, pauses=(Pause(TUESDAY, WEDNESDAY),), due_at=THURSDAY_CLOSING)
    words = why_paused(back, [RETURNED, BACK], IN_FORCE, WEDNESDAY) or ""
    assert "Tenggatnya kini Kamis, 26 November pukul 15.30" in words
    assert why_paused(a_file(), [], IN_FORCE, WEDNESDAY) is None


def test_while_the_clock_stands_still_nothing_is_late():
    paused = a_file(Stage.RETURNED, due_at=TUESDAY)
    assert bars(paused, WEDNESDAY).tone == "held"
    assert deadline(paused, IN_FORCE, WEDNESDAY).words == "jeda"
    assert days_left(paused, IN_FORCE) == 1


def test_a_late_file_looks_late_until_it_has_ended():
    late = a_file(Stage.CONFIRMED, due_at=TUESDAY)
    assert (bars(late, WEDNESDAY).tone, deadline(late, IN_FORCE, WEDNESDAY).tone) == ("over", "late")
    issued = a_file(Stage.ISSUED, due_at=TUESDAY)
    assert (bars(issued, WEDNESDAY).tone, deadline(issued, IN_FORCE, WEDNESDAY).tone) == ("", "fine")


def test_what_is_doubted_comes_first_and_says_who_doubts_it():
    doubted = a_file(Stage.DISPUTED, doubts={"photo": "bukan orangnya"}, doubted_by="Rahmat Hidayat")
    shown = documents(doubted)
    assert [document.name for document in shown] == ["Pas foto", "Kartu Keluarga", "KTP lama"]
    assert (shown[0].words[0].quote, shown[0].words[0].by) == ("bukan orangnya", "Rahmat Hidayat")
    assert shown[1].words[0].said == "Tidak diragukan Ketua RT 005"


def test_a_letter_says_when_it_rests_on_a_doubt_that_was_overridden():
    file = a_file(Stage.DRAFTED, drafted_by="Rahmawati", cover_letter_by="Rahmat Hidayat")
    override = HistoryEntry(APPLICATION, TUESDAY, What.CONFIRMED_BY_OFFICE, "Rahmawati", "KK terbaru sudah benar")
    cover, doubted, prepared = grounds(file, [override], WEDNESDAY, ZONE)
    assert cover.note == "012/RT.005/RW.002/XI/2026, Rahmat Hidayat, 23 November 2026"
    assert doubted.doubted
    assert doubted.note == "Rahmawati, kemarin 10.00: KK terbaru sudah benar"
    assert prepared.note == "Rahmawati, kemarin 10.00"


def test_a_letter_says_when_the_chair_vouches_in_spite_of_the_neighbours():
    file = a_file(Stage.DRAFTED, drafted_by="Rahmawati", cover_letter_by="Rahmat Hidayat")
    in_spite = HistoryEntry(APPLICATION, TUESDAY, What.CONFIRMED, "Rahmat Hidayat", "ia merantau")
    [_, vouched, _] = grounds(file, [in_spite], WEDNESDAY, ZONE)
    assert vouched.doubted
    assert vouched.note.endswith("tetangga belum cukup membenarkan: ia merantau")


def test_what_is_stuck_is_told_until_something_else_happens():
    stuck = HistoryEntry(APPLICATION, TUESDAY, What.STUCK, None, "Surat belum berhasil dibuat.")
    look = replace(RECEIVED, what=What.NIK_SHOWN)
    assert warnings([stuck, look]) == ("Surat belum berhasil dibuat.",)
    assert warnings([stuck, RETURNED]) == ()
