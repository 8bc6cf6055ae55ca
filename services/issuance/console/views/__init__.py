"""What the pages show, made of what is kept. Pure: no database, no request; time is an argument."""
