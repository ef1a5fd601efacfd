package io.drua.bridge.internal.service;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/** Numbers for members, without the native library. */
final class FakeIds implements NativeIds {
  private final List<Object> given = new ArrayList<>();

  private long give(Object object) {
    given.add(object);
    return given.size();
  }

  /** What has a number. */
  Object of(long id) {
    return given.get((int) id - 1);
  }

  @Override
  public long method(Executable executable) {
    return give(executable);
  }

  @Override
  public long field(Field field) {
    return give(field);
  }

  @Override
  public long reference(Object object) {
    return give(object);
  }
}
