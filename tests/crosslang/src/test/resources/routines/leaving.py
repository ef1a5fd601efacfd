"""A routine that tries to end the program."""

import sys

from drua import Image, routine


@routine(menu="Plugins > Python > Leave")
def changing(image: Image) -> str:
    """Leave."""
    sys.exit("bye")
