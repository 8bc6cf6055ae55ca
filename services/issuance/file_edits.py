"""Deciding whose word counts where the office's file and the console have both changed something."""

from services.issuance.catalogue import Config
from services.issuance.changes import Area
from services.issuance.edition import InForce
from services.issuance.edits import Edit
from services.issuance.publishing import follow
from services.issuance.seed import PART_NAMES, Part, Seed, as_config, with_parts_of
from shared.messaging import Desk


def keep_the_consoles(desk: Desk, config: Config, part: Part, edit: Edit) -> None:
    """What the file says about this part is known, and does not count. Looks for what `what_is_in_force` names."""
    seed = desk.get(Seed, config.office.code)
    change = edit.change(desk, Area.FILE, f"Isi berkas tentang {PART_NAMES[part]} tidak dipakai")
    desk.keep(Seed(seed.office, with_parts_of(config, seed.config, part)), change)


def take_the_files(desk: Desk, config: Config, part: Part, edit: Edit) -> None:
    """What the file says about this part counts from now on. Looks for what `what_is_in_force` names."""
    seed, before = desk.get(Seed, config.office.code), desk.get(InForce, config.office.code)
    desk.keep(Seed(seed.office, with_parts_of(config, seed.config, part)))
    wanted = with_parts_of(config, as_config(before.catalogue, before.directory), part)
    follow(desk, before, wanted, edit.change(desk, Area.FILE, f"Isi berkas tentang {PART_NAMES[part]} dipakai"))
