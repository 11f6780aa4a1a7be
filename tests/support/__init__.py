"""What several tests use: clients, records, files, servers."""
