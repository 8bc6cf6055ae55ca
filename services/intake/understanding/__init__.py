"""What residents write about themselves, in the ways they write it; every refusal says in Indonesian what would do."""
