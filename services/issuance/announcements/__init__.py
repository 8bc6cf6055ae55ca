"""What the office tells many at once: those who agreed, of an RT, an RW or the whole kelurahan."""
