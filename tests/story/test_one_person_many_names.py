"""People change their number, hide it, and turn out to be who they were: what they began goes on."""

from simulator.phone_client import Phones
from tests.story.people import Neighbourhood, RtChair


async def test_who_changes_their_number_keeps_what_they_began(neighbourhood: Neighbourhood, rahmat: RtChair):
    yulia = await neighbourhood.moves_in("Yulia Handayani")
    reference = await yulia.asks_for_a_ktp()
    phone = await yulia.phone.changes_number("0813-7299-0001")
    await rahmat.approves(yulia)

    await phone.hears("Sekarang kirim foto")
    await phone.writes("STATUS")
    await phone.hears(reference)


async def test_who_is_given_another_user_id_keeps_what_they_began(neighbourhood: Neighbourhood):
    ratna = await neighbourhood.moves_in("Ratna Kusuma")
    await ratna.phone.hides_number()
    reference = await ratna.asks_for_a_ktp()
    await ratna.phone.changes_user_id()

    await ratna.phone.writes("STATUS")
    await ratna.phone.hears(reference)


async def test_who_is_given_somebody_elses_old_number_does_not_see_what_they_began(
    neighbourhood: Neighbourhood, phones: Phones
):
    mira = await neighbourhood.moves_in("Mira Anggraini")
    reference = await mira.asks_for_a_ktp()
    moved = await mira.phone.changes_number("0813-7299-0002")
    stranger = await phones.add(mira.number, "Orang Baru", "nomor bekas")
    await stranger.writes("STATUS")
    answer = await stranger.hears()
    await moved.writes("STATUS")

    assert not answer.says(reference)
    await moved.hears(reference)


async def test_who_wrote_without_a_number_and_then_with_it_finds_all_they_began(
    neighbourhood: Neighbourhood, hasan: RtChair
):
    """Hasan's number is in the directory; without it nobody knows that it is him who writes."""
    linda = await neighbourhood.moves_in("Linda Permata", rt="018/005")
    await hasan.phone.hides_number()
    await hasan.phone.writes("mau bikin ktp")
    await hasan.phone.hears("KTP ini untuk siapa?")
    await hasan.phone.taps("Saya sendiri")
    await hasan.phone.hears("Kenapa perlu KTP?")

    await hasan.phone.hides_number(hidden=False)
    await hasan.phone.taps("Rusak / ganti data")
    await hasan.phone.hears("Salin, lengkapi, lalu kirim")
    await linda.asks_for_a_ktp()
    await hasan.approves(linda)
    await hasan.phone.writes("BATAL")
    await hasan.phone.hears("Batalkan permohonan baru ini?")
    await hasan.phone.taps("Ya, batalkan")
    await hasan.phone.hears("Baik, tidak jadi.")
