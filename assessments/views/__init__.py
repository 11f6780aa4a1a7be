"""Pages of works, drafts, shares and files."""
