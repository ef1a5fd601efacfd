package io.drua.bridge.internal.wire;

import java.util.LinkedHashMap;

/** A map that a block reader made, and that is a copy of Python's: not a Java map that came back. */
public final class WireMap extends LinkedHashMap<Object, Object> {
  private static final long serialVersionUID = 1L;

  WireMap(int capacity) {
    super(capacity);
  }
}
