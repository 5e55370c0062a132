"""What a person asks for, one module each. No Qt, no files, no clock of their own."""
