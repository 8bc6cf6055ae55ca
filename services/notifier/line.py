"""What people say is passed on in the order in which they said it: words after a photo wait for that photo."""

from dataclasses import replace
from uuid import UUID

from services.notifier.errands import FetchFile
from services.notifier.floor import STARTING_OVER
from services.notifier.post import Post
from services.notifier.reply import Heard, Trouble
from shared.contracts.vocabulary import Attachment
from shared.messaging.message import OfficeCode


def hears(post: Post, said: Heard, office: OfficeCode) -> None:
    """The contact has said something: it joins the line, and what need not wait is passed on."""
    post.conversation = replace(post.conversation, line=(*post.conversation.line, said))
    if said.awaited:
        post.desk.send_for(
            FetchFile(
                heard_id=said.id,
                contact_id=post.contact.id,
                office=office,
                media_id=said.awaited.media_id,
                sha256=said.awaited.sha256,
                filename=said.awaited.filename,
            )
        )
    _pass_on(post, office)


def has_fetched(post: Post, heard_id: UUID, found: Attachment | Trouble, office: OfficeCode) -> None:
    """A file has been fetched, or cannot be: what waited for it may go on."""
    line = tuple(_with(said, found) if said.id == heard_id else said for said in post.conversation.line)
    post.conversation = replace(post.conversation, line=line)
    _pass_on(post, office)


def takes_back(post: Post, heard_id: UUID, office: OfficeCode) -> None:
    """The contact has deleted what they sent: nobody is told of it who has not been told already."""
    line = tuple(said for said in post.conversation.line if said.id != heard_id)
    if line != post.conversation.line:
        post.conversation = replace(post.conversation, line=line)
        post.desk.call_off(FetchFile, heard_id)
        _pass_on(post, office)


def _pass_on(post: Post, office: OfficeCode) -> None:
    now = post.desk.now
    while post.conversation.line and not post.conversation.line[0].awaited:
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
