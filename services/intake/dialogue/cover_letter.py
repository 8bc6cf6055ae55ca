"""What residents are told about the surat pengantar: who is asked, or why there is none."""

from services.intake.application import Application
from services.intake.books import KnownDirectory
from services.intake.dialogue.news import whom
from services.intake.dialogue.words import as_sentence, is_the_chair, the_chair, the_rw_chair
from shared.contracts.catalogue import Chair
from shared.contracts.verification import CoverLetterAsked


def chair_asked(application: Application, fact: CoverLetterAsked, directory: KnownDirectory) -> str:
    """Whose answer it waits for: the RT chair's, or the RW chair's in their place."""
    rt, asked = fact.rt, Chair(name=fact.chair_name, honorific=fact.honorific)
    rt_chair = directory.chair(rt)
    if is_the_chair(application.asked_for.applicant, rt_chair.name if rt_chair else None):
        reached = f"Permintaan sudah sampai ke {the_rw_chair(rt, asked)}, karena untuk Ketua RT sendiri. "
    elif fact.acting_as == "rw_chair":
        reached = (
            f"{the_chair(rt, None)} belum bisa ditanya lewat WhatsApp, jadi permintaan sudah sampai ke "
            f"{the_rw_chair(rt, asked)}. "
        )
    else:
        reached = f"Permintaan sudah sampai ke {the_chair(rt, asked)}. "
        if application.asked_for.service.rw_endorses:
            reached += f"Setelah itu {the_rw_chair(rt, directory.rw_chair(rt))} ikut mengetahui. "
    return (
        f"Terima kasih, {whom(application)}. {reached}Biasanya dijawab dalam 1 hari kerja; kami kabari di sini.\n"
        f"{number(application)}"
    )


def on_its_way(application: Application) -> str:
    """Nobody has said yet whom it was put to."""
    words = f"Terima kasih, {whom(application)}. Surat pengantarnya sedang kami mintakan; kami kabari di sini."
    return f"{words}\n{number(application)}"


def number(application: Application) -> str:
    return f"Nomor permohonan: *{application.reference}*. Ketik STATUS kapan saja."


def no_chair_needed(application: Application) -> str:
    return f"Terima kasih, {whom(application)}. {number(application)}"


def goes_to_paper(application: Application, chair_name: str | None) -> str:
    """Who has not heard of their request yet hears its number, too."""
    rt = application.asked_for.applicant.rt
    who = f"Ketua RT {rt.rt:03}" + (f", {chair_name}," if chair_name else "")
    if is_the_chair(application.asked_for.applicant, chair_name):
        why, whose = "Surat pengantar untuk Ketua RT sendiri dibuat oleh Ketua RW.", "Ketua RW"
    else:
        why, whose = f"{who} belum bisa dihubungi lewat WhatsApp.", "Ketua RT atau RW"
    words = f"{why} Mohon minta surat pengantar di kertas ke {whose}, lalu fotokan di sini bersama dokumen lain."
    if application.told_who_is_asked:
        return f"{whom(application)}, {words}"
    return f"Terima kasih, {whom(application)}. {words}\n{number(application)}"


def to_be_brought(application: Application, chair_name: str | None) -> str:
    """The same for who came to the counter."""
    rt = application.asked_for.applicant.rt
    who = f"Ketua RT {rt.rt:03}" + (f", {chair_name}," if chair_name else "")
    return (
        f"{whom(application)}, {who} belum bisa dihubungi lewat WhatsApp. "
        "Mohon minta surat pengantar di kertas ke Ketua RT atau RW, lalu bawa ke loket kelurahan."
    )


def declined_at_counter(application: Application, reason: str) -> str:
    return (
        f"Mohon maaf, {whom(application)}. {who_declined(application)} belum bisa membuat surat pengantar: "
        f"{as_sentence(reason)} Kalau datanya keliru, mohon datang lagi ke loket, atau ketik PETUGAS."
    )


def in_hand(application: Application) -> str:
    return f"Baik, {whom(application)}, surat pengantar di kertas bisa dipakai. Ketua RT tidak kami tanya lagi."


def declined(application: Application, reason: str) -> str:
    return (
        f"Mohon maaf, {whom(application)}. {who_declined(application)} belum bisa membuat surat pengantar: "
        f"{as_sentence(reason)} "
        "Data bisa diperbaiki lalu diminta lagi: balas *perbaiki*. Kalau ingin bertanya dulu, ketik PETUGAS."
    )


def who_declined(application: Application) -> str:
    """`Ketua RT 005`, or `Ketua RW 002` where it was the RW's to say."""
    rt = application.asked_for.applicant.rt
    return f"Ketua RW {rt.rw:03}" if application.declined_by_rw else f"Ketua RT {rt.rt:03}"
