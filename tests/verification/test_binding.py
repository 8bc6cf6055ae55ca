"""Which contact is which chair, and who speaks for an RT."""

from uuid import UUID

import pytest

from services.verification.asked import called
from services.verification.binding import Binding, Seat, seated, seats, seats_for, seats_of, who_answers
from services.verification.books import KnownDirectory
from shared.contracts.catalogue import Chair, Directory, RtPost, RwPost
from shared.contracts.vocabulary import ContactId, Rt
from shared.messaging import NotYet
from shared.testing.samples import OFFICE_CODE, RT_5
from tests.verification.cases import DEWI, RAHMAT

PAK_RAHMAT = Chair(name="Rahmat Hidayat", phone="0812-7100-2005")
BU_DEWI = Chair(name="Dewi Sartika", honorific="Ibu", phone="0812-7100-2000")


def directory(rt_chair: Chair | None, rw_chair: Chair | None, *more: RtPost) -> KnownDirectory:
    rts = (RtPost(rt=RT_5, chair=rt_chair), *more)
    return KnownDirectory(OFFICE_CODE, Directory(revision=1, rts=rts, rws=(RwPost(rw=2, chair=rw_chair),)))


def bound(*pairs: tuple[Seat, ContactId | None]) -> dict[UUID, Binding]:
    return {seat.id: Binding(seat.id, seat.post, seat.acting_as, contact) for seat, contact in pairs}


def test_the_rt_chair_answers_before_the_rw_chair():
    rt, rw = seats_for(directory(PAK_RAHMAT, BU_DEWI), RT_5)

    answers = who_answers((rt, rw), bound((rt, RAHMAT), (rw, DEWI)))

    assert answers is not None
    assert (answers.contact_id, answers.seat.acting_as) == (RAHMAT, "rt_chair")


@pytest.mark.parametrize("rt_chair", [None, Chair(name="Yuliana", honorific="Ibu"), Chair(name="Budi", phone="12")])
def test_the_rw_chair_answers_for_an_rt_whose_chair_cannot_be_reached(rt_chair: Chair | None):
    *_, rw = seats = seats_for(directory(rt_chair, BU_DEWI), RT_5)

    answers = who_answers(seats, bound((rw, DEWI)))

    assert answers is not None
    assert (answers.contact_id, answers.seat.acting_as) == (DEWI, "rw_chair")


def test_nobody_answers_where_neither_has_a_phone():
    candidates = seats_for(directory(None, Chair(name="Dewi Sartika")), RT_5)

    assert who_answers(candidates, {}) is None


def test_an_rt_that_the_directory_does_not_know_has_its_rw():
    (rw,) = seats_for(directory(PAK_RAHMAT, BU_DEWI), Rt(rt=99, rw=2))

    assert rw.post == "RW 002"


def test_a_chair_who_is_not_introduced_yet_is_waited_for():
    rt, rw = seats_for(directory(PAK_RAHMAT, BU_DEWI), RT_5)

    with pytest.raises(NotYet):
        who_answers((rt, rw), bound((rt, None), (rw, DEWI)))


def test_nobody_vouches_for_themselves():
    rt, rw = seats_for(directory(PAK_RAHMAT, BU_DEWI), RT_5)
    bindings = bound((rt, RAHMAT), (rw, DEWI))

    answers = who_answers((rt, rw), bindings, not_for=RAHMAT)

    assert answers is not None
    assert answers.contact_id == DEWI
    assert who_answers((rt,), bindings, not_for=RAHMAT) is None


def test_one_contact_may_chair_several_rts_and_an_rw():
    known = directory(PAK_RAHMAT, PAK_RAHMAT, RtPost(rt=Rt(rt=6, rw=2), chair=PAK_RAHMAT))

    assert sorted(seat.post for seat in seats(known).values()) == ["RT 005/RW 002", "RT 006/RW 002", "RW 002"]


def test_a_phone_written_another_way_is_the_same_seat():
    written = [PAK_RAHMAT, PAK_RAHMAT.model_copy(update={"phone": "+62 812 7100 2005"})]

    assert len({seats_for(directory(chair, None), RT_5)[0].id for chair in written}) == 1


def test_another_phone_is_another_seat():
    new = Chair(name="Agus Salim", phone="0812-7100-2006")

    assert seats_for(directory(PAK_RAHMAT, None), RT_5)[0].id != seats_for(directory(new, None), RT_5)[0].id


def test_those_who_sit_are_those_who_are_bound():
    rt, rw = seats_for(directory(PAK_RAHMAT, BU_DEWI), RT_5)

    assert [chair.contact_id for chair in seated((rt, rw), bound((rt, None), (rw, DEWI)), None)] == [DEWI]


@pytest.mark.parametrize(
    ("name", "honorific", "spoken"),
    [
        ("Rahmat Hidayat", "Bapak", "Pak Rahmat"),
        ("Yuliana", "Ibu", "Bu Yuliana"),
        ("M. Yusuf", "Bapak", "Pak Yusuf"),
        ("Hj. Nurhayati, S.Sos.", "Ibu", "Bu Nurhayati"),
        ("A.", "Bapak", "Pak A."),
    ],
)
def test_a_chair_is_called_by_title_and_first_name(name: str, honorific: str, spoken: str):
    assert called(name, "Ibu" if honorific == "Ibu" else "Bapak") == spoken


def test_who_has_left_is_passed_over_and_not_waited_for():
    rt, rw = seats_for(directory(PAK_RAHMAT, BU_DEWI), RT_5)
    bindings = bound((rt, RAHMAT), (rw, DEWI))

    answers = who_answers((rt, rw), {**bindings, rt.id: bindings[rt.id].let_go()})

    assert answers is not None
    assert answers.contact_id == DEWI


def test_an_invitation_is_for_all_seats_of_the_same_person_and_for_nobody_who_came_after():
    known = directory(PAK_RAHMAT, BU_DEWI, RtPost(rt=Rt(rt=6, rw=2), chair=PAK_RAHMAT))

    assert [seat.post for seat in seats_of(known, "RT 005/RW 002", "Rahmat Hidayat")] == [
        "RT 005/RW 002",
        "RT 006/RW 002",
    ]
    assert seats_of(known, "RT 005/RW 002", "Hasan Basri") == ()
