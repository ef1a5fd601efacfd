package io.drua.micromanager.processor;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.micromanager.data.Coords;

/**
 * Places of a data set that have a frame. A run of days takes millions: one bit a time point, for each combination of
 * the other coordinates. One thread at a time.
 */
final class TakenPlaces {
  /** A time point beyond this is somebody's number for something else, and would make a bit set of megabytes. */
  private static final int LATEST = 1 << 24;
  private static final int MOST_OTHERS = 100_000;

  private final Map<Coords, BitSet> times = new HashMap<>();
  private final Set<Coords> others = new HashSet<>();

  /** Takes a place; false if it was taken before. */
  boolean take(Coords place) {
    int time = place.getIndex(Coords.TIME_POINT);
    Coords rest = place.copyRemovingAxes(Coords.TIME_POINT);
    if (time > LATEST || times.size() >= MOST_OTHERS && !times.containsKey(rest)) {
      // Where even this is full, the data set has to look after itself.
      return others.size() >= MOST_OTHERS || others.add(place);
    }
    BitSet taken = times.computeIfAbsent(rest, none -> new BitSet());
    if (taken.get(time)) {
      return false;
    }
    taken.set(time);
    return true;
  }
}
