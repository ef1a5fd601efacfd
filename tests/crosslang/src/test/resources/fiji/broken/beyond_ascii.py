"""Letters beyond ASCII in the text and the menu; the test gives the file such a name, too."""

from drua import Image, routine


@routine(menu="Plugins > Python > Tests > Größe in µm")
def größe(image: Image) -> str:
    """Return the image's name."""
    return f"{image.name} 細胞 µ"
