"""What verification keeps: its tables, and how their rows become objects."""

import sqlalchemy as sa

from services.verification.binding import Binding
from services.verification.books import KnownCatalogue, KnownDirectory
from services.verification.case import Case
from services.verification.history import HistoryEntry
from services.verification.inquiry import Inquiry
from services.verification.invitation import Invitation
from shared.messaging import Id, document_shelf

tables = sa.MetaData()

#: `waits_in` and `waits_in_rw` name the RT and the RW while a chair's word is awaited, so that those are found fast;
#: `own_contact` is the applicant's, who may turn out to be somebody else, too.
cases = sa.Table(
    "cases",
    tables,
    sa.Column("application_id", Id, primary_key=True),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("waits_in", sa.Text, index=True),
    sa.Column("waits_in_rw", sa.Text, index=True),
    sa.Column("own_contact", Id, index=True),
    sa.Column("body", sa.Text, nullable=False),
)
bindings = sa.Table(
    "bindings",
    tables,
    sa.Column("seat_id", Id, primary_key=True),
    sa.Column("contact_id", Id, index=True),
    sa.Column("body", sa.Text, nullable=False),
)
invitations = sa.Table(
    "invitations",
    tables,
    sa.Column("post_id", Id, primary_key=True),
    sa.Column("code_hash", sa.Text, nullable=False, index=True),
    sa.Column("body", sa.Text, nullable=False),
)
inquiries = sa.Table(
    "inquiries",
    tables,
    sa.Column("application_id", Id, primary_key=True),
    sa.Column("code_hash", sa.Text, nullable=False, index=True),
    sa.Column("body", sa.Text, nullable=False),
)
directories = sa.Table(
    "directories",
    tables,
    sa.Column("office", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)
catalogues = sa.Table(
    "catalogues",
    tables,
    sa.Column("office", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)
history = sa.Table(
    "history",
    tables,
    sa.Column("id", Id, primary_key=True),
    sa.Column("application_id", Id, nullable=False, index=True),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("contact_id", Id),
    sa.Column("body", sa.Text, nullable=False),
)

shelves = (
    document_shelf(Case, cases),
    document_shelf(Binding, bindings),
    document_shelf(Invitation, invitations),
    document_shelf(Inquiry, inquiries),
    document_shelf(KnownDirectory, directories, remembered=2),
    document_shelf(KnownCatalogue, catalogues, remembered=2),
    document_shelf(HistoryEntry, history),
)
