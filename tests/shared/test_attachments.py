"""Bytes that are passed on as claim checks."""

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from shared.attachments import AttachmentMissing, Attachments
from shared.messaging.topology import provision
from shared.testing.broker import connected

PHOTO = bytes(range(256)) * 2000  # half a megabyte: several chunks


@pytest_asyncio.fixture
async def attachments(nats_url: str) -> AsyncGenerator[Attachments]:
    async with connected(nats_url) as nc:
        await provision(nc, [])
        yield Attachments(nc)


@pytest.mark.parametrize("data", [PHOTO, b"", b"x"])
async def test_what_is_put_is_got_back(attachments: Attachments, data: bytes):
    check = await attachments.put("inbound", data, "image/jpeg", "ktp.jpg")

    assert await attachments.get(check) == data
    assert (check.bucket, check.size, check.media_type, check.filename) == (
        "inbound",
        len(data),
        "image/jpeg",
        "ktp.jpg",
    )


async def test_a_copy_outlives_the_original_and_may_be_made_again(attachments: Attachments):
    original = await attachments.put("inbound", PHOTO, "image/jpeg")

    copy = await attachments.copy(original, "archive")
    assert await attachments.copy(original, "archive") == copy
    await attachments.delete(original)

    assert await attachments.get(copy) == PHOTO
    assert copy.bucket == "archive"


async def test_what_was_deleted_is_missing_and_may_be_deleted_again(attachments: Attachments):
    check = await attachments.put("letters", PHOTO, "application/pdf")

    await attachments.delete(check)
    await attachments.delete(check)

    with pytest.raises(AttachmentMissing):
        await attachments.get(check)


async def test_other_bytes_than_those_meant_are_missing(attachments: Attachments):
    check = await attachments.put("letters", PHOTO, "application/pdf")

    with pytest.raises(AttachmentMissing):
        await attachments.get(check.model_copy(update={"sha256": "0" * 64}))
