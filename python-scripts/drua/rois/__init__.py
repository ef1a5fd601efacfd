"""Regions of interest: shapes and points in pixel coordinates, what pixels they hold, and label images.

Works outside a host, too; `drua.ij` has the way to ImageJ's own and back.
"""

from __future__ import annotations

from ._roi import Roi
from ._several import Points, Rois

__all__ = ["Points", "Roi", "Rois"]
