package io.drua.bridge.internal.wire;

import java.util.ArrayList;

/** A list that a block reader made, and that is a copy of Python's: not a Java list that came back. */
public final class WireList extends ArrayList<Object> {
  private static final long serialVersionUID = 1L;

  WireList(int capacity) {
    super(capacity);
  }
}
