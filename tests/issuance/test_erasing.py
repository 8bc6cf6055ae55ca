"""A contact had their data erased: what the office keeps of it, and what it does not."""

from dataclasses import replace

from services.issuance.conversation import Conversation, Utterance
from services.issuance.file import File
from services.issuance.history import HistoryEntry, What
from services.issuance.incoming import hear
from services.issuance.stage import Stage
from shared.contracts.intake import DataErased
from shared.contracts.verification import NeighbourSaid, NeighboursAnswered
from shared.messaging import uuid7
from shared.testing.desk import Room
from shared.testing.samples import OFFICE_CODE
from tests.issuance.files import CONTACT, IN_FORCE, PAGES, TUESDAY, a_file, told

ERASED = DataErased(office=OFFICE_CODE, at=TUESDAY, contact_id=CONTACT)


def test_a_file_that_has_ended_loses_contact_and_documents_and_the_audit_says_when():
    room = Room(hear, TUESDAY).put(IN_FORCE, a_file(Stage.ISSUED))
    room.put(Conversation(CONTACT, last_at=TUESDAY, name="Siti"), Utterance(uuid7(), CONTACT, TUESDAY, "halo"))

    room.hear(ERASED)

    file, [line] = room.only(File), room.all(HistoryEntry)
    assert (file.contact_id, file.documents, file.letter_number) == (None, {}, "470/0123/BKS/XI/2026")
    assert (line.what, line.at, line.by) == (What.DATA_ERASED, TUESDAY, None)
    assert not room.all(Conversation)
    assert not room.all(Utterance)


def test_what_neighbours_said_goes_with_the_file_and_the_history_never_named_them():
    room = Room(hear, TUESDAY).put(IN_FORCE, a_file(Stage.RECEIVED))
    said = [NeighbourSaid(name="Sri", answer="no", remark="sudah pindah", at=TUESDAY)]
    room.hear(told(NeighboursAnswered, asked_by="Rahmat Hidayat", needed=2, answers=said))
    assert [it.name for it in room.only(File).neighbours] == ["Sri"]

    room.put(replace(room.only(File), stage=Stage.WITHDRAWN))
    room.hear(ERASED)

    assert room.only(File).neighbours == ()
    assert "Sri" not in str(room.all(HistoryEntry))


def test_a_file_that_is_being_worked_on_is_left_as_it_is():
    room = Room(hear, TUESDAY).put(IN_FORCE, a_file())

    room.hear(ERASED)

    assert (room.only(File).contact_id, room.only(File).documents) == (CONTACT, PAGES)
