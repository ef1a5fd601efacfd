"""Labelings of ImgLib2: an image of indices, and the set of labels that each index stands for."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .._errors import ConversionError, ParameterError
from .._image import Labels
from ..java import to_python
from ._imagej2_context import imagej2
from ._java import jimport

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["LABELING", "Labeling", "labeling_of", "labels_of"]

LABELING = "net.imglib2.roi.labeling.ImgLabeling"


class Labeling(NamedTuple):
    """Labels of pixels; a pixel may have several.

    Examples
    --------
    >>> import numpy as np
    >>> from drua.ij import Labeling
    >>> both = Labeling(np.array([[0, 1], [2, 3]]), (set(), {"cell"}, {"nucleus"}, {"cell", "nucleus"}))
    >>> both.mask("cell").tolist()
    [[False, True], [False, True]]
    """

    indices: NDArray[Any]
    """For each pixel the position of its set in `sets`; integers, axes in NumPy order."""
    sets: Sequence[AbstractSet[Hashable]]
    """Sets of labels, each once; the first one is empty."""

    @property
    def labels(self) -> list[Hashable]:
        """All labels, in the order in which the sets have them first."""
        return list(dict.fromkeys(label for each in self.sets for label in each))

    def mask(self, label: Hashable) -> NDArray[np.bool_]:
        """Return which pixels have a label, (axes of `indices`) bool; none where no set has it."""
        has = np.array([label in each for each in self.sets], dtype=bool)
        return np.asarray(has[np.asarray(self.indices)])

    def image(self) -> Labels:
        """Return a label image over the same memory: 0 is background, other numbers are positions in `sets`."""
        return np.asanyarray(self.indices).view(Labels)


def labels_of(labeling: Any) -> Labeling:
    """Return the labels of an ``ImgLabeling``.

    Returns
    -------
    Labeling
        Its indices are the index image, Shared or Copied as `array_of` says and as their ``transfer``. The sets are a
        copy: labels that Java adds later aren't in it.

    Raises
    ------
    drua.ConversionError
        Python has no type for the index image.
    """
    from ._imglib import array_of

    sets = [frozenset(to_python(each)) for each in labeling.getMapping().getLabelSets()]
    return Labeling(array_of(labeling.getIndexImg()), tuple(sets))


def labeling_of(labels: Any, names: Mapping[int, Any] | Sequence[Any] | None = None) -> Any:
    """Return an ``ImgLabeling``, whose index image has the memory of an array.

    Parameters
    ----------
    labels
        A `Labeling`, or an array of integers: 0 is background, each object has one positive number.
    names
        What the numbers of an array mean: a label, or a set of labels where several overlap, for each number, or a
        sequence of these for 1, 2 and so on. Without it each number is its own label.

    Returns
    -------
    net.imglib2.roi.labeling.ImgLabeling
        Shared, 0 bytes copied: Java's changes of labels are in the array. Copied where two numbers have the same label,
        or the numbers are so large and few that they are counted anew (a labeling has one set for each number up to the
        largest).

    Raises
    ------
    drua.ConversionError
        No integers, negative ones, no pixels, numbers without a name, or there is no imglib2-roi.
    drua.ParameterError
        Names for a `Labeling`, which has its own; no label for a number, or one for 0 or less.
    """
    kind = imagej2(LABELING)
    if isinstance(labels, Labeling):
        if names is not None:
            raise ParameterError("names", "nothing, for a Labeling has its own", "some", hint="leave names out")
        indices, sets = np.asarray(labels.indices), [set(each) for each in labels.sets]
        _check(indices)
    else:
        indices = np.asarray(labels)
        _check(indices)
        indices, sets = _sets(indices, names)
    if not sets or sets[0] or len({frozenset(each) for each in sets}) != len(sets):
        raise ConversionError(
            "sets of labels: the first one is empty, for background, and each is there once", hint="join equal ones"
        )
    largest = int(indices.max())
    if largest >= len(sets):
        raise ConversionError(
            f"the pixels have numbers up to {largest}, and there are {len(sets)} sets of labels with the empty one",
            hint="give a label for each number",
        )
    from ._imglib import img_of

    return kind.fromImageAndLabelSets(img_of(indices), jimport("java.util.ArrayList")(sets))


def _check(indices: NDArray[Any]) -> None:
    if indices.dtype.kind not in "iu" or indices.size == 0 or int(indices.min()) < 0:
        raise ConversionError(
            f"an array of shape {indices.shape} and dtype {indices.dtype} is no label image",
            hint="labels are integers, 0 for background and positive for objects, as scikit-image's label() gives them",
        )


_FEW = 1 << 16
"""Up to here, numbers stay as they are and each has a set, used or not."""


def _sets(indices: NDArray[Any], names: Any) -> tuple[NDArray[Any], list[set[Hashable]]]:
    """Return pixels, and the set of labels for each of their numbers; counted anew where they can't stay."""
    largest = int(indices.max())
    if names is None:
        if largest < _FEW:
            return indices, [set(), *(set[Hashable]({number}) for number in range(1, largest + 1))]
        meanings: Mapping[int, set[Hashable]] = {}
    else:
        meanings = _meanings(names)
        top = max(largest, *meanings, 0)
        sets = [set(), *(meanings.get(number, set()) for number in range(1, top + 1))] if top < _FEW else []
        if len({frozenset(each) for each in sets}) == top + 1:
            return indices, sets
    numbers, at = np.unique(indices, return_inverse=True)
    nameless = [int(number) for number in numbers if names is not None and number and int(number) not in meanings]
    if nameless:
        raise ConversionError(
            f"names: {nameless[0]} is in the pixels and has no name", hint="give a label for each number of the pixels"
        )
    places: dict[frozenset[Hashable], int] = {frozenset(): 0}
    for number in (int(number) for number in numbers if number):
        places.setdefault(frozenset(meanings.get(number, {number})), len(places))
    position = np.array(
        [places[frozenset(meanings.get(int(number), {int(number)}) if number else ())] for number in numbers],
        dtype=np.min_scalar_type(len(places)),
    )
    return position[at].reshape(indices.shape), [set(each) for each in places]


def _meanings(names: Any) -> dict[int, set[Hashable]]:
    given = names if isinstance(names, Mapping) else dict(enumerate(names, 1))
    meanings = {
        int(number): set(label) if isinstance(label, AbstractSet | list | tuple) else {label}
        for number, label in given.items()
    }
    wrong = [number for number, labels in meanings.items() if number < 1 or not labels]
    if wrong:
        raise ParameterError(
            "names",
            "one label or more for each positive number",
            f"{wrong[0]}: {given[wrong[0]]!r}",
            hint="0 is background and has no label; leave it out",
        )
    return meanings
