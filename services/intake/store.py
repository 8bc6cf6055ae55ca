"""What intake keeps: its tables, and how their rows become objects."""

import sqlalchemy as sa

from services.intake.announcements import KnownAnnouncements
from services.intake.application import Application
from services.intake.books import KnownCatalogue, KnownDirectory
from services.intake.complaint import Complaint
from services.intake.conversation import Conversation
from services.intake.remembered import Remembered
from shared.messaging import Id, document_shelf

tables = sa.MetaData()

#: `nik` finds other applications of the same person; it is empty in a draft, and goes when the row goes.
#: `link_digest` finds the application to whose page a link leads.
applications = sa.Table(
    "applications",
    tables,
    sa.Column("application_id", Id, primary_key=True),
    sa.Column("contact_id", Id, nullable=False, index=True),
    sa.Column("reference", sa.Text, nullable=False, unique=True),
    sa.Column("nik", sa.Text, index=True),
    sa.Column("link_digest", sa.Text, index=True),
    sa.Column("body", sa.Text, nullable=False),
)
conversations = sa.Table(
    "conversations",
    tables,
    sa.Column("contact_id", Id, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)
complaints = sa.Table(
    "complaints",
    tables,
    sa.Column("complaint_id", Id, primary_key=True),
    sa.Column("contact_id", Id, nullable=False, index=True),
    sa.Column("body", sa.Text, nullable=False),
)
catalogues = sa.Table(
    "catalogues",
    tables,
    sa.Column("office", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)
announcements = sa.Table(
    "announcements",
    tables,
    sa.Column("office", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)
directories = sa.Table(
    "directories",
    tables,
    sa.Column("office", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)
#: Who let us remember them: a row for each person and contact.
remembered = sa.Table(
    "remembered",
    tables,
    sa.Column("remembered_key", sa.Text, primary_key=True),
    sa.Column("contact_id", Id, nullable=False, index=True),
    sa.Column("body", sa.Text, nullable=False),
)

shelves = (
    document_shelf(Application, applications),
    document_shelf(Conversation, conversations),
    document_shelf(Complaint, complaints),
    document_shelf(Remembered, remembered),
    document_shelf(KnownCatalogue, catalogues, remembered=2),
    document_shelf(KnownDirectory, directories, remembered=2),
    document_shelf(KnownAnnouncements, announcements, remembered=2),
)
