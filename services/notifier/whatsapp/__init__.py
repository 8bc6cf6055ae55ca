"""What Meta's WhatsApp API is like. Nothing outside this package knows."""
