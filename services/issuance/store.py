"""What issuance keeps: its tables, and how their rows become objects."""

import sqlalchemy as sa

from services.issuance.announcements.announcement import Announcement, Missed
from services.issuance.announcements.reader import Reader
from services.issuance.chairs import ChairOnWhatsApp
from services.issuance.changes import Change
from services.issuance.complaints.complaint import Complaint
from services.issuance.conversation import Conversation, Utterance
from services.issuance.edition import Edition, InForce
from services.issuance.file import File
from services.issuance.history import HistoryEntry
from services.issuance.letter import Letter
from services.issuance.register import Entry, Register
from services.issuance.seed import Seed
from services.issuance.staff import Session, Staff
from services.issuance.stray import Stray
from services.issuance.whatsapp import WhatsAppAccount
from shared.messaging.shelf import Id, document_shelf

tables = sa.MetaData()


files = sa.Table(
    "files",
    tables,
    sa.Column("application_id", Id, primary_key=True),
    sa.Column("contact_id", Id, index=True),
    sa.Column("reference", sa.Text, nullable=False, index=True),
    sa.Column("stage", sa.Text, nullable=False, index=True),
    sa.Column("due_at", sa.Float),
    sa.Column("since", sa.Float, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
history = sa.Table(
    "history",
    tables,
    sa.Column("id", Id, primary_key=True),
    sa.Column("application_id", Id, nullable=False, index=True),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
registers = sa.Table(
    "registers",
    tables,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)
entries = sa.Table(
    "register_entries",
    tables,
    sa.Column("entry_id", Id, primary_key=True),
    sa.Column("register", sa.Text, nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.UniqueConstraint("register", "year", "number", name="one_number_once"),
)
letters = sa.Table(
    "letters",
    tables,
    sa.Column("letter_id", Id, primary_key=True),
    sa.Column("application_id", Id, nullable=False, index=True),
    sa.Column("code", sa.Text, nullable=False, unique=True),
    sa.Column("body", sa.Text, nullable=False),
)
editions = sa.Table(
    "catalogue_editions",
    tables,
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("body", sa.Text, nullable=False),
)
in_force = sa.Table(
    "in_force",
    tables,
    sa.Column("office", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)
seeds = sa.Table(
    "seeds",
    tables,
    sa.Column("office", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)
changes = sa.Table(
    "setup_changes",
    tables,
    sa.Column("id", Id, primary_key=True),
    sa.Column("area", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
conversations = sa.Table(
    "conversations",
    tables,
    sa.Column("contact_id", Id, primary_key=True),
    sa.Column("open_since", sa.Float, index=True),
    sa.Column("last_at", sa.Float, index=True),
    sa.Column("body", sa.Text, nullable=False),
)
utterances = sa.Table(
    "utterances",
    tables,
    sa.Column("id", Id, primary_key=True),
    sa.Column("contact_id", Id, nullable=False, index=True),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
chairs = sa.Table(
    "chairs_on_whatsapp",
    tables,
    sa.Column("post_id", Id, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)
complaints = sa.Table(
    "complaints",
    tables,
    sa.Column("complaint_id", Id, primary_key=True),
    sa.Column("contact_id", Id, index=True),
    sa.Column("about", Id, index=True),
    sa.Column("stage", sa.Text, nullable=False, index=True),
    sa.Column("since", sa.Float, nullable=False, index=True),
    sa.Column("body", sa.Text, nullable=False),
)
announcements = sa.Table(
    "announcements",
    tables,
    sa.Column("announcement_id", Id, primary_key=True),
    sa.Column("at", sa.Float, nullable=False, index=True),
    sa.Column("body", sa.Text, nullable=False),
)
readers = sa.Table(
    "readers",
    tables,
    sa.Column("reader_id", Id, primary_key=True),
    sa.Column("contact_id", Id, nullable=False, index=True),
    sa.Column("rw", sa.Integer, nullable=False, index=True),
    sa.Column("rt", sa.Text, nullable=False, index=True),
    sa.Column("body", sa.Text, nullable=False),
)
missed = sa.Table(
    "announcements_missed",
    tables,
    sa.Column("message_id", Id, primary_key=True),
    sa.Column("announcement_id", Id, nullable=False, index=True),
    sa.Column("body", sa.Text, nullable=False),
)
strays = sa.Table(
    "stray_messages",
    tables,
    sa.Column("message_id", Id, primary_key=True),
    sa.Column("contact_id", Id, nullable=False, index=True),
    sa.Column("body", sa.Text, nullable=False),
)
whatsapp = sa.Table(
    "whatsapp_account",
    tables,
    sa.Column("office", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)
staff = sa.Table(
    "staff",
    tables,
    sa.Column("username", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)
sessions = sa.Table(
    "sessions",
    tables,
    sa.Column("token_hash", sa.Text, primary_key=True),
    sa.Column("username", sa.Text, nullable=False, index=True),
    sa.Column("expires_at", sa.Float, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)

FILES = document_shelf(File, files)
LETTERS = document_shelf(Letter, letters)
STAFF = document_shelf(Staff, staff)
COMPLAINTS = document_shelf(Complaint, complaints)
IN_FORCE = document_shelf(InForce, in_force, remembered=2)
SHELVES = (
    FILES,
    document_shelf(HistoryEntry, history),
    document_shelf(Register, registers),
    document_shelf(Entry, entries),
    LETTERS,
    document_shelf(Edition, editions),
    IN_FORCE,
    document_shelf(Seed, seeds),
    document_shelf(Change, changes),
    document_shelf(Conversation, conversations),
    document_shelf(Utterance, utterances),
    document_shelf(ChairOnWhatsApp, chairs),
    COMPLAINTS,
    document_shelf(Announcement, announcements),
    document_shelf(Reader, readers),
    document_shelf(Missed, missed),
    document_shelf(Stray, strays),
    document_shelf(WhatsAppAccount, whatsapp, remembered=1),
    STAFF,
    document_shelf(Session, sessions),
)
