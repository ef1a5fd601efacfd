"""One sound routine, and one whose signature can't be a dialog."""

from drua import Image, routine


@routine(menu="Plugins > Python > Tests > Sound Half")
def sound_half(image: Image) -> str:
    """Work."""
    return "sound"


@routine(menu="Plugins > Python > Tests > Wrong Half...")
def wrong_half(image: Image, radius=2.0) -> None:
    """Have a parameter without a type."""
