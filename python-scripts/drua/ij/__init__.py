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

__all__ = sorted(_HOMES)


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
