package io.drua.fiji.results;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PyObject;
import io.drua.bridge.Typed;
import io.drua.fiji.image.NewImages;
import io.drua.fiji.image.RoiMaps;
import io.drua.fiji.table.RoutineTables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the calls of one command returned, until it is shown. Calls for several planes of a stack give one stack, one
 * table, one list of ROIs. Not for several threads at once.
 */
public final class ResultCollector implements AutoCloseable {
  private final ImagePlus source;
  private final String label;
  private final Map<Integer, Slot> images = new LinkedHashMap<>();
  private final Map<Integer, ResultsTable> tables = new LinkedHashMap<>();
  private final List<Roi> rois = new ArrayList<>();
  private final List<String> values = new ArrayList<>();
  private final List<ImageBuffer> owned = new ArrayList<>();
  private boolean manyPlanes;

  /**
   * Starts with nothing.
   *
   * @param source the image that the command runs on, or null
   * @param label of the command, without dots: results are named after it
   */
  public ResultCollector(ImagePlus source, String label) {
    this.source = source;
    this.label = label;
  }

  /** Says that more than one plane is run: rows of tables then name theirs. */
  public void setManyPlanes() {
    manyPlanes = true;
  }

  /**
   * Takes what one call returned, and owns it from then on.
   *
   * @param slice the plane (from 1) that it was called for; 0 for a whole image
   * @throws IllegalArgumentException if it is none of the results that a routine may return
   */
  public void add(Object value, int slice) {
    add(value, slice, 0, false);
  }

  private int add(Object value, int slice, int index, boolean labels) {
    if (value == null) {
      return index;
    }
    if (value instanceof ImageBuffer) {
      addImage((ImageBuffer) value, index, labels);
    } else if (value instanceof Typed) {
      return addTyped((Typed) value, slice, index);
    } else if (value instanceof List) {
      int next = index;
      for (Object part : (List<?>) value) {
        next = add(part, slice, next, false);
      }
      return next;
    } else if (value instanceof Map) {
      for (Map.Entry<?, ?> part : ((Map<?, ?>) value).entrySet()) {
        values.add(part.getKey() + ": " + part.getValue());
      }
    } else if (value instanceof PyObject) {
      try (PyObject object = (PyObject) value) {
        throw new IllegalArgumentException(
            "The routine returned " + object.repr() + ", which ImageJ can't show. Return an image, drua.Labels,"
                + " drua.Table, drua.Rois, drua.Points, drua.Figure, a number, a text, or several of these.");
      }
    } else {
      values.add(String.valueOf(value));
    }
    return index + 1;
  }

  private int addTyped(Typed typed, int slice, int index) {
    switch (typed.name()) {
      case "drua.Results":
        return add(typed.value(), slice, index, false);
      case "drua.Labels":
        return add(typed.value(), slice, index, true);
      case "drua.Figure":
        return add(((Map<?, ?>) typed.value()).get("rgba"), slice, index, false);
      case "drua.Table":
        ResultsTable table = tables.get(index);
        if (table == null) {
          table = new ResultsTable();
          tables.put(index, table);
        }
        RoutineTables.append(table, typed.value(), manyPlanes ? slice : 0);
        return index + 1;
      case RoiMaps.POINTS:
      case RoiMaps.ROIS:
        for (Roi roi : RoiMaps.decode(typed.value(), source)) {
          if (manyPlanes && slice > 0 && roi.getPosition() == 0 && !roi.hasHyperStackPosition()) {
            placeOn(roi, slice);
          }
          rois.add(roi);
        }
        return index + 1;
      default:
        throw new IllegalArgumentException(
            "The routine returned a " + typed.name() + ", which this version of Drua doesn't know. Update Drua.");
    }
  }

  private void placeOn(Roi roi, int slice) {
    if (source.isHyperStack()) {
      int[] at = source.convertIndexToPosition(slice);
      roi.setPosition(at[0], at[1], at[2]);
    } else {
      roi.setPosition(slice);
    }
  }

  private void addImage(ImageBuffer buffer, int index, boolean labels) {
    owned.add(buffer);
    Slot slot = images.get(index);
    if (slot == null) {
      slot = new Slot();
      images.put(index, slot);
    }
    slot.labels |= labels;
    slot.buffers.add(buffer);
  }

  /**
   * Makes and shows everything.
   *
   * @param provenance written to every image
   * @return numbers and texts, one a line
   */
  public String show(Provenance provenance) {
    for (Slot slot : images.values()) {
      String title = source == null ? label : label + " of " + source.getTitle();
      ImagePlus image = NewImages.ofResult(slot.buffers, source, title, slot.labels);
      provenance.addTo(image, source);
      image.show();
    }
    int count = 0;
    for (ResultsTable table : tables.values()) {
      count++;
      ResultWindows.show(table, count == 1 ? label : label + " " + count);
    }
    if (!rois.isEmpty()) {
      ResultWindows.show(Collections.unmodifiableList(rois), source);
    }
    StringBuilder text = new StringBuilder();
    for (String value : values) {
      IJ.log(label + ": " + value);
      text.append(text.length() == 0 ? "" : "\n").append(value);
    }
    return text.toString();
  }

  /** Frees the memory of the arrays that came from Python. */
  @Override
  public void close() {
    for (ImageBuffer buffer : owned) {
      buffer.close();
    }
    owned.clear();
  }

  private static final class Slot {
    final List<ImageBuffer> buffers = new ArrayList<>();
    boolean labels;
  }
}
