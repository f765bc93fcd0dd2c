"""A vendor's score, somebody's verdict on it, and the pictures of all that is measured."""
