"""Whose turn it is: small stories of phones that are resident, RT chair and neighbour at once."""

from services.notifier.floor import reserved_word
from shared.contracts.vocabulary import Choice
from tests.notifier.bridge import Bridge, Person

YES_NO = (Choice(key="yes", label="Setujui"), Choice(key="no", label="Tolak"))


async def test_words_that_nobody_asked_for_go_to_intake(bridge: Bridge, siti: Person):
    await siti.writes("mau bikin ktp")

    assert bridge.replies == [("intake", None, "mau bikin ktp")]


async def test_words_answer_the_last_open_free_question(bridge: Bridge, siti: Person):
    await siti.is_asked("verification", "case1:reason")
    await siti.writes("bukan warga saya")

    assert bridge.replies == [("verification", "case1:reason", "bukan warga saya")]


async def test_a_question_is_closed_once_it_is_answered(bridge: Bridge, siti: Person):
    await siti.is_asked("verification", "case1:reason")
    await siti.writes("bukan warga saya")
    await bridge.later(minutes=5)
    await siti.writes("mau bikin ktp")

    assert bridge.replies[-1] == ("intake", None, "mau bikin ktp")


async def test_who_writes_on_in_a_second_message_still_speaks_to_the_same_service(bridge: Bridge, siti: Person):
    await siti.is_asked("issuance", "talk")
    await siti.writes("Pak, mau tanya")
    await siti.writes("besok buka?")

    assert bridge.replies == [("issuance", "talk", "Pak, mau tanya"), ("issuance", None, "besok buka?")]


async def test_a_conversation_goes_on_until_its_speaker_ends_it(bridge: Bridge, siti: Person):
    await siti.is_asked("issuance", "talk", keeps_listening=True)
    await siti.writes("Pak, mau tanya")
    await bridge.later(minutes=30)
    await siti.writes("besok buka?")
    await siti.is_told("issuance", question="talk")
    await siti.writes("mau bikin ktp")

    speakers = [speaker for speaker, _, _ in bridge.replies]
    assert speakers == ["issuance", "issuance", "intake"]


async def test_who_starts_over_leaves_the_conversation(bridge: Bridge, siti: Person):
    await siti.is_asked("issuance", "talk", keeps_listening=True)
    await siti.writes("menu")
    await siti.writes("mau bikin ktp")

    assert [speaker for speaker, _, _ in bridge.replies] == ["intake", "intake"]


async def test_a_question_within_a_conversation_gives_the_floor_back(bridge: Bridge, siti: Person):
    await siti.is_asked("issuance", "talk", keeps_listening=True)
    await bridge.later(minutes=11)
    await siti.is_asked("intake", "a1:nik")
    await siti.writes("1671074508900000")
    await siti.writes("begitu, Pak?")

    assert bridge.replies == [("intake", "a1:nik", "1671074508900000"), ("issuance", "talk", "begitu, Pak?")]


async def test_who_has_only_tapped_a_button_does_not_go_on_speaking_to_its_service(bridge: Bridge, siti: Person):
    await siti.is_asked("verification", "case1:approve", choices=YES_NO)
    await siti.taps(bridge.sent[0], "yes")
    await siti.writes("mau bikin ktp")

    assert bridge.replies == [("verification", "case1:approve", "yes"), ("intake", None, "mau bikin ktp")]


async def test_a_question_with_buttons_only_never_takes_the_floor(bridge: Bridge, siti: Person):
    await siti.is_asked("intake", "a1:nik")
    await siti.is_asked("verification", "case1:approve", choices=YES_NO)
    await siti.writes("1671074508900000")

    assert bridge.replies == [("intake", "a1:nik", "1671074508900000")]


async def test_who_writes_instead_of_tapping_speaks_to_whoever_offered_the_buttons(bridge: Bridge, siti: Person):
    await bridge.later(minutes=5)
    await siti.is_asked("verification", "case1:approve", choices=YES_NO)
    await siti.writes("setuju")

    assert bridge.replies == [("verification", None, "setuju")]


async def test_where_two_have_offered_buttons_words_go_to_intake(bridge: Bridge, siti: Person):
    await bridge.later(minutes=5)
    await siti.is_asked("intake", "a1:whose", choices=YES_NO)
    await siti.is_asked("verification", "case1:approve", choices=YES_NO)
    await siti.writes("saya sendiri")

    assert bridge.replies == [("intake", None, "saya sendiri")]


async def test_buttons_from_before_somebody_began_anew_bind_nobody(bridge: Bridge, siti: Person):
    await bridge.later(minutes=5)
    await siti.is_asked("verification", "case1:approve", choices=YES_NO)
    await siti.writes("menu")
    await bridge.later(minutes=5)
    await siti.writes("mau bikin ktp")

    assert bridge.replies[-1] == ("intake", None, "mau bikin ktp")


async def test_a_question_that_a_reserved_word_led_to_is_answered_within_a_conversation(bridge: Bridge, siti: Person):
    await siti.is_asked("issuance", "talk", keeps_listening=True)
    await siti.writes("batal")
    await bridge.later(minutes=1)
    await siti.is_asked("intake", "siti:withdraw_sure", choices=YES_NO)
    await siti.writes("ya")
    await bridge.later(minutes=5)
    await siti.writes("terima kasih, Bu")

    assert bridge.replies == [
        ("intake", None, "BATAL"),
        ("intake", None, "ya"),
        ("issuance", "talk", "terima kasih, Bu"),
    ]


async def test_a_tap_carries_the_address_of_its_question(bridge: Bridge, siti: Person):
    await siti.is_asked("verification", "case1:approve", choices=YES_NO)
    await siti.is_asked("intake", "a1:nik")
    await siti.taps(bridge.sent[0], "no")

    assert bridge.replies == [("verification", "case1:approve", "no")]


async def test_a_quick_reply_of_a_template_carries_it_too(bridge: Bridge):
    chair = await Person(bridge, "6281271002005", "Rahmat").is_introduced()
    await chair.is_asked(
        "verification", "case1:approve", choices=YES_NO, template={"name": "permintaan_surat_pengantar"}
    )
    payload = bridge.bodies()[0]["template"]["components"][1]["parameters"][0]["payload"]
    await chair.sends("button", {"payload": payload, "text": "Tolak"})

    assert bridge.replies == [("verification", "case1:approve", "no")]


async def test_a_quoted_message_says_whom_its_answer_is_for(bridge: Bridge, siti: Person):
    await siti.is_asked("verification", "case1:reason")
    await bridge.later(minutes=11)
    await siti.is_asked("intake", "a1:nik")
    await siti.writes("data salah", context={"id": "wamid.out1"})
    await siti.writes("1671074508900000")

    assert bridge.replies == [
        ("verification", "case1:reason", "data salah"),
        ("intake", "a1:nik", "1671074508900000"),
    ]


async def test_a_reserved_word_goes_to_whom_it_belongs_and_leaves_the_question_open(bridge: Bridge, siti: Person):
    await siti.is_asked("intake", "a1:nik")
    await siti.writes(" petugas! ")
    await siti.writes("1671074508900000")

    assert bridge.replies == [("issuance", None, "PETUGAS"), ("intake", "a1:nik", "1671074508900000")]


async def test_a_button_that_is_a_reserved_word_counts_as_that_word(bridge: Bridge, siti: Person):
    await siti.is_asked("intake", "a1:nik", choices=(Choice(key="PETUGAS", label="Hubungi petugas"),))
    await siti.taps(bridge.sent[0], "PETUGAS")

    assert bridge.replies == [("issuance", None, "PETUGAS")]


async def test_a_second_free_question_waits_for_the_answer_to_the_first(bridge: Bridge, siti: Person):
    await siti.is_asked("intake", "a1:nik", text="Ketik NIK")
    await siti.is_asked("verification", "case1:reason", text="Apa alasannya?")
    assert bridge.texts() == ["Ketik NIK"]

    await siti.writes("1671074508900000")
    assert bridge.texts() == ["Ketik NIK", "Apa alasannya?"]

    await siti.writes("data salah")
    assert bridge.replies == [
        ("intake", "a1:nik", "1671074508900000"),
        ("verification", "case1:reason", "data salah"),
    ]


async def test_a_second_free_question_does_not_wait_for_ever(bridge: Bridge, siti: Person):
    await siti.is_asked("intake", "a1:nik", text="Ketik NIK")
    await siti.is_asked("verification", "case1:reason", text="Apa alasannya?")
    await bridge.later(minutes=10)

    assert bridge.texts() == ["Ketik NIK", "Apa alasannya?"]


async def test_free_questions_of_three_services_are_asked_one_after_the_other(bridge: Bridge, siti: Person):
    await siti.is_asked("intake", "a1:nik", text="Ketik NIK")
    await siti.is_asked("verification", "case1:reason", text="Apa alasannya?")
    await siti.is_asked("issuance", "talk", text="Ada yang bisa dibantu?")
    for said in ("1671074508900000", "data salah", "tidak ada"):
        await siti.writes(said)

    assert bridge.texts() == ["Ketik NIK", "Apa alasannya?", "Ada yang bisa dibantu?"]
    assert [speaker for speaker, _, _ in bridge.replies] == ["intake", "verification", "issuance"]


async def test_who_has_turned_to_a_service_is_asked_by_it_at_once(bridge: Bridge, siti: Person):
    await siti.is_asked("intake", "a1:nik", text="Ketik NIK")
    await siti.is_asked("verification", "case1:approve", text="Setuju?", choices=YES_NO)
    await siti.taps(bridge.sent[1], "no")
    await siti.is_asked("verification", "case1:reason", text="Apa alasannya?")

    assert bridge.texts() == ["Ketik NIK", "Setuju?", "Apa alasannya?"]


async def test_a_service_that_asks_anew_has_moved_on(bridge: Bridge, siti: Person):
    await siti.is_asked("intake", "a1:nik")
    await siti.is_asked("intake", "a1:birth_place")
    await siti.writes("Palembang")
    await bridge.later(minutes=5)
    await siti.writes("halo?")

    assert bridge.replies == [("intake", "a1:birth_place", "Palembang"), ("intake", None, "halo?")]


def test_reserved_words_are_known_whatever_their_dress():
    assert reserved_word("menu") == "MENU"
    assert reserved_word(" *Status*. ") == "STATUS"
    assert reserved_word("ba tal") == "BATAL"
    assert reserved_word("batal saja") is None
    assert reserved_word("") is None


def test_a_code_may_stand_after_the_word_that_takes_one():
    assert reserved_word("undangan 7k4m-q2x9") == "UNDANGAN"
    assert reserved_word("UNDANGAN: 7K4MQ2X9.") == "UNDANGAN"
    assert reserved_word("undangan") == "UNDANGAN"
    assert reserved_word("undangan nika hnya") is None
    assert reserved_word("undangan nikah saya") is None
    assert reserved_word("menu 7K4M-Q2X9") is None
