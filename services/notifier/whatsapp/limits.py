"""What WhatsApp takes at most. Characters, unless said otherwise; Meta's reference of messages, July 2026."""

from datetime import timedelta

#: A webhook's body in bytes. Meta sends at most 3 MB.
WEBHOOK_BYTES = 3 * 1024 * 1024

TEXT = 4096
CAPTION = 1024
INTERACTIVE_BODY = 1024
FILENAME = 240

BUTTONS = 3
BUTTON_TITLE = 20
ROWS = 10  # of a list, in all
ROW_TITLE = 24
ROW_DESCRIPTION = 72

#: Free-form messages may be sent for this long after the contact last wrote.
WINDOW = timedelta(hours=24)

#: An uploaded file can be sent for 30 days; ours are uploaded again a day before.
UPLOAD_KEPT = timedelta(days=29)

#: What a person sent can be fetched for 7 days.
INBOUND_KEPT = timedelta(days=7)

#: What is fetched of a photo or document that somebody sent, in bytes.
INBOUND_BYTES = 16 * 1024 * 1024
