"""What a person may do in a workspace; each right includes the ones before it."""

from enum import IntEnum


class Right(IntEnum):
    NONE = 0
    READ = 1
    WRITE = 2
    ADMIN = 3
