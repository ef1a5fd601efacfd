"""A file with letters beyond ASCII in its name, its text and its menu."""

from drua import Image, routine


@routine(menu="Plugins > Python > Tests > Größe in µm")
def größe(image: Image) -> str:
    """Return the image's name."""
    return f"{image.name} 細胞 µ"
