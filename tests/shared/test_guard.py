"""A stranger's file can end the process that looks into it, and nothing else."""

import asyncio
import io
import os
import zlib
from collections.abc import AsyncGenerator
from pathlib import Path

import pikepdf
import pytest
import pytest_asyncio
from pikepdf import Dictionary, Name
from PIL import Image

from shared import guard as guards
from shared.guard import Guard
from shared.inspection import inspect
from shared.unfit import Unfit
from tests.shared.test_inspection import pdf, picture


@pytest_asyncio.fixture
async def guard() -> AsyncGenerator[Guard]:
    guard = Guard()
    yield guard
    await guard.end()


async def test_it_finds_what_an_inspection_finds(guard: Guard):
    for data in (picture(), picture("PNG", size=(3000, 2000)), pdf()):
        assert await guard.inspect(data) == inspect(data)


async def test_the_largest_picture_that_is_taken_finds_room(guard: Guard):
    out = io.BytesIO()
    Image.new("RGBA", (7000, 7000), (0, 0, 0, 0)).save(out, "PNG", compress_level=1)

    assert (await guard.inspect(out.getvalue())).media_type == "image/jpeg"


@pytest.mark.parametrize("data", [b"", b"tidak jelas", picture()[:200], pdf(51)])
async def test_what_it_refuses_it_refuses_for_the_same_reason(guard: Guard, data: bytes):
    with pytest.raises(Unfit) as alone:
        inspect(data)
    with pytest.raises(Unfit) as guarded:
        await guard.inspect(data)
    assert (guarded.value.cause, str(guarded.value)) == (alone.value.cause, str(alone.value))


async def test_files_that_come_at_once_are_looked_into_one_after_the_other(guard: Guard):
    found = await asyncio.gather(*(guard.inspect(picture(size=(n, 10))) for n in range(10, 20)))
    assert found == [inspect(picture(size=(n, 10))) for n in range(10, 20)]


async def test_a_file_that_takes_too_long_is_refused_and_the_next_one_is_looked_into():
    guard = Guard(patience=3)
    with pytest.raises(Unfit) as refused:
        await guard.inspect(_long_drawn())
    assert refused.value.trouble == "not_readable"
    guard.patience = guards.PATIENCE
    assert await guard.inspect(picture()) == inspect(picture())
    await guard.end()


async def test_a_file_that_takes_too_much_is_refused_and_the_next_one_is_looked_into(guard: Guard):
    with pytest.raises(Unfit) as refused:
        await guard.inspect(_bomb())
    assert refused.value.trouble == "not_readable"
    assert await guard.inspect(picture()) == inspect(picture())


async def test_a_process_that_was_killed_costs_its_file_and_no_other(guard: Guard):
    await guard.inspect(picture())
    assert guard.process
    guard.process.kill()
    await guard.process.wait()

    assert await guard.inspect(picture()) == inspect(picture())


async def test_it_knows_no_secrets(guard: Guard, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WHATSAPP_ACCESS_TOKEN", "secret")
    await guard.inspect(picture())
    assert guard.process

    environment = Path(f"/proc/{guard.process.pid}/environ").read_bytes()  # noqa: ASYNC240 - not on a disk
    assert b"secret" not in environment


def test_it_ends_when_nothing_comes_any_more(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guards, "IDLE", 0.0)
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb", buffering=0) as into, os.fdopen(writing, "wb"):
        guards.look(into, io.BytesIO())


def _bomb() -> bytes:
    """A page whose drawing unpacks to gigabytes."""
    packer = zlib.compressobj(9)
    head = packer.compress(b" ") + packer.flush(zlib.Z_FULL_FLUSH)
    megabyte = packer.compress(b" " * 1024 * 1024) + packer.flush(zlib.Z_FULL_FLUSH)
    return _page(head + megabyte * 4096)


def _long_drawn() -> bytes:
    """A page that is drawn for minutes: shape upon shape."""
    return _page(zlib.compress(b"0 0 200 100 re 0 0 m 200 100 l 100 0 l f* " * 2_000_000, 9))


def _page(packed: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 100))
        content = pikepdf.Stream(document, packed, Dictionary(Filter=Name.FlateDecode))
        document.pages[0].obj.Contents = content
        document.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()
