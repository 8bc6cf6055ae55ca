"""What WhatsApp costs and whether it works: messages by month, who is not written to, and why nothing is sent."""

from fastapi import APIRouter
from starlette.responses import Response

from services.issuance.console.auth import only
from services.issuance.console.looks import TakenSeat
from services.issuance.console.views.whatsapp import months
from services.issuance.staff import Role
from services.issuance.whatsapp import WhatsAppAccount

HERE = "/whatsapp"
pages = APIRouter(dependencies=[only(Role.ADMIN, Role.LURAH)])


@pages.get(HERE)
async def whatsapp(seat: TakenSeat) -> Response:
    account = await seat.counter.find(WhatsAppAccount, seat.in_force.office)
    return await seat.show("whatsapp.html", HERE, known=account, months=months(account))
