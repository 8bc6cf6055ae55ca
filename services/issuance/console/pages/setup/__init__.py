"""The office's set-up, for admins: letterhead, signers, services, hours, days, RTs and RWs, accounts, certificate."""

from fastapi import APIRouter

from services.issuance.console.auth import only
from services.issuance.console.pages.setup import (
    accounts,
    certificate,
    days,
    directory,
    editions,
    hours,
    importing,
    office,
    overview,
    promises,
    service_blocks,
    service_letters,
    services,
    signing,
)
from services.issuance.staff import Role

pages = APIRouter(dependencies=[only(Role.ADMIN)])
for page in (
    overview,
    office,
    signing,
    service_letters,
    service_blocks,
    services,
    promises,
    hours,
    days,
    importing,
    directory,
    accounts,
    certificate,
    editions,
):
    pages.include_router(page.pages)
