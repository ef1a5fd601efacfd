"""Signatures that can't be a dialog."""

from drua import Image, routine


@routine(menu="Plugins > Python > X")
def no_annotation(image: Image, radius=2.0) -> None:
    """Has a parameter without a type."""
