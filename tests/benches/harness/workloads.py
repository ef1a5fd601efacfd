"""The workloads: what is measured, and by which systems. To add one, add a line and teach the systems its name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Workload:
    """One thing to measure.

    Parameters
    ----------
    name : str
        Its name on the command line and in the first column.
    systems : tuple of str
        Who does it, in the order of a round.
    cold : bool
        True if the runner takes the time from the start of the process to its first result.
    once : bool
        True if one round is enough: it takes minutes.
    """

    name: str
    systems: tuple[str, ...]
    cold: bool = False
    once: bool = False


BRIDGES = ("floor", "drua", "jep")
OTHERS = ("drua", "jep", "jpype", "jpy")

WORKLOADS = {
    workload.name: workload
    for workload in (
        Workload("noop", BRIDGES),
        Workload("heap-shift-512", BRIDGES),
        Workload("heap-shift-2048", BRIDGES),
        Workload("direct-shift-512", BRIDGES),
        Workload("direct-shift-2048", BRIDGES),
        Workload("handover-1g", BRIDGES),
        Workload("command-512", ("java", "drua-command", "java-dialog")),
        Workload("startup", BRIDGES, cold=True),
        Workload("py-static-call", ("floor", *OTHERS)),
        Workload("py-instance-call", ("floor", *OTHERS)),
        Workload("py-static-call-contended", ("floor", *OTHERS)),
        Workload("py-overload-call", OTHERS),
        Workload("lambda-call", ("floor", *OTHERS)),
        Workload("array-short-4m-to-py", ("memcpy", "floor", *OTHERS)),
        Workload("array-short-4m-to-java", ("memcpy", "floor", *OTHERS)),
        Workload("array-double-1m-to-py", ("memcpy", "floor", *OTHERS)),
        Workload("array-double-1m-to-java", ("memcpy", "floor", *OTHERS)),
        Workload("list-string-100k", OTHERS),
        Workload("dict-100k", ("java-map", *OTHERS, "scyjava")),
        Workload("planes-100", ("drua-images", "drua-huge-pages")),
        Workload("planes-100-parallel", ("numpy", "drua-serial", "drua-images")),
        Workload("shared-stack-4g", ("drua-images",)),
        Workload("xarray-512", ("xarray", "drua-images")),
        Workload("img-1g", ("drua-images",)),
        Workload("table-1m", ("columns", "drua-images", "jpype-rows")),
        Workload("labels-to-rois", ("skimage", "drua-images")),
        Workload("mm-noop-512", ("drua-processor",)),
        Workload("mm-noop-2048", ("drua-processor",)),
        Workload("mm-shift-2048", ("floor", "drua-processor", "pyjavaz")),
        Workload("mm-metadata", ("drua-processor",)),
        Workload("mm-pipeline", ("floor", "drua-processor")),
        Workload("mm-soak", ("drua-processor",), once=True),
    )
}
