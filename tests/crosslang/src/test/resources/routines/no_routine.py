"""A file without a routine."""


def plain(image):
    return image
