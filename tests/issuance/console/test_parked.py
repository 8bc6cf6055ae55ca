"""What could not be dealt with, on the admin's screen."""

from collections.abc import Generator
from typing import Any

from shared.contracts.issuance import WithdrawApplication
from shared.messaging.batch import Outcome
from shared.messaging.store import Put
from shared.messaging.tables import Parked, parked
from tests.issuance.console.office import Office
from tests.issuance.files import APPLICATION, TUESDAY, a_file, told

HERE = "/parkir"


async def park(office: Office, place: str, subject: str, body: bytes) -> None:
    """As the kit does when a message cannot be dealt with."""

    def work() -> Generator[Any, Any, Outcome]:
        yield Put(
            parked, [Parked(place, "message", subject, body, None, "ValueError: unreadable", TUESDAY.timestamp())]
        )
        return Outcome()

    await office.house.store.run(work())


async def test_only_an_admin_sees_what_is_parked(office: Office):
    for username in ("rahma", "lurah"):
        screen = await office.signed_in(username)
        answer = await screen.get(HERE)
        assert answer.status_code == 403
        assert "Bukan bagian Anda" in answer.text
        assert (await screen.send(f"{HERE}/semua")).status_code == 403


async def test_parked_messages_are_explained_without_their_words(office: Office):
    await park(office, "REQUESTS:7", f"{WithdrawApplication.subject}.1671101001.{APPLICATION.hex}", b'{"nik": "1671"}')
    page = (await (await office.signed_in("agus")).get(HERE)).text
    assert "1 pesan tertahan" in page
    for words in (
        "Permintaan yang belum bisa dikerjakan",
        "Meja kelurahan",
        "ValueError: unreadable",
        "hari ini 10.00",
    ):
        assert words in page
    assert "request.issuance.withdraw_application.v1" in page
    assert "nik" not in page.lower().replace("teknik", "")
    assert "Layanan intake tidak menjawab" in page


async def test_what_can_be_dealt_with_now_is_replayed(office: Office):
    await office.keep(a_file())
    message = told(WithdrawApplication)
    await park(office, "REQUESTS:7", message.wire_subject, message.model_dump_json().encode())
    screen = await office.signed_in("agus")
    answer = await screen.send(f"{HERE}/issuance/REQUESTS:7")
    assert (answer.status_code, answer.headers["location"]) == (303, HERE)
    assert (await office.file(a_file())).stage == "withdrawn"
    assert "Tidak ada yang tertahan" in (await screen.get(HERE)).text


async def test_what_fails_again_stays_and_says_why(office: Office):
    for number in (7, 8):
        await park(office, f"REQUESTS:{number}", WithdrawApplication.subject + ".1671101001.x", b"{}")
    screen = await office.signed_in("agus")
    one = await screen.send(f"{HERE}/issuance/REQUESTS:7")
    assert one.status_code == 409
    assert "Belum berhasil" in one.text
    every = await screen.send(f"{HERE}/semua")
    assert "0 berhasil, 2 masih tertahan." in every.text
    assert "it is not parked any more" in (await screen.send(f"{HERE}/issuance/REQUESTS:9")).text
    assert "layanan ini tidak ada" in (await screen.send(f"{HERE}/lain/REQUESTS:9")).text
