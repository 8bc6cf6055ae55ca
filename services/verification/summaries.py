"""What a chair reads of a case: the request, the particulars, the documents."""

from services.verification.case import Case
from services.verification.stage import Stage
from shared.indonesian import listed, long_date, sex_in_words


def the_request(case: Case) -> str:
    """Who asks for what, in one look."""
    person, rt_chair = case.applicant, case.answered_by
    text = f"*Permintaan surat pengantar*\nDari {person.name}, {person.address}, {person.rt}, untuk {case.purpose}."
    if case.stage is Stage.WITH_RW and rt_chair:
        return f"{text}\nSudah disetujui Ketua {rt_chair.post}, {rt_chair.name}."
    return text


def particulars(case: Case) -> str:
    """What a chair needs to know a resident by. The NIK is masked but for its end."""
    person = case.applicant
    lines = [
        f"*Data {person.name}*",
        f"NIK: {'•' * 12}{person.nik[-4:]}",
        f"Lahir: {person.birth_place}, {long_date(person.birth_date)} ({sex_in_words(person.sex)})",
        f"Alamat: {person.address}, {person.rt}",
        f"Agama: {person.religion}",
        f"Status: {person.marital_status}",
        f"Pekerjaan: {person.occupation}",
        f"Untuk: {case.purpose}",
        *case.more,
    ]
    if case.helped_by:
        lines.append(f"Diajukan lewat: {case.helped_by}")
    return "\n".join(lines)


def documents_to_check(case: Case) -> str:
    remark = f"\nCatatan petugas: {case.remark}" if case.remark else ""
    return f"*Periksa dokumen {case.applicant.name}*\n{what_came(case)}{remark}\n\nApakah semuanya benar miliknya?"


def what_came(case: Case) -> str:
    """`Yang dikirim: KTP. Tidak punya: KK (hilang waktu banjir).`"""
    sent = listed([name for key, name in case.document_names.items() if key not in case.lacking])
    lacks = [f"{case.document_names[key]} ({why.rstrip('.')})" for key, why in case.lacking.items()]
    parts = ("Yang dikirim", sent), ("Tidak punya", listed(lacks))
    return " ".join(f"{label}: {said}." for label, said in parts if said)
