"""The office's set-up, for admins: letterhead, who signs, hours and days, RTs and RWs, accounts, the certificate."""

from fastapi import APIRouter

from services.issuance.console.auth import only
from services.issuance.console.pages.setup import (
    accounts,
    certificate,
    days,
    directory,
    hours,
    importing,
    office,
    overview,
    signing,
)
from services.issuance.staff import Role

pages = APIRouter(dependencies=[only(Role.ADMIN)])
for page in (overview, office, signing, hours, days, importing, directory, accounts, certificate):
    pages.include_router(page.pages)
