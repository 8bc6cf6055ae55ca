"""The demo's own secrets. They are made for one data folder and are good for nothing else."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Demo:
    """What stands in for Meta's account and the office's certificate."""

    certificate: Path
    access_token: str
    app_secret: str
    verify_token: str
    certificate_passphrase: str
    phone_number_id: str = "100000000000001"
    waba_id: str = "100000000000002"

    @classmethod
    def of(cls, data: Path) -> "Demo":
        """The demo of this data folder, made at the first start and read back at the next."""
        if demo := cls.kept(data):
            return demo
        kept, certificate = _files(data)
        kept.parent.mkdir(parents=True, exist_ok=True)
        new = {
            name: secrets.token_urlsafe(24)
            for name in ("access_token", "app_secret", "verify_token", "certificate_passphrase")
        }
        kept.touch(mode=0o600)
        kept.write_text(json.dumps(new))
        return cls(certificate=certificate, **new)

    @classmethod
    def kept(cls, data: Path) -> "Demo | None":
        """The demo of this data folder, if there is one."""
        kept, certificate = _files(data)
        return cls(certificate=certificate, **json.loads(kept.read_text())) if kept.exists() else None

    def environment(self, api_url: str) -> dict[str, str]:
        return {
            "DEMO": "true",
            "WHATSAPP_API_URL": api_url,
            "WHATSAPP_PHONE_NUMBER_ID": self.phone_number_id,
            "WHATSAPP_WABA_ID": self.waba_id,
            "WHATSAPP_ACCESS_TOKEN": self.access_token,
            "WHATSAPP_APP_SECRET": self.app_secret,
            "WHATSAPP_VERIFY_TOKEN": self.verify_token,
            "CERTIFICATE": str(self.certificate),
            "CERTIFICATE_PASSPHRASE": self.certificate_passphrase,
        }


def _files(data: Path) -> tuple[Path, Path]:
    return data / "demo" / "secrets.json", data / "demo" / "certificate.p12"
