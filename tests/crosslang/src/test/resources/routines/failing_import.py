"""A routine whose package is not installed."""

import a_package_that_nobody_has

from drua import Image, routine


@routine(menu="Plugins > Python > X")
def missing(image: Image) -> None:
    """Never runs."""
