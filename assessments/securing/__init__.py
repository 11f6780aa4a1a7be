"""What follows an answer: securing what it rests on, and settling who owns the work."""
