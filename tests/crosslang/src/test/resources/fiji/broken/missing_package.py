"""A routine file that wants a package that nobody has."""

import a_package_that_is_not_there

from drua import Image, routine


@routine(menu="Plugins > Python > Tests > Without Package")
def without_package(image: Image) -> str:
    """Never come so far."""
    return a_package_that_is_not_there.name
