"""A service that nobody had in mind when the code was written: all of it is data in the office's file."""

from pathlib import Path

from services.issuance.catalogue import Config, read_config

SHIPPED = Path(__file__).parents[1] / "config" / "kelurahan.yaml"
DOMICILE = """
  - key: domicile
    name: Surat keterangan domisili
    short: domisili
    also: [surat domisili, keterangan tinggal]
    cover_letter: none
    working_days: 1
    reasons:
      - { key: school, label: Daftar sekolah, also: [sekolah, kuliah] }
      - { key: bank, label: Buka rekening, also: [bank, rekening] }
    blocks:
      - key: home
        name: tempat tinggal
        on_letter: "Yang bersangkutan benar bertempat tinggal sebagai berikut:"
        fields:
          - { key: since, label: Tinggal sejak, kind: date }
          - key: kind
            label: Status rumah
            kind: choice
            options:
              - { key: own, label: Milik sendiri, also: [sendiri] }
              - { key: rent, label: Sewa, also: [kontrak, kos] }
          - { key: owner, label: Pemilik rumah, kind: name, when: { home_kind: [rent] } }
    documents:
      - { key: ktp, name: KTP }
      - { key: school_letter, name: Surat dari sekolah, when: [school] }
    letter:
      kind: domicile_statement
      form: statement
      title: Surat Keterangan Domisili
      classification: "475"
      number_format: "{code}/{number}/{office}/{month}/{year}"
      valid_days: 90
      purpose: "keperluan administrasi, tinggal sejak {home_since}"
"""


def with_a_fifth_service(folder: Path) -> Config:
    """The shipped file with one service more, read as every other."""
    text = SHIPPED.read_text().replace("\nrts:\n", f"{DOMICILE}\nrts:\n", 1)
    path = folder / "kelurahan.yaml"
    path.write_text(text)
    return read_config(path)
