"""What chairs write and tap."""

from collections.abc import Callable, Generator
from typing import Any
from uuid import UUID

from services.verification import asking_neighbours, joining, settling, speaking, tasks
from services.verification.asked import Asked
from services.verification.asking import ask_for_endorsement, record, who_may_answer
from services.verification.binding import Binding
from services.verification.case import Case, NotAllowed
from services.verification.dialogue import (
    DECISION,
    SHOWN,
    Approval,
    AskNeighbours,
    Decline,
    Verdict,
    conversation,
)
from services.verification.gathering import gather, theirs
from services.verification.history import What
from services.verification.incoming.ears import hear
from services.verification.manners import HELP, HOW_TO_REACH_A_CLERK, MANNERS
from services.verification.patience import WaitForChair
from services.verification.speaking import Address
from services.verification.stage import Stage
from shared.contracts.intake import HearReply
from shared.contracts.notifier import Reply
from shared.contracts.verification import HearChairReply
from shared.dialogue import Answers, Heard, play
from shared.messaging import Desk, Message, Want


def its_case_and_all_tasks(reply: HearChairReply) -> Generator[Want, Any, None]:
    yield from theirs(reply.formerly)
    for contact_id in (reply.contact_id, *reply.formerly):
        yield from its_tasks(reply.model_copy(update={"contact_id": contact_id}))


def its_tasks(reply: HearChairReply) -> Generator[Want, Any, None]:
    bindings: list[Binding] = yield Want(Binding, reply.contact_id, by="contact_id")
    for binding in bindings:
        yield Want(Case, binding.post, by=binding.cases_by)
    yield from joining.whom_it_concerns(reply)
    yield from asking_neighbours.whom_it_concerns(reply)
    if (application_id := what_it_is_about(reply)) is not None:
        case: Case | None = yield Want(Case, application_id)
        if case:
            yield from who_may_answer(case.office, case.rt)


def what_it_is_about(reply: HearChairReply) -> UUID | None:
    """The application whose question it answers, or that was chosen from the list of tasks."""
    if reply.question == tasks.ADDRESS:
        return tasks.chosen(reply.choice)
    address = Address.read(reply.question)
    return address.application_id if address else None


@hear.on(HearChairReply, load=its_case_and_all_tasks)
def hear_a_chair(reply: HearChairReply, desk: Desk) -> None:
    """Come or leave, play the conversation on, put a chosen question again, pass on, or say what waits."""
    gather(desk, reply.contact_id, reply.formerly)
    if act := _about_themselves(reply):
        act(reply, desk)
        return
    about = what_it_is_about(reply)
    case = desk.find(Case, about) if about else None
    address = Address.read(reply.question)
    if reply.choice == HELP.key:
        desk.say(speaking.answer(reply, HOW_TO_REACH_A_CLERK, desk.now))
    elif case is None and (chosen := tasks.named(reply, desk)):
        put_again(reply, chosen, desk)
    elif case is None and tasks.are_for_others(reply, desk):
        words = {name: getattr(reply, name) for name in Reply.model_fields if name not in Message.model_fields}
        desk.say(HearReply.because_of(reply, desk.now, **words))
    elif case is None:
        desk.say(tasks.told(reply, desk))
    elif address is None:
        put_again(reply, case, desk)
    else:
        hear_the_answer(reply, case, address, desk)


def _about_themselves(reply: HearChairReply) -> Callable[[HearChairReply, Desk], None] | None:
    """What is no answer about a resident."""
    if reply.question == joining.ADDRESS and reply.kind == "choice":
        return joining.leave
    if asking_neighbours.is_addressed(reply):
        return asking_neighbours.hear_a_neighbour
    return {joining.JOIN: joining.join, joining.LEAVE: joining.ask_whether}.get(reply.word or "")


def put_again(reply: HearChairReply, case: Case, desk: Desk) -> None:
    """The chair has chosen a task: its question comes once more."""
    chair = case.was_asked(reply.contact_id)
    if chair:
        desk.say(speaking.opening(case, chair, desk.now))
    else:
        desk.say(speaking.answer(reply, case.told_to(reply.contact_id), desk.now))


def hear_the_answer(reply: HearChairReply, case: Case, address: Address, desk: Desk) -> None:
    try:
        chair = case.listens_to(reply.contact_id, address.round)
    except NotAllowed as refusal:
        desk.say(speaking.answer(reply, str(refusal), desk.now))
        return
    heard = Heard.of(reply, address.question)
    answers = reconsidered(chair.answers, heard)
    played = play(conversation(case, chair), answers, heard, manners=MANNERS, misunderstood=chair.misunderstood)
    chair = chair.said(played.answers, played.misunderstood)
    case = case.heard(chair)
    if played.answers.get(SHOWN) != answers.get(SHOWN):
        show(case, chair, desk)
    if played.result is None:
        desk.keep(case).say(*(speaking.message(case, chair, said, desk.now) for said in played.say))
    elif isinstance(played.result, AskNeighbours):
        asking_neighbours.begin(case, chair, desk)
    else:
        settle(case, chair, played.result, reply, desk)


def reconsidered(answers: Answers, heard: Heard) -> Answers:
    """A tap on the opening question counts again as long as the conversation is not over."""
    if heard.kind == "choice" and heard.question == DECISION and DECISION in answers:
        return {key: value for key, value in answers.items() if key == SHOWN}
    return answers


def show(case: Case, chair: Asked, desk: Desk) -> None:
    """The documents themselves; particulars stand in the question already. That they were seen is recorded."""
    if case.stage is Stage.DOCUMENTS_WITH_CHAIR:
        desk.say(*speaking.pages(case, chair.contact_id, desk.now))
        record(case, What.DOCUMENTS_SHOWN, desk, chair.contact_id)
    else:
        record(case, What.PARTICULARS_SHOWN, desk, chair.contact_id)


def settle(case: Case, chair: Asked, word: Approval | Decline | Verdict, reply: HearChairReply, desk: Desk) -> None:
    """The chair's word counts. An approval is answered once its letter has a number."""
    name = case.applicant.name
    match word:
        case Approval() if case.stage is Stage.WITH_RW:
            case, fact = settling.endorse(case, chair.contact_id, desk.now)
            what, thanks = What.ENDORSED, None
        case Approval():
            case, fact = settling.approve(case, chair.contact_id, desk.now)
            what, thanks = What.APPROVED, None
        case Decline(reason):
            case, fact = settling.decline(case, chair.contact_id, reason, desk.now)
            what, thanks = What.DECLINED, f"Permintaan {name} kami tolak, dan warga kami kabari alasannya."
        case Verdict(doubts) if doubts:
            case, fact = settling.dispute(case, chair.contact_id, doubts, desk.now)
            what, thanks = What.DISPUTED, f"Catatan tentang dokumen {name} sudah sampai di petugas kelurahan."
        case Verdict(reason=reason):
            case, fact = settling.confirm(case, chair.contact_id, desk.now, reason)
            what, thanks = What.CONFIRMED, f"Dokumen {name} kami catat benar. Kelurahan lanjut membuat suratnya."
    desk.keep(case).call_off(WaitForChair, case.application_id)
    record(case, what, desk, chair.contact_id)
    asking_neighbours.end_early(case, desk)
    if fact:
        desk.say(fact)
    else:
        thanks = pass_on(case, desk)
    if thanks:
        more = tasks.how_many_more(reply.contact_id, desk)
        desk.say(speaking.answer(reply, f"Terima kasih, {chair.called}. {thanks}{more}", desk.now))


def pass_on(case: Case, desk: Desk) -> str | None:
    """The RW chair is asked next; the RT chair is told so, unless the letter is made at once."""
    asked = ask_for_endorsement(case, desk).asked
    if not asked:
        return None
    return f"Permintaan {case.applicant.name} kami teruskan ke {asked[0].called}, Ketua {asked[0].post}."
