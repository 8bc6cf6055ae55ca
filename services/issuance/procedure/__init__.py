"""The procedure as an admin edits it: services, their letters and data, complaints; and what differs between two."""
