"""Parameters whose names differ by their case only."""

from drua import Image, routine


@routine(menu="Plugins > Python > X")
def twice(image: Image, radius: float = 1.0, Radius: float = 2.0) -> None:
    """Can't be told apart in a macro."""
