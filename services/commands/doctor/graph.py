"""Questions to WhatsApp's Graph API. Only questions: nothing is changed and nothing is sent."""

from dataclasses import dataclass
from typing import Any

import httpx

from services.notifier.settings import NotifierSettings

Json = dict[str, Any]
#: Pages of a list, at most: enough for every office, and an end in any case.
PAGES = 20


class NotTold(Exception):
    """WhatsApp refused to answer, with this HTTP status and this code of Meta's (0 when there was none)."""

    def __init__(self, status: int, code: int) -> None:
        super().__init__(f"HTTP {status}, code {code}")
        self.status, self.code = status, code


@dataclass(frozen=True)
class GraphApi:
    """Asked with the notifier's own token."""

    http: httpx.AsyncClient
    told: NotifierSettings

    async def get(self, path: str, **params: str) -> Json:
        """Raises `NotTold`, and httpx.HTTPError when nobody answers."""
        return body_of(await self.answer(path, **params))

    async def answer(self, path: str, **params: str) -> httpx.Response:
        """The answer as it came. Raises httpx.HTTPError when nobody answers."""
        url = f"{self.told.whatsapp_api_url.rstrip('/')}/{path}"
        token = {"Authorization": f"Bearer {self.told.whatsapp_access_token.get_secret_value()}"}
        return await self.http.get(url, params=params, headers=token)

    async def all(self, path: str, **params: str) -> list[Json]:
        """Everything in a list, page by page. Raises as `get` does."""
        found: list[Json] = []
        after: Json = {}
        for _ in range(PAGES):
            page = await self.get(path, **params, **after)
            found += [each for each in page.get("data", []) if isinstance(each, dict)]
            match page.get("paging"):
                case {"next": str(), "cursors": {"after": str(cursor)}}:
                    after = {"after": cursor}
                case _:
                    break
        return found


def body_of(answer: httpx.Response) -> Json:
    """The object in an answer that is no refusal. Raises `NotTold`."""
    body = json_of(answer)
    if answer.is_success:
        return body
    refusal = body.get("error")
    raise NotTold(answer.status_code, refusal.get("code", 0) if isinstance(refusal, dict) else 0)


def json_of(answer: httpx.Response) -> Json:
    """The object in any answer; empty when there is none."""
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
