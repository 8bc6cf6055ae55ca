"""Neighbours confirm that the applicant lives there: they write first, with the code that the chair forwards."""

from collections.abc import Generator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID
from zoneinfo import ZoneInfo

from services.verification import neighbour_dialogue as words
from services.verification import speaking
from services.verification.asked import Asked
from services.verification.asking import put_question, record, wait, who_may_answer
from services.verification.binding import Binding, rw_post
from services.verification.books import KnownCatalogue
from services.verification.case import Case
from services.verification.history import What
from services.verification.inquiry import Inquiry, WaitForNeighbours, new_code
from services.verification.invitation import hash_of_code
from services.verification.patience import Silence, WaitForChair
from services.verification.settings import settings
from shared.calendar import OfficeCalendar
from shared.contracts.verification import HearChairReply, NeighbourAnswer, NeighbourSaid, NeighboursAnswered
from shared.dialogue import Heard
from shared.messaging import Desk, Want

#: Whoever says no has this long to say why, before the chair is told without.
TIME_FOR_A_REMARK = timedelta(minutes=30)
_PREFIX, _WHY = "neighbour:", ":why"


def is_addressed(reply: HearChairReply) -> bool:
    """Whether a neighbour writes the code, or answers."""
    return reply.word == words.WORD or _about(reply) is not None


def whom_it_concerns(reply: HearChairReply) -> Generator[Want, Any, None]:
    """What `hear_a_neighbour` looks for, beside the contact's own bindings."""
    if reply.word == words.WORD:
        found: list[Inquiry] = yield Want(Inquiry, hash_of_code(reply.text or ""), by="code_hash")
        for inquiry in found:
            yield from its_case(inquiry.application_id)
    elif about := _about(reply):
        yield from its_case(about)
    elif reply.question:
        address = speaking.Address.read(reply.question)
        if address:
            yield Want(Inquiry, address.application_id)


def its_case(application_id: UUID) -> Generator[Want, Any, None]:
    yield Want(Inquiry, application_id)
    case: Case | None = yield Want(Case, application_id)
    if case:
        yield from who_may_answer(case.office, case.rt)


def begin(case: Case, chair: Asked, desk: Desk, *, asked_by_office: bool = False) -> None:
    """The chair gets a code to forward; meanwhile their silence does not count. An earlier code ends."""
    code, known = new_code(), desk.get(KnownCatalogue, case.office)
    calendar = OfficeCalendar(known.catalogue.calendar, known.catalogue.office.time_zone)
    until = calendar.after_working_hours(desk.now, settings().neighbours_hours)
    needed = settings().neighbours_needed
    inquiry = Inquiry(case.application_id, case.round, hash_of_code(code), chair.name, needed, until)
    before = desk.find(Inquiry, case.application_id)
    if before and not before.is_over and before.round == case.round:
        inquiry = replace(inquiry, answers=before.answers)
    case = replace(case.heard(chair.said({}, misunderstood=0)), neighbours_vouch=False)
    desk.keep(case, inquiry).call_off(WaitForChair, case.application_id)
    desk.send_for(WaitForNeighbours(application_id=case.application_id, code_hash=inquiry.code_hash), at=until)
    number = settings().office_whatsapp
    link = f"https://wa.me/{number}?text={quote(f'{words.WORD} {code}')}" if number else None
    local = until.astimezone(ZoneInfo(known.catalogue.office.time_zone))
    told = words.to_forward(chair.called, needed, local, asked_by_office=asked_by_office)
    desk.say(
        speaking.news(case, chair, told, desk.now), speaking.news(case, chair, words.forwarded(code, link), desk.now)
    )
    record(case, What.NEIGHBOURS_ASKED, desk, chair.contact_id)


def hear_a_neighbour(reply: HearChairReply, desk: Desk) -> None:
    """They come by the code, answer with a button, and say why where it is no."""
    inquiry = _inquiry(reply, desk)
    case = desk.find(Case, inquiry.application_id) if inquiry else None
    says_why = (reply.question or "").endswith(_WHY)
    if not inquiry and reply.word == words.WORD:
        desk.say(speaking.answer(reply, words.UNKNOWN_CODE, desk.now))
    elif inquiry is None or case is None or not _is_open(inquiry, case, desk, has_begun=says_why):
        desk.say(speaking.answer(reply, words.IS_OVER, desk.now))
    elif _is_partial(reply, case, desk):
        desk.say(speaking.answer(reply, words.NOT_YOU, desk.now))
    elif says_why:
        _hear_why(reply, inquiry, case, desk)
    elif inquiry.answered_by(reply.contact_id, *reply.formerly):
        desk.say(speaking.answer(reply, words.ALREADY, desk.now))
    else:
        _ask_or_hear(reply, inquiry, case, desk)


def conclude(inquiry: Inquiry, case: Case, desk: Desk) -> None:
    """The file keeps the answers; the chair is asked again where their word is still awaited."""
    said = _report(inquiry, case, desk)
    if not case.waits or case.round != inquiry.round:
        return
    case = replace(case.ask(*case.asked, at=desk.now), neighbours_vouch=inquiry.vouches)
    for chair in case.asked:
        fresh = chair.said({}, misunderstood=0)
        case = put_question(case.heard(fresh), fresh, What.CHAIR_ASKED, desk, words.outcome(said, inquiry.needed))
    desk.keep(case)
    wait(case, Silence.FIRST, desk)


def end_early(case: Case, desk: Desk) -> None:
    """Nobody waits for the neighbours any more: what they have said so far reaches the file at once."""
    inquiry = desk.find(Inquiry, case.application_id)
    if inquiry and not inquiry.is_over:
        _report(inquiry, case, desk)


def forget(case: Case, desk: Desk) -> None:
    """The application has ended: who the neighbours were is kept no longer than it is needed."""
    end_early(case, desk)
    if desk.find(Inquiry, case.application_id):
        desk.remove(Inquiry, case.application_id)


def _report(inquiry: Inquiry, case: Case, desk: Desk) -> tuple[NeighbourSaid, ...]:
    desk.keep(replace(inquiry, is_over=True)).call_off(WaitForNeighbours, case.application_id)
    said = tuple(neighbour.said for neighbour in inquiry.answers)
    desk.say(
        NeighboursAnswered(
            office=case.office,
            at=desk.now,
            application_id=case.application_id,
            asked_by=inquiry.asked_by,
            needed=inquiry.needed,
            answers=said,
        )
    )
    record(case, What.NEIGHBOURS_ANSWERED, desk)
    return said


def _ask_or_hear(reply: HearChairReply, inquiry: Inquiry, case: Case, desk: Desk) -> None:
    answer = None if reply.word else words.answer_in(Heard.of(reply, None))
    if answer:
        _hear_answer(reply, answer, inquiry, case, desk)
        return
    office = desk.get(KnownCatalogue, case.office).catalogue.office.name
    asked = words.question(inquiry.asked_by, str(case.rt), office, case.applicant)
    said, address = asked if reply.word else words.NOT_UNDERSTOOD, f"{_PREFIX}{case.application_id.hex}"
    desk.say(speaking.answer(reply, said, desk.now, choices=words.CHOICES, question=address, awaits_text=True))


def _hear_answer(reply: HearChairReply, answer: NeighbourAnswer, inquiry: Inquiry, case: Case, desk: Desk) -> None:
    """Somebody who has said no may still be writing why: then others do not end it."""
    inquiry = inquiry.answered(reply.contact_id, reply.profile_name, answer, desk.now)
    if answer == "no":
        desk.keep(inquiry)
        errand = WaitForNeighbours(application_id=case.application_id, code_hash=inquiry.code_hash)
        desk.send_for(errand, after=TIME_FOR_A_REMARK)
        address = f"{_PREFIX}{case.application_id.hex}{_WHY}"
        desk.say(speaking.answer(reply, words.WHY, desk.now, choices=(words.SKIP,), question=address, awaits_text=True))
        return
    desk.say(speaking.answer(reply, words.THANKS, desk.now))
    if inquiry.is_decided and not inquiry.counts["no"]:
        conclude(inquiry, case, desk)
    else:
        desk.keep(inquiry)


def _hear_why(reply: HearChairReply, inquiry: Inquiry, case: Case, desk: Desk) -> None:
    if reply.choice != words.SKIP.key and reply.text:
        inquiry = inquiry.remarked(reply.contact_id, reply.text)
    desk.say(speaking.answer(reply, words.THANKS, desk.now))
    conclude(inquiry, case, desk)


def _inquiry(reply: HearChairReply, desk: Desk) -> Inquiry | None:
    if about := _about(reply):
        return desk.find(Inquiry, about)
    return next(iter(desk.find_all(Inquiry, "code_hash", hash_of_code(reply.text or ""))), None)


def _is_open(inquiry: Inquiry, case: Case, desk: Desk, *, has_begun: bool) -> bool:
    return inquiry.takes_answers(desk.now, has_begun=has_begun) and case.waits and case.round == inquiry.round


def _is_partial(reply: HearChairReply, case: Case, desk: Desk) -> bool:
    """The applicant, their helper and the chairs are no neighbours here."""
    them = {reply.contact_id, *reply.formerly}
    seats = [seat.post for seat in desk.find_all(Binding, "contact_id", reply.contact_id)]
    is_chair = str(case.rt) in seats or rw_post(case.rt.rw) in seats
    return is_chair or bool(them & {case.own_contact, case.requested_by})


def _about(reply: HearChairReply) -> UUID | None:
    question = reply.question or ""
    return UUID(hex=question.removeprefix(_PREFIX)[:32]) if question.startswith(_PREFIX) else None
