"""What the simulator is told at its start: by arguments, else by environment variables."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import AnyHttpUrl, BaseModel, Field, TypeAdapter
from pydantic_settings import BaseSettings, SettingsConfigDict

from simulator import ids
from simulator.office import Office
from simulator.phone import Phone

ARGUMENTS = {
    "port": "where the phones page and the Graph API listen (SIMULATOR_PORT)",
    "host": "on which address (HOST)",
    "data": "the folder in which phones and chats are kept (DATA_DIR)",
    "webhook": "the office's webhook (SIMULATOR_WEBHOOK)",
    "templates": "YAML file of the approved message templates (SIMULATOR_TEMPLATES)",
    "phones": "YAML file of the phones that are there at the start (SIMULATOR_PHONES)",
}


class Starter(BaseModel):
    """A phone as the file has it, its number as people write it."""

    phone: str
    name: str
    note: str = ""


class Settings(BaseSettings):
    """Secrets have no default: they are the ones the office's notifier is given."""

    model_config = SettingsConfigDict(populate_by_name=True, env_ignore_empty=True)

    port: int = Field(8001, validation_alias="SIMULATOR_PORT", ge=0, le=65535)
    host: str = Field("127.0.0.1", validation_alias="HOST")
    data: Path = Field(Path("data"), validation_alias="DATA_DIR")
    webhook: AnyHttpUrl | None = Field(None, validation_alias="SIMULATOR_WEBHOOK")
    templates: Path | None = Field(None, validation_alias="SIMULATOR_TEMPLATES")
    phones: Path | None = Field(None, validation_alias="SIMULATOR_PHONES")

    phone_number_id: str = Field(validation_alias="WHATSAPP_PHONE_NUMBER_ID", min_length=1)
    access_token: str = Field(validation_alias="WHATSAPP_ACCESS_TOKEN", min_length=1)
    app_secret: str = Field(validation_alias="WHATSAPP_APP_SECRET", min_length=1)
    verify_token: str = Field(validation_alias="WHATSAPP_VERIFY_TOKEN", min_length=1)
    waba_id: str = Field("100000000000002", validation_alias="WHATSAPP_WABA_ID")
    office_phone: str = Field("62711555010", validation_alias="SIMULATOR_OFFICE_PHONE")
    office_name: str = Field("Kelurahan Bukit Sangkal", validation_alias="SIMULATOR_OFFICE_NAME")

    log_format: Literal["console", "json"] = Field("console", validation_alias="LOG_FORMAT")
    throughput: int = Field(80, validation_alias="SIMULATOR_THROUGHPUT", ge=1, description="messages a second in all")
    pair_burst: int = Field(
        45, validation_alias="SIMULATOR_PAIR_BURST", ge=1, description="messages to one person at once"
    )
    pair_seconds: float = Field(
        6.0, validation_alias="SIMULATOR_PAIR_SECONDS", gt=0, description="then one every so often"
    )
    longest_retry: float = Field(
        30.0, validation_alias="SIMULATOR_LONGEST_RETRY", gt=0, description="seconds between two tries of a webhook"
    )
    free_in_window: str = Field(
        "", validation_alias="SIMULATOR_FREE_IN_WINDOW", description="as until 1 October 2026: service,utility"
    )
    record: Path | None = Field(
        None, validation_alias="SIMULATOR_RECORD", description="a folder for every message that is accepted"
    )
    seed: int = Field(0, validation_alias="SIMULATOR_SEED", description="of the faults that happen by chance")

    @classmethod
    def from_arguments(cls, arguments: Sequence[str]) -> Self:
        """Raises pydantic.ValidationError naming what is missing or wrong; ends the program for `--help`."""
        parser = argparse.ArgumentParser("python -m simulator", description="WhatsApp's stand-in.")
        for name, told in ARGUMENTS.items():
            parser.add_argument(f"--{name}", help=told)
        given = {name: value for name, value in vars(parser.parse_args(arguments)).items() if value is not None}
        return cls(**given)

    @property
    def office(self) -> Office:
        return Office(
            phone_number_id=self.phone_number_id,
            waba_id=self.waba_id,
            phone=self.office_phone,
            name=self.office_name,
            access_token=self.access_token,
            app_secret=self.app_secret,
            verify_token=self.verify_token,
            free_in_window=frozenset(filter(None, self.free_in_window.split(","))),
        )

    def starters(self) -> list[Phone]:
        """The phones of the file. Raises OSError, yaml.YAMLError, pydantic.ValidationError or `NotAPhone`."""
        if self.phones is None:
            return []
        listed = TypeAdapter(list[Starter]).validate_python(yaml.safe_load(self.phones.read_text()))
        return [Phone(number=ids.wa_id(starter.phone), name=starter.name, note=starter.note) for starter in listed]
