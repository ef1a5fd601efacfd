package io.drua.bridge.internal.service;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;

/** What JNI calls members and objects by. An interface, so that all else here works without the native library. */
interface NativeIds {
  /** Id of a method or constructor, whose class is initialised. */
  long method(Executable executable);

  /** Id of a field, whose class is initialised. */
  long field(Field field);

  /** A global reference, which belongs to whoever it is given to. */
  long reference(Object object);
}
