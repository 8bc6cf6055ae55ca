"""What people complain of or suggest: every one has a number, an owner, a date and an answer."""
