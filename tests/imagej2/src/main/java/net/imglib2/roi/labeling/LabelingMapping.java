package net.imglib2.roi.labeling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.imglib2.type.numeric.IntegerType;

/** The set of labels for each index, the empty one first. */
public class LabelingMapping<T> {
  private final int most;
  private final List<Set<T>> sets = new ArrayList<Set<T>>();

  public LabelingMapping(IntegerType<?> indexType) {
    most = (int) indexType.getMaxValue();
    sets.add(Collections.<T>emptySet());
  }

  public int numSets() {
    return sets.size();
  }

  public Set<T> labelsAtIndex(int index) {
    return sets.get(index);
  }

  public Set<T> getLabels() {
    Set<T> labels = new LinkedHashSet<T>();
    for (Set<T> set : sets) {
      labels.addAll(set);
    }
    return labels;
  }

  public List<Set<T>> getLabelSets() {
    return new ArrayList<Set<T>>(sets);
  }

  /**
   * Replaces all sets.
   *
   * @throws IllegalArgumentException the first one isn't empty, or one comes twice
   * @throws AssertionError more sets than the index image can count
   */
  public void setLabelSets(List<Set<T>> labelSets) {
    if (labelSets.isEmpty() || !labelSets.get(0).isEmpty()) {
      throw new IllegalArgumentException("the first set must be empty");
    }
    if (new LinkedHashSet<Set<T>>(labelSets).size() != labelSets.size()) {
      throw new IllegalArgumentException("a set comes twice");
    }
    if (labelSets.size() - 1 > most) {
      throw new AssertionError("too many sets: " + labelSets.size());
    }
    sets.clear();
    for (Set<T> set : labelSets) {
      sets.add(Collections.unmodifiableSet(new LinkedHashSet<T>(set)));
    }
  }
}
