from drua import Image, routine


@routine(menu="Plugins > Python > X")
def broken(image: Image) -> None
    image += 1
