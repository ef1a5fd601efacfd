package io.drua.bridge.internal.service;

import io.drua.bridge.internal.NativeCalls;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;

/** The ids that the native library gives. */
final class HomeIds implements NativeIds {
  @Override
  public long method(Executable executable) {
    return NativeCalls.methodId(executable);
  }

  @Override
  public long field(Field field) {
    return NativeCalls.fieldId(field);
  }

  @Override
  public long reference(Object object) {
    return NativeCalls.newReference(object);
  }
}
