package io.drua.mmhost;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import org.micromanager.PropertyMap;

/**
 * The setters of what is being built or changed.
 *
 * @param <B> what they return: the object itself
 */
abstract class ValueSetters<B> extends ValueGetters {
  abstract B self();

  /** Sets a value that nobody else holds; null removes. */
  abstract void set(String key, Object value);

  public B putBoolean(String key, Boolean value) {
    return put(key, value);
  }

  public B putBooleanList(String key, boolean... values) {
    return put(key, values == null ? null : values.clone());
  }

  public B putBooleanList(String key, Iterable<Boolean> values) {
    return put(key, ValueTypes.array(boolean.class, values));
  }

  public B putByte(String key, Byte value) {
    return put(key, value);
  }

  public B putByteList(String key, byte... values) {
    return put(key, values == null ? null : values.clone());
  }

  public B putByteList(String key, Iterable<Byte> values) {
    return put(key, ValueTypes.array(byte.class, values));
  }

  public B putShort(String key, Short value) {
    return put(key, value);
  }

  public B putShortList(String key, short... values) {
    return put(key, values == null ? null : values.clone());
  }

  public B putShortList(String key, Iterable<Short> values) {
    return put(key, ValueTypes.array(short.class, values));
  }

  public B putInteger(String key, Integer value) {
    return put(key, value);
  }

  public B putIntegerList(String key, int... values) {
    return put(key, values == null ? null : values.clone());
  }

  public B putIntegerList(String key, Iterable<Integer> values) {
    return put(key, ValueTypes.array(int.class, values));
  }

  public B putLong(String key, Long value) {
    return put(key, value);
  }

  public B putLongList(String key, long... values) {
    return put(key, values == null ? null : values.clone());
  }

  public B putLongList(String key, Iterable<Long> values) {
    return put(key, ValueTypes.array(long.class, values));
  }

  public B putFloat(String key, Float value) {
    return put(key, value);
  }

  public B putFloatList(String key, float... values) {
    return put(key, values == null ? null : values.clone());
  }

  public B putFloatList(String key, Iterable<Float> values) {
    return put(key, ValueTypes.array(float.class, values));
  }

  public B putDouble(String key, Double value) {
    return put(key, value);
  }

  public B putDoubleList(String key, double... values) {
    return put(key, values == null ? null : values.clone());
  }

  public B putDoubleList(String key, Iterable<Double> values) {
    return put(key, ValueTypes.array(double.class, values));
  }

  public B putString(String key, String value) {
    return put(key, ValueTypes.copyOf(value));
  }

  public B putStringList(String key, String... values) {
    return putStringList(key, values == null ? null : Arrays.asList(values));
  }

  public B putStringList(String key, Iterable<String> values) {
    return put(key, ValueTypes.array(String.class, values));
  }

  public B putUUID(String key, UUID value) {
    return put(key, ValueTypes.copyOf(value));
  }

  public B putUUIDList(String key, UUID... values) {
    return putUUIDList(key, values == null ? null : Arrays.asList(values));
  }

  public B putUUIDList(String key, Iterable<UUID> values) {
    return put(key, ValueTypes.array(UUID.class, values));
  }

  public B putRectangle(String key, Rectangle value) {
    return put(key, ValueTypes.copyOf(value));
  }

  public B putRectangleList(String key, Rectangle... values) {
    return putRectangleList(key, values == null ? null : Arrays.asList(values));
  }

  public B putRectangleList(String key, Iterable<Rectangle> values) {
    return put(key, ValueTypes.array(Rectangle.class, values));
  }

  public B putPropertyMap(String key, PropertyMap value) {
    return put(key, ValueTypes.copyOf(value));
  }

  public B putPropertyMapList(String key, PropertyMap... values) {
    return putPropertyMapList(key, values == null ? null : Arrays.asList(values));
  }

  public B putPropertyMapList(String key, Iterable<PropertyMap> values) {
    return put(key, ValueTypes.array(PropertyMap.class, values));
  }

  public B putAll(PropertyMap map) {
    ((HostPropertyMap) map).values().forEach(this::set);
    return self();
  }

  public B clear() {
    return removeAll(new ArrayList<>(keySet()));
  }

  public B remove(String key) {
    return put(key, null);
  }

  public B removeAll(Collection<?> keys) {
    for (Object key : keys) {
      set((String) key, null);
    }
    return self();
  }

  public B retainAll(Collection<?> keys) {
    for (String key : new ArrayList<>(keySet())) {
      if (!keys.contains(key)) {
        set(key, null);
      }
    }
    return self();
  }

  private B put(String key, Object value) {
    set(Objects.requireNonNull(key, "key"), value);
    return self();
  }
}
