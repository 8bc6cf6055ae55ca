"""The office's file: what it says, and how its mistakes are told."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from services.issuance.catalogue import Config, ConfigMistake, read_config
from shared.contracts.vocabulary import Rt

Write = Callable[[str, str], Config]
SHIPPED = Path(__file__).parents[2] / "config" / "kelurahan.yaml"


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """The shipped file with something in it replaced: what it says then, or the mistake."""

    def write(before: str, after: str) -> Config:
        text = SHIPPED.read_text()
        assert before in text
        (tmp_path / "kelurahan.yaml").write_text(text.replace(before, after, 1))
        return read_config(tmp_path / "kelurahan.yaml")

    return write


def test_the_file_that_ships_can_be_read():
    config = read_config(SHIPPED)
    assert config.office.name == "Bukit Sangkal"
    assert config.catalogue(version=1).service("ktp").documents_for("lost")[1].name == "Surat kehilangan dari polisi"
    chair = config.directory(revision=1).post(Rt(rt=5, rw=2))
    assert chair is not None
    assert chair.chair is not None
    assert chair.chair.name == "Rahmat Hidayat"


def test_times_phones_and_codes_need_no_quotes(written: Write):
    config = written('opens: "07:30", closes: "15:30"', "opens: 07:30, closes: 15:30")
    assert str(config.calendar.hours["mon"].closes) == "15:30:00"
    assert written('code: "1671101001"', "code: 1671101001").office.code == "1671101001"


def test_an_office_may_ask_by_a_link_and_a_service_otherwise(written: Write):
    config = written("ask_by: chat", "ask_by: link").catalogue(version=1)
    service = config.service("ktp")

    assert config.settled(service).ask_by == "link"
    assert config.settled(service.model_copy(update={"ask_by": "chat"})).ask_by == "chat"


def test_a_letter_may_be_signed_in_ink_and_run_in_a_register_of_its_own(written: Write):
    letter = (
        written("valid_days: 180", "valid_days: 180\n      signed: in_ink\n      register: usaha").services[-1].letter
    )
    assert (letter.signed, letter.runs_in) == ("in_ink", "usaha")
    usual = read_config(SHIPPED).services[-1].letter
    assert (usual.signed, usual.runs_in) == ("electronically", "503")


@pytest.mark.parametrize(
    ("before", "after", "line", "said"),
    [
        ("  name: Bukit Sangkal\n", "", "office:", "office.name is missing"),
        ("working_days: 3", "working_days: tiga", "working_days: tiga", "services.0.working_days is wrong"),
        ("working_days: 3", "working_days: 0", "working_days: 0", "greater than or equal to 1"),
        ("working_days: 3", "workingdays: 3", "workingdays: 3", "services.0.workingdays is not known here"),
        ("key: police_report", "key: Police Report", "key: Police Report", "services.0.documents.4.key is wrong"),
        ("when: [lost]", "when: [stolen]", "when: [stolen]", "names stolen, which is no reason of this service"),
        ("key: lost", "key: birth", "key: birth, label: Hilang", "is birth a second time"),
        ("form: model_n1", "form: n1", "form: n1", "services.2.other_letters.0.form is wrong"),
        ("kind: kk_introduction", "kind: surat_pengantar", "kind: surat_pengantar", "which is the RT's"),
        (
            "{ reason: [changed] }",
            "{ reason: [torn] }",
            "{ reason: [torn] }",
            "names torn; reason may be birth, changed,",
        ),
        ("{ sex: [male],", "{ sex: [pria],", "{ sex: [pria],", "names pria; sex may be female, male"),
        ("{ sex: [male],", "{ age: [male],", "{ age: [male],", "services.2.blocks.1.when.age is not known here"),
        ("key: mother\n", "key: father # too\n", "father # too", "is father a second time"),
        (
            "- { key: kind, label: Jenis",
            "- { key: name, label: Jenis",
            "key: name, label: Jenis",
            "makes business_name",
        ),
        ("kind: name, optional: yes", "kind: choice, optional: yes", "kind: choice", "options are missing a choice"),
        ("usual: WNI", "usual: WNI, kind: nik", "usual: WNI, kind", "usual is no nik"),
        ("{spouse_name}", "{spouse}", "{spouse}", "may not hold {spouse}; it knows"),
        ("(KK)\n      addressed_to", "{KK\n      addressed_to", "{KK", "brace"),
        ("key: father\n", "key: dad\n", "form: model_n1", "needs father_address, which no block asks for"),
        ("- when: { religion: [Islam] } #", "- #", "kind: model_n1", "needs a when"),
        (
            "    letter: # to",
            "    letter:\n      when: { religion: [Hindu] }\n      # to",
            "[Hindu]",
            "cannot be: this letter",
        ),
        (
            '    classification: "503"',
            '    register: agenda\n      classification: "503"',
            "register: agenda",
            "letter.register is agenda, which cannot be the name of a register",
        ),
        (
            'classification: "503"',
            'classification: "50/3"',
            'classification: "50/3"',
            "classification is 50/3, which cannot be the name of a register",
        ),
        (
            "title: Surat Pengantar KTP",
            "title: Surat Pengantar KTP\n      register: umum",
            "register: umum",
            "is another register than 470, where the same numbers would be given",
        ),
        ("working_days: 3", "working_days: 3\n    signed: in_ink", "signed: in_ink", "services.0.signed is not known"),
        ("valid_days: 180", "valid_days: 180\n      signed: basah", "signed: basah", "letter.signed is wrong"),
        ("{code}/{number}/", "{kode}/{number}/", "{kode}", "may not hold {kode}"),
        ("{code}/{number}/", "{code}/", "{code}/{office}", "must hold {number}"),
        ("{code}/{number}/", "{code/{number}/", "{code/", "brace"),
        ('closes: "15:30"', 'closes: "06:30"', 'closes: "06:30"', "calendar.hours.mon.closes is not after the opening"),
        ("Asia/Jakarta", "Asia/Palembang", "Asia/Palembang", "is no time zone"),
        ("0812-7100-2005", "0812", "phone: 0812 ", "rts.1.chair.phone is no phone number"),
        ("rt: 6, rw: 2", "rt: 5, rw: 2", "Yuliana", "names RT 005/RW 002 a second time"),
        ("rt: 52, rw: 10", "rt: 1052, rw: 10", "rt: 1052", "less than or equal to 999"),
        ("rw: 5, chair: { name: M", "rw: 2, chair: { name: M", "M. Yusuf", "names RW 002 a second time"),
        ("  short: BKS\n", "  short: BKS\n  short: BSK\n", "short: BSK", "office.short comes twice"),
        ("  short: BKS\n", "  short: [BKS\n", "kecamatan: Kalidoni", "expected"),
        ("honorific: Ibu", "honorific: Nyonya", "honorific: Nyonya", "rts.2.chair.honorific is wrong"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_reason(written: Write, before: str, after: str, line: str, said: str):
    with pytest.raises(ConfigMistake) as mistake:
        written(before, after)
    text = SHIPPED.read_text().replace(before, after, 1)
    assert said in str(mistake.value)
    assert mistake.value.line == line_of(text, line)


def test_of_two_mistakes_the_upper_one_is_told(tmp_path: Path):
    office = yaml.safe_load(SHIPPED.read_text())
    office["office"]["code"] = "1671"
    office["services"][0]["working_days"] = 99
    (tmp_path / "two.yaml").write_text(yaml.safe_dump(office, sort_keys=False))
    with pytest.raises(ConfigMistake, match=r"^two\.yaml, line 2: office\.code"):
        read_config(tmp_path / "two.yaml")


def test_an_empty_file_and_a_list_are_no_office(tmp_path: Path):
    for text in ("", "# nothing\n", "- office\n", "office\n"):
        (tmp_path / "kelurahan.yaml").write_text(text)
        with pytest.raises(ConfigMistake, match="line 1"):
            read_config(tmp_path / "kelurahan.yaml")
