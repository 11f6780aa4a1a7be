"""What several readers of documents share: the events of XML, and plain text."""
