"""Who chairs which RT and RW: one post at a time, or many from a list."""

from collections.abc import Sequence

from services.issuance.edition import InForce
from services.issuance.edits import Edit, edit_directory
from services.issuance.stage import Amiss
from shared.contracts.catalogue import Directory, RtPost, RwPost
from shared.contracts.vocabulary import Rt
from shared.messaging import Desk
from shared.messaging.message import OfficeCode

Post = RtPost | RwPost


def name_of(post: Post) -> str:
    """`RT 005/RW 002` or `RW 002`."""
    return str(post.rt) if isinstance(post, RtPost) else f"RW {post.rw:03}"


def add_post(desk: Desk, code: OfficeCode, post: Post, edit: Edit) -> None:
    """A new RT or RW. Raises `Amiss` for one that is there already."""
    directory = desk.get(InForce, code).directory
    if same_post(directory, post):
        raise Amiss("rt" if isinstance(post, RtPost) else "rw", f"{name_of(post)} sudah ada di daftar.")
    edit_directory(desk, code, edit, f"{name_of(post)} ditambah", with_posts(directory, [post]))


def set_post(desk: Desk, code: OfficeCode, post: Post, edit: Edit) -> None:
    """Another chair, or none. Raises `Amiss` where somebody was faster."""
    directory = desk.get(InForce, code).directory
    edit.must_have_seen(directory.revision)
    what = f"Ketua {name_of(post)}: {post.chair.name}" if post.chair else f"{name_of(post)} tanpa ketua"
    edit_directory(desk, code, edit, what, with_posts(directory, [post]))


def remove_post(desk: Desk, code: OfficeCode, post: Post, edit: Edit) -> None:
    """The RT or RW is no more. What waits there goes to the RW, or to a clerk. Raises `Amiss`."""
    directory = desk.get(InForce, code).directory
    edit.must_have_seen(directory.revision)
    if isinstance(post, RtPost):
        left = directory.model_copy(update={"rts": tuple(it for it in directory.rts if it.rt != post.rt)})
    else:
        left = directory.model_copy(update={"rws": tuple(it for it in directory.rws if it.rw != post.rw)})
    edit_directory(desk, code, edit, f"{name_of(post)} dihapus dari daftar", left)


def import_posts(desk: Desk, code: OfficeCode, posts: Sequence[Post], edit: Edit) -> None:
    """All of these at once; whoever is not among them stays."""
    directory = desk.get(InForce, code).directory
    edit_directory(desk, code, edit, f"{len(posts)} baris diimpor dari CSV", with_posts(directory, posts))


def same_post(directory: Directory, post: Post) -> Post | None:
    """The post of the same RT or RW as it is in the directory."""
    if isinstance(post, RtPost):
        return directory.post(post.rt)
    return next((it for it in directory.rws if it.rw == post.rw), None)


def with_posts(directory: Directory, posts: Sequence[Post]) -> Directory:
    """The directory with these in place of those of the same RT or RW."""
    rts: dict[Rt, RtPost] = {post.rt: post for post in directory.rts}
    rws: dict[int, RwPost] = {post.rw: post for post in directory.rws}
    for post in posts:
        if isinstance(post, RtPost):
            rts[post.rt] = post
        else:
            rws[post.rw] = post
    return directory.model_copy(update={"rts": tuple(rts.values()), "rws": tuple(rws.values())})
