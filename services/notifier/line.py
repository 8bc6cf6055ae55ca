"""What people say is passed on in the order in which they said it: words after a photo wait for that photo."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from services.notifier.errands import FetchFile, PassOn
from services.notifier.floor import STARTING_OVER
from services.notifier.post import Post
from services.notifier.reply import GATHERING, Heard
from shared.contracts.notifier import Trouble
from shared.contracts.vocabulary import Attachment
from shared.messaging.message import OfficeCode

#: Seconds between a message and its webhook when all is well. What takes longer was tried before, and so were others.
USUAL = timedelta(seconds=20)


def hears(post: Post, said: Heard, office: OfficeCode) -> None:
    """The contact has said something: it joins the line, in the order of the time stamps, and what need not wait is
    passed on.
    """
    if post.desk.now - said.written_at > USUAL:
        said = replace(said, not_before=post.desk.now + GATHERING)
        post.desk.send_for(PassOn(contact_id=post.contact.id, office=office), after=GATHERING)
    line = sorted((*post.conversation.line, said), key=lambda heard: heard.written_at)
    post.conversation = replace(post.conversation, line=tuple(line))
    if said.awaited:
        post.desk.send_for(
            FetchFile(
                heard_id=said.id,
                contact_id=post.contact.id,
                office=office,
                media_id=said.awaited.media_id,
                sha256=said.awaited.sha256,
                filename=said.awaited.filename,
                since=post.desk.now,
            )
        )
    pass_on(post, office)


def has_fetched(post: Post, errand: FetchFile, found: Attachment | Trouble) -> None:
    """A file has been fetched, or cannot be: what waited for it may go on.

    One that is late is told as such, so that nothing waits for it any longer, and once more when it is there.
    """
    waiting, late = post.conversation.line, post.conversation.late
    of_it = [said for said in (*waiting, *late) if said.id == errand.heard_id]
    if found == "late" and of_it:
        late = (*late, *of_it)
        post.desk.send_for(errand.late(post.desk.now), after=FetchFile.LATE_PAUSE)
    elif any(said.id == errand.heard_id for said in late):
        waiting, late = (*of_it, *waiting), tuple(said for said in late if said.id != errand.heard_id)
    line = tuple(_with(said, found) if said.id == errand.heard_id else said for said in waiting)
    post.conversation = replace(post.conversation, line=line, late=late)
    pass_on(post, errand.office)


def takes_back(post: Post, heard_id: UUID, office: OfficeCode) -> None:
    """The contact has deleted what they sent: nobody is told of it who has not been told already."""
    line = tuple(said for said in post.conversation.line if said.id != heard_id)
    late = tuple(said for said in post.conversation.late if said.id != heard_id)
    if (line, late) != (post.conversation.line, post.conversation.late):
        post.conversation = replace(post.conversation, line=line, late=late)
        post.desk.call_off(FetchFile, heard_id)
        pass_on(post, office)


def pass_on(post: Post, office: OfficeCode) -> None:
    """Whatever stands at the head of the line and need not wait."""
    now = post.desk.now
    while post.conversation.line and post.conversation.line[0].is_ready(now):
        said, *rest = post.conversation.line
        to = said.goes_to(post.conversation.floor, now)
        post.desk.say(said.told_to(to, post.contact, office, now))
        floor = post.conversation.floor.answered(to, now, by_tap=said.choice is not None)
        if said.word in STARTING_OVER:
            floor = floor.started_over()
        post.conversation = replace(post.conversation, line=tuple(rest), floor=floor)
        post.answered(to)
    post.release_held()


def _with(said: Heard, found: Attachment | Trouble) -> Heard:
    return said.fetched(found) if isinstance(found, Attachment) else said.not_fetched(found)
