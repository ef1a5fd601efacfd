"""ImageJ's objects in Python and back: images, stacks, ROIs, tables, plots, ImgLib2, ImageJ2.

Works inside ImageJ or Fiji only. Each *family* of objects has a module of its own; `from_java`, `to_java` and `show`
find the family by the object. What is shared, pinned or copied is said by each function, and by the image's `transfer`.

Examples
--------
>>> from drua import ij  # doctest: +SKIP
>>> image = ij.active_image()  # the pixels of the active image, with axes and calibration  # doctest: +SKIP
>>> ij.show(image > 100, name="mask")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._families import from_java, show, to_java
    from ._figures import pil_of
    from ._imagej2 import dataset_of, image_of_dataset, imgplus_of, xarray_of_dataset
    from ._imagej2_labels import Labeling, labeling_of, labels_of
    from ._images import active_image, image_of, imageplus_of, images, put, update
    from ._imglib import array_of, img_of, write
    from ._imglib_pinned import run_pinned
    from ._lazy import LazyImage, lazy_array, lazy_stack
    from ._planes import map_planes
    from ._plots import plot, plot_data
    from ._rois import add_to_manager, java_roi_of, manager_rois, overlay_of, roi_of, set_overlay
    from ._stack_files import open_mapped
    from ._stacks import is_shared, shared_array, to_ordinary, to_shared
    from ._tables import append_rows, frame_of, results, table_of

_HOMES = {
    "from_java": "_families",
    "to_java": "_families",
    "show": "_families",
    "active_image": "_images",
    "image_of": "_images",
    "imageplus_of": "_images",
    "images": "_images",
    "put": "_images",
    "update": "_images",
    "map_planes": "_planes",
    "is_shared": "_stacks",
    "shared_array": "_stacks",
    "to_ordinary": "_stacks",
    "to_shared": "_stacks",
    "open_mapped": "_stack_files",
    "LazyImage": "_lazy",
    "lazy_array": "_lazy",
    "lazy_stack": "_lazy",
    "array_of": "_imglib",
    "img_of": "_imglib",
    "write": "_imglib",
    "run_pinned": "_imglib_pinned",
    "dataset_of": "_imagej2",
    "image_of_dataset": "_imagej2",
    "imgplus_of": "_imagej2",
    "xarray_of_dataset": "_imagej2",
    "Labeling": "_imagej2_labels",
    "labeling_of": "_imagej2_labels",
    "labels_of": "_imagej2_labels",
    "add_to_manager": "_rois",
    "java_roi_of": "_rois",
    "manager_rois": "_rois",
    "overlay_of": "_rois",
    "roi_of": "_rois",
    "set_overlay": "_rois",
    "append_rows": "_tables",
    "frame_of": "_tables",
    "results": "_tables",
    "table_of": "_tables",
    "plot": "_plots",
    "plot_data": "_plots",
    "pil_of": "_figures",
}

__all__ = [
    "Labeling",
    "LazyImage",
    "active_image",
    "add_to_manager",
    "append_rows",
    "array_of",
    "dataset_of",
    "frame_of",
    "from_java",
    "image_of",
    "image_of_dataset",
    "imageplus_of",
    "images",
    "img_of",
    "imgplus_of",
    "is_shared",
    "java_roi_of",
    "labeling_of",
    "labels_of",
    "lazy_array",
    "lazy_stack",
    "manager_rois",
    "map_planes",
    "open_mapped",
    "overlay_of",
    "pil_of",
    "plot",
    "plot_data",
    "put",
    "results",
    "roi_of",
    "run_pinned",
    "set_overlay",
    "shared_array",
    "show",
    "table_of",
    "to_java",
    "to_ordinary",
    "to_shared",
    "update",
    "write",
    "xarray_of_dataset",
]


def __getattr__(name: str) -> object:
    """Import a public name at its first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'drua.ij' has no attribute {name!r}")
    import importlib

    value: object = getattr(importlib.import_module(f"drua.ij.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Public names, for completion."""
    return sorted(__all__)
