"""What people do to a file."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product

import pytest

from services.issuance import actions, at_counter, handing_over
from services.issuance.actions import allowed_actions
from services.issuance.file import Delivery, File, Outcome, Pause
from services.issuance.history import What
from services.issuance.letter import Ink
from services.issuance.staff import Staff
from services.issuance.stage import ACTIONS, WAITS_FOR, WITHDRAWABLE, Action, Amiss, NotAllowed, Stage
from shared.contracts.issuance import (
    ApplicationRefused,
    ApplicationWithdrawn,
    DocumentsReturned,
    HandedOver,
    PrintCameBack,
    PrintSentOut,
)
from shared.contracts.verification import AskChairAgain
from shared.testing.samples import SITI
from tests.issuance.files import EVERYBODY, NURHAYATI, ON_PAPER, PAGES, RAHMA, TUESDAY, a_file

LATER = TUESDAY + timedelta(hours=1)
INK = Ink("Hj. Nurhayati, S.Sos., M.Si.", date(2026, 11, 24), noted_by="Rahmawati")

DO: dict[Action, Callable[[File, Staff], Outcome]] = {
    Action.BRING_PAPERS: lambda file, by: at_counter.brought(file, {"kk": PAGES["kk"]}, by, LATER),
    Action.ACCEPT_PAPER_LETTER: lambda file, by: actions.accept_paper_letter(
        file, "7/2026", date(2026, 11, 23), by, LATER
    ),
    Action.ACCEPT_WITHOUT: lambda file, by: actions.accept_without(file, "KK sedang diurus", by, LATER),
    Action.RECEIVE: lambda file, by: actions.receive(file, "0412/2026", by, LATER),
    Action.RETURN_DOCUMENTS: lambda file, by: actions.return_documents(file, {"kk": "Buram"}, by, LATER),
    Action.ASK_CHAIR_AGAIN: lambda file, by: actions.ask_chair_again(file, "Lihat KK yang baru", by, LATER),
    Action.ASK_NEIGHBOURS: lambda file, by: actions.ask_neighbours(file, "Alamat di KTP lain", by, LATER),
    Action.CONFIRM: lambda file, by: actions.confirm(file, "Alamat di KK sudah cocok", by, LATER),
    Action.DRAFT: lambda file, by: actions.draft(file, by, LATER),
    Action.SEND_BACK_DRAFT: lambda file, by: actions.send_back_draft(file, "Alamat salah tulis", by, LATER),
    Action.APPROVE: lambda file, by: actions.approve(file, "470/0123/BKS/XI/2026", by, LATER),
    Action.SIGN_AGAIN: lambda file, by: actions.sign_again(file, by, LATER),
    Action.SIGN_IN_INK: lambda file, by: actions.sign_in_ink(file, INK, by, LATER),
    Action.SEND_OUT: lambda file, by: handing_over.send_out(file, "Pak Budi", by, LATER),
    Action.CAME_BACK: lambda file, by: handing_over.came_back(file, "Rumah kosong", by, LATER),
    Action.HAND_OVER: lambda file, by: handing_over.hand_over(file, "Siti Aminah", by, LATER),
    Action.WITHDRAW: lambda file, by: actions.withdraw_at_counter(file, by, LATER),
    Action.REFUSE: lambda file, by: actions.refuse(file, "Bukan warga kelurahan ini", by, LATER),
}


def fits(action: Action, stage: Stage) -> File:
    """A file at this stage on which the action would make sense."""
    if action is Action.ACCEPT_PAPER_LETTER:
        return a_file(stage, cover_letter=ON_PAPER)
    if action is Action.ACCEPT_WITHOUT:
        return a_file(stage, lacking={"kk": "hilang"})
    if action in (Action.SEND_OUT, Action.CAME_BACK):
        courier = "Pak Budi" if action is Action.CAME_BACK else None
        return a_file(stage, delivery=Delivery("courier", "Jl. Sapta Marga No. 12", out_with=courier))
    began_at_counter = action in (Action.BRING_PAPERS, Action.WITHDRAW)
    return a_file(stage, opened_by=RAHMA.name) if began_at_counter else a_file(stage)


EVERY_WAY = list(product(Stage, Action, EVERYBODY))
ALLOWED = [(stage, action, by) for stage, action, by in EVERY_WAY if by.role in ACTIONS.get(stage, {}).get(action, ())]


def named(value: object) -> str:
    return value.username if isinstance(value, Staff) else str(value)


@pytest.mark.parametrize(("stage", "action", "by"), ALLOWED, ids=named)
def test_what_the_table_allows_can_be_done_and_is_written_down(stage: Stage, action: Action, by: Staff):
    outcome = DO[action](fits(action, stage), by)
    assert (outcome.entry.by, outcome.entry.at) == (by.name, LATER)


@pytest.mark.parametrize(("stage", "action", "by"), [way for way in EVERY_WAY if way not in ALLOWED], ids=named)
def test_everything_else_is_refused_in_a_sentence(stage: Stage, action: Action, by: Staff):
    with pytest.raises(NotAllowed, match=r"^[A-Z].*\.$"):
        DO[action](fits(action, stage), by)


@pytest.mark.parametrize("stage", [stage for stage, awaited in WAITS_FOR.items() if awaited in ("clerk", "lurah")])
def test_whoever_is_waited_for_can_do_something(stage: Stage):
    awaited = {"clerk": RAHMA, "lurah": NURHAYATI}[WAITS_FOR[stage]]
    assert allowed_actions(a_file(stage), awaited)


def test_a_clerk_receives_documents_under_an_agenda_number():
    file, entry, said = actions.receive(a_file(Stage.SUBMITTED), "0412/2026", RAHMA, LATER)

    assert (file.stage, file.agenda_number, file.received_by) == (Stage.RECEIVED, "0412/2026", "Rahmawati")
    assert (entry.what, entry.detail) == (What.RECEIVED, "0412/2026")
    assert said == ()


def test_a_file_received_again_keeps_its_agenda_number():
    returned_before = a_file(Stage.SUBMITTED, agenda_number="0412/2026")
    assert actions.receive(returned_before, "0500/2026", RAHMA, LATER).file.agenda_number == "0412/2026"


def test_a_surat_pengantar_on_paper_is_accepted_before_the_documents_are_received():
    file = a_file(Stage.SUBMITTED, cover_letter=ON_PAPER)
    assert Action.RECEIVE not in allowed_actions(file, RAHMA)
    with pytest.raises(NotAllowed, match="surat pengantar kertas"):
        actions.receive(file, "0412/2026", RAHMA, LATER)

    accepted = actions.accept_paper_letter(file, " 7/RT.005/2026 ", date(2026, 11, 23), RAHMA, LATER).file

    assert accepted.cover_letter is not None
    assert (accepted.cover_letter.number, accepted.cover_letter.on_paper) == ("7/RT.005/2026", True)
    assert Action.RECEIVE in allowed_actions(accepted, RAHMA)
    assert Action.ACCEPT_PAPER_LETTER not in allowed_actions(accepted, RAHMA)


def test_what_the_resident_does_not_have_is_decided_on_before_the_documents_are_received():
    file = a_file(Stage.SUBMITTED, documents={"old_ktp": PAGES["old_ktp"]}, lacking={"kk": "hilang waktu banjir"})
    with pytest.raises(NotAllowed, match="tidak dipunyai"):
        actions.receive(file, "0412/2026", RAHMA, LATER)
    with pytest.raises(NotAllowed, match="alasannya"):
        actions.accept_without(file, " ", RAHMA, LATER)

    accepted, entry, _ = actions.accept_without(file, "ada laporan polisi", RAHMA, LATER)

    assert (entry.what, entry.reason) == (What.ACCEPTED_WITHOUT, "ada laporan polisi")
    assert Action.RECEIVE in allowed_actions(accepted, RAHMA)
    assert Action.ACCEPT_WITHOUT not in allowed_actions(accepted, RAHMA)


def test_what_the_resident_does_not_have_can_be_asked_for_all_the_same():
    file = a_file(Stage.SUBMITTED, documents={}, lacking={"kk": "hilang"})
    returned = actions.return_documents(file, {"kk": "Buat laporan polisi dulu, lalu kirim fotonya"}, RAHMA, LATER)
    assert returned.file.stage is Stage.RETURNED


def test_documents_sent_back_stop_the_clock_and_are_told_with_their_reasons():
    outcome = actions.return_documents(a_file(), {"kk": " Bagian bawah terpotong "}, RAHMA, LATER)

    assert outcome.file.stage is Stage.RETURNED
    assert outcome.file.pauses == (Pause(since=LATER),)
    [fact] = outcome.said
    assert isinstance(fact, DocumentsReturned)
    assert (fact.reasons, fact.returned_by) == ({"kk": "Bagian bawah terpotong"}, "Rahmawati")
    assert outcome.entry.reasons == {"kk": "Bagian bawah terpotong"}


@pytest.mark.parametrize("reasons", [{}, {"sim": "Bukan SIM yang diminta"}, {"kk": "  "}])
def test_documents_go_back_only_with_a_reason_each(reasons: dict[str, str]):
    with pytest.raises(NotAllowed):
        actions.return_documents(a_file(), reasons, RAHMA, LATER)


def test_a_dispute_can_go_back_to_the_chair_with_a_remark():
    outcome = actions.ask_chair_again(a_file(Stage.DISPUTED), "KK yang baru sudah RT 005", RAHMA, LATER)

    assert outcome.file.stage is Stage.RECEIVED
    [request] = outcome.said
    assert isinstance(request, AskChairAgain)
    assert request.remark == "KK yang baru sudah RT 005"


@pytest.mark.parametrize("stage", [Stage.RECEIVED, Stage.DISPUTED, Stage.NO_CHAIR])
def test_the_office_has_neighbours_asked_by_way_of_the_chair(stage: Stage):
    outcome = actions.ask_neighbours(a_file(stage), "alamat di KTP lain", RAHMA, LATER)

    [request] = outcome.said
    assert isinstance(request, AskChairAgain)
    assert (request.remark, request.neighbours) == ("alamat di KTP lain", True)
    assert outcome.file.stage is Stage.RECEIVED


@pytest.mark.parametrize("stage", [Stage.DISPUTED, Stage.NO_CHAIR])
def test_the_office_goes_on_without_the_chairs_word_only_with_a_reason(stage: Stage):
    with pytest.raises(NotAllowed, match="alasan"):
        actions.confirm(a_file(stage), " ", RAHMA, LATER)

    file = actions.confirm(a_file(stage), "Alamat di KK sudah cocok", RAHMA, LATER).file

    assert (file.stage, file.confirmed_by) == (Stage.CONFIRMED, "Rahmawati")
    assert file.confirmed_because == "Alamat di KK sudah cocok"


def test_a_clerk_puts_particulars_right_while_drafting_and_the_history_names_which():
    corrected = SITI.model_copy(update={"address": "Jl. Sapta Marga No. 21"})
    outcome = actions.draft(a_file(Stage.CONFIRMED), RAHMA, LATER, corrected)

    assert outcome.file.applicant.address == "Jl. Sapta Marga No. 21"
    assert (outcome.file.stage, outcome.file.drafted_by) == (Stage.DRAFTED, "Rahmawati")
    assert outcome.entry.detail == "address"


def test_a_draft_the_lurah_sends_back_says_why_until_it_is_drafted_again():
    sent_back = actions.send_back_draft(a_file(Stage.DRAFTED), "Alamat salah tulis", NURHAYATI, LATER).file
    assert (sent_back.stage, sent_back.sent_back_because) == (Stage.CONFIRMED, "Alamat salah tulis")
    assert actions.draft(sent_back, RAHMA, LATER).file.sent_back_because is None


def test_the_letter_has_its_number_from_the_approval_on():
    file = actions.approve(a_file(Stage.DRAFTED), "470/0123/BKS/XI/2026", NURHAYATI, LATER).file
    assert (file.stage, file.letter_number, file.approved_by) == (
        Stage.APPROVED,
        "470/0123/BKS/XI/2026",
        NURHAYATI.name,
    )


def test_only_the_lurah_approves():
    with pytest.raises(NotAllowed, match="Hanya lurah"):
        actions.approve(a_file(Stage.DRAFTED), "470/0123/BKS/XI/2026", RAHMA, LATER)


def test_a_refusal_tells_the_resident_why():
    outcome = actions.refuse(a_file(), "Bukan warga kelurahan ini.", RAHMA, LATER)
    [fact] = outcome.said
    assert isinstance(fact, ApplicationRefused)
    assert (fact.reason, fact.refused_by) == ("Bukan warga kelurahan ini.", "Rahmawati")
    assert outcome.file.stage is Stage.REFUSED


def test_the_print_is_handed_over_once():
    outcome = handing_over.hand_over(a_file(Stage.ISSUED), "Siti Aminah", RAHMA, LATER)
    [fact] = outcome.said
    assert isinstance(fact, HandedOver)
    assert fact.to == outcome.file.handed_to == "Siti Aminah"
    with pytest.raises(NotAllowed):
        handing_over.hand_over(outcome.file, "Orang lain", RAHMA, LATER)


def test_whoever_has_the_code_picks_up_the_print():
    file = a_file(Stage.ISSUED, delivery=Delivery("pick_up", code="483920"))
    for wrong in ("", "483921", "abc"):
        with pytest.raises(Amiss):
            handing_over.hand_over(file, "Zulkifli", RAHMA, LATER, code=wrong)

    by_code = handing_over.hand_over(file, "Zulkifli", RAHMA, LATER, code="483 920")
    by_ktp = handing_over.hand_over(file, "Siti Aminah", RAHMA, LATER, has_shown_ktp=True)

    assert [outcome.entry.detail for outcome in (by_code, by_ktp)] == [
        "Zulkifli, dengan kode pengambilan",
        "Siti Aminah, tanpa kode, KTP-nya dilihat",
    ]


def test_a_courier_goes_comes_back_goes_again_and_delivers():
    file = a_file(Stage.ISSUED, delivery=Delivery("courier", "Jl. Sapta Marga No. 12"))
    out = handing_over.send_out(file, "Pak Budi", RAHMA, LATER)
    assert set(allowed_actions(out.file, RAHMA)) == {Action.CAME_BACK, Action.HAND_OVER}
    back = handing_over.came_back(out.file, "Rumah kosong", RAHMA, LATER)
    assert back.file == file
    again = handing_over.send_out(back.file, "Pak Anton", RAHMA, LATER)
    done = handing_over.hand_over(again.file, "Ibu mertua", RAHMA, LATER)

    said = [fact for outcome in (out, back, again, done) for fact in outcome.said]
    assert [type(fact) for fact in said] == [PrintSentOut, PrintCameBack, PrintSentOut, HandedOver]


@pytest.mark.parametrize("stage", sorted(WITHDRAWABLE))
def test_a_resident_may_withdraw_until_the_lurah_has_approved(stage: Stage):
    outcome = actions.withdraw(a_file(stage), LATER)
    assert outcome.file.stage is Stage.WITHDRAWN
    assert isinstance(outcome.said[0], ApplicationWithdrawn)


@pytest.mark.parametrize("stage", sorted(set(Stage) - WITHDRAWABLE))
def test_after_that_a_withdrawal_is_refused_in_a_sentence(stage: Stage):
    with pytest.raises(NotAllowed, match=r"BKS-7Q4K .* tidak bisa ditarik lagi\.$"):
        actions.withdraw(a_file(stage), LATER)


def test_whoever_looks_at_a_nik_is_written_down():
    assert actions.nik_shown(a_file(), RAHMA, LATER).entry.what is What.NIK_SHOWN
