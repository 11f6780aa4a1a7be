"""What a person sends, checked before anything is done with it."""
