"""What is wrong with an installation, each in a sentence that says what to do."""
