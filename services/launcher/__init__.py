"""Everything on one machine: what `pengantar up` starts, watches and stops."""
