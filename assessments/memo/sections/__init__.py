"""The sections of a memo: each module turns what was decided into blocks with their sentences."""
