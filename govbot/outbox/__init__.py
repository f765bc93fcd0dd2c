"""Messages that must arrive: written with the change they announce, sent once, in order, whatever happens."""
