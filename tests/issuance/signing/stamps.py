"""A time stamp server (RFC 3161) on real HTTP, with a key of its own, and its moods."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from fastapi import FastAPI, Request
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from starlette.responses import Response

#: By its clock, which is not ours.
STAMPED = datetime(2026, 11, 27, 3, 15, tzinfo=UTC)


def _stamper() -> DummyTimeStamper:
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Cap Waktu Uji")])
    made = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=3650))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    certificate = asn1.Certificate.load(made.public_bytes(Encoding.DER))
    return DummyTimeStamper(certificate, keys.PrivateKeyInfo.load(secret), fixed_dt=STAMPED)


@dataclass
class StampServer:
    """`moods` are its next answers; when they run out it stamps."""

    stamper: DummyTimeStamper = field(default_factory=_stamper)
    moods: list[str] = field(default_factory=list[str])
    asked: int = 0

    @property
    def app(self) -> FastAPI:
        app = FastAPI()
        app.post("/")(self.stamp)
        return app

    async def stamp(self, request: Request) -> Response:
        self.asked += 1
        mood = self.moods.pop(0) if self.moods else "stamps"
        if mood == "is away":
            return Response("Bad Gateway", 502)
        if mood == "sends garbage":
            return Response("selamat datang", media_type="text/html")
        query = tsp.TimeStampReq.load(await request.body())
        if mood == "stamps another":
            query["message_imprint"]["hashed_message"] = b"\1" * 32
        if mood == "refuses":
            refused = tsp.TimeStampResp({"status": {"status": "rejection"}})
            return Response(refused.dump(), media_type="application/timestamp-reply")
        answer = self.stamper.request_tsa_response(query)
        return Response(answer.dump(), media_type="application/timestamp-reply")
