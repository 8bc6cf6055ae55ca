"""Calls to Meta's Graph API. Whatever goes wrong is raised as one of `errors`."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import quote

import httpx

from services.notifier.whatsapp.errors import Doubtful, Later, WhatsAppError, by_answer
from services.notifier.whatsapp.models import MediaInfo

#: Seconds. An answer may take long while Meta is busy; a connection may not.
TIMEOUT = httpx.Timeout(30.0, connect=5.0)
#: Where Meta keeps what people send.
MEDIA_HOST = "https://lookaside.fbsbx.com"


class UntrustedHost(Exception):
    """A file's address is not one of WhatsApp's: the token is not shown there."""


class WhatsApp:
    """One business number. `api_url` ends with the version of the API."""

    def __init__(
        self, api_url: str, phone_number_id: str, token: str, transport: httpx.AsyncBaseTransport | None = None
    ):
        self._api = api_url.rstrip("/")
        self._number = f"{self._api}/{phone_number_id}"
        self._phone_number_id = phone_number_id
        self._trusted = {_origin(httpx.URL(self._api)), _origin(httpx.URL(MEDIA_HOST))}
        secure = api_url.startswith("https:")  # certificates take a while to load: only where they are needed
        headers = {"Authorization": f"Bearer {token}"}
        self._http = httpx.AsyncClient(headers=headers, timeout=TIMEOUT, transport=transport, verify=secure)

    async def keep_open(self) -> None:
        """Until it is cancelled; then the connections are closed."""
        async with self._http:
            await asyncio.Event().wait()

    async def send(self, body: dict[str, Any]) -> str:
        """Send a message; its wamid. Raises `WhatsAppError`: `Doubtful` when it may have been sent."""
        answer = await self._post("messages", json=body)
        match _json(answer):
            case {"messages": [{"id": str(wamid)}, *_]}:
                return wamid
            case _:
                raise Doubtful(detail="no id in the answer")

    async def mark_read(self, body: dict[str, Any]) -> None:
        """Raises `WhatsAppError`."""
        await self._post("messages", json=body)

    async def upload(self, data: bytes, media_type: str, filename: str) -> str:
        """Give WhatsApp a file to be sent; its media id, good for 30 days. Raises `WhatsAppError`."""
        form = {"messaging_product": "whatsapp", "type": media_type}
        answer = await self._post("media", data=form, files={"file": (filename, data, media_type)})
        match _json(answer):
            case {"id": str(media_id)}:
                return media_id
            case _:
                raise Later(detail="no id in the answer")

    async def find_media(self, media_id: str) -> MediaInfo:
        """Where a file of a person's can be fetched for the next 5 minutes. Raises `WhatsAppError`, ValueError."""
        query = {"phone_number_id": self._phone_number_id}
        try:
            answer = await self._http.get(f"{self._api}/{quote(media_id, safe='')}", params=query)
        except httpx.HTTPError as error:
            raise Later(detail=type(error).__name__) from error
        return MediaInfo.model_validate(_json(_accepted(answer)))

    @asynccontextmanager
    async def open_media(self, url: str) -> AsyncGenerator[httpx.Response]:
        """The bytes, as they come. Raises `UntrustedHost`, and `Later` when they do not come."""
        if _origin(httpx.URL(url)) not in self._trusted:
            raise UntrustedHost(httpx.URL(url).host)
        try:
            async with self._http.stream("GET", url) as answer:
                if answer.status_code != 200:
                    raise Later(detail=f"HTTP {answer.status_code}")
                yield answer
        except httpx.HTTPError as error:
            raise Later(detail=type(error).__name__) from error

    async def _post(self, what: str, **content: Any) -> httpx.Response:
        try:
            answer = await self._http.post(f"{self._number}/{what}", **content)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise Later(detail=type(error).__name__) from error
        except httpx.HTTPError as error:
            raise Doubtful(detail=type(error).__name__) from error
        return _accepted(answer)


def _accepted(answer: httpx.Response) -> httpx.Response:
    if answer.status_code == 200:
        return answer
    raise _error(answer)


def _error(answer: httpx.Response) -> WhatsAppError:
    return by_answer(answer.status_code, _json(answer))


def _json(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port
