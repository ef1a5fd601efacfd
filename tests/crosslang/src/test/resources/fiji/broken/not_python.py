"""A routine file that is no Python."""

from drua import Image, routine

@routine(menu="Plugins > Python > Tests > Never")
def never(image: Image -> None:
    """Can't be parsed."""
