package io.drua.mmhost;

import java.awt.Rectangle;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.micromanager.PropertyMap;

/** The getters of property maps, immutable or not: scalars are held boxed, lists as arrays (of primitives, if there are such). */
abstract class ValueGetters {
  /** Where the values are. */
  abstract Map<String, Object> values();

  public Set<String> keySet() {
    return Collections.unmodifiableSet(values().keySet());
  }

  public boolean containsKey(String key) {
    return values().containsKey(key);
  }

  public boolean isEmpty() {
    return values().isEmpty();
  }

  public int size() {
    return values().size();
  }

  public Class<?> getValueTypeForKey(String key) {
    return ValueTypes.unboxed(values().get(key).getClass());
  }

  public String getValueAsString(String key, String aDefault) {
    Object value = values().get(key);
    if (value == null) {
      return aDefault;
    }
    if (value instanceof double[] || value instanceof String[]) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        parts.add(Array.get(value, i).toString());
      }
      return String.join(", ", parts);
    }
    // Other lists come out as the program shows them, which is of no use to anybody.
    return value.toString();
  }

  public boolean containsBoolean(String key) {
    return values().get(key) instanceof Boolean;
  }

  public boolean getBoolean(String key, boolean aDefault) {
    return get(key, Boolean.class, aDefault);
  }

  public boolean containsBooleanList(String key) {
    return values().get(key) instanceof boolean[];
  }

  public boolean[] getBooleanList(String key, boolean... defaults) {
    return get(key, boolean[].class, defaults).clone();
  }

  public List<Boolean> getBooleanList(String key, Iterable<Boolean> defaults) {
    return list(key, boolean[].class, Boolean.class, defaults);
  }

  public boolean containsByte(String key) {
    return values().get(key) instanceof Byte;
  }

  public byte getByte(String key, byte aDefault) {
    return get(key, Byte.class, aDefault);
  }

  public boolean containsByteList(String key) {
    return values().get(key) instanceof byte[];
  }

  public byte[] getByteList(String key, byte... defaults) {
    return get(key, byte[].class, defaults).clone();
  }

  public List<Byte> getByteList(String key, Iterable<Byte> defaults) {
    return list(key, byte[].class, Byte.class, defaults);
  }

  public boolean containsShort(String key) {
    return values().get(key) instanceof Short;
  }

  public short getShort(String key, short aDefault) {
    return get(key, Short.class, aDefault);
  }

  public boolean containsShortList(String key) {
    return values().get(key) instanceof short[];
  }

  public short[] getShortList(String key, short... defaults) {
    return get(key, short[].class, defaults).clone();
  }

  public List<Short> getShortList(String key, Iterable<Short> defaults) {
    return list(key, short[].class, Short.class, defaults);
  }

  public boolean containsInteger(String key) {
    return values().get(key) instanceof Integer;
  }

  public int getInteger(String key, int aDefault) {
    return get(key, Integer.class, aDefault);
  }

  public boolean containsIntegerList(String key) {
    return values().get(key) instanceof int[];
  }

  public int[] getIntegerList(String key, int... defaults) {
    return get(key, int[].class, defaults).clone();
  }

  public List<Integer> getIntegerList(String key, Iterable<Integer> defaults) {
    return list(key, int[].class, Integer.class, defaults);
  }

  public boolean containsLong(String key) {
    return values().get(key) instanceof Long;
  }

  public long getLong(String key, long aDefault) {
    return get(key, Long.class, aDefault);
  }

  public boolean containsLongList(String key) {
    return values().get(key) instanceof long[];
  }

  public long[] getLongList(String key, long... defaults) {
    return get(key, long[].class, defaults).clone();
  }

  public List<Long> getLongList(String key, Iterable<Long> defaults) {
    return list(key, long[].class, Long.class, defaults);
  }

  public boolean containsFloat(String key) {
    return values().get(key) instanceof Float;
  }

  public float getFloat(String key, float aDefault) {
    return get(key, Float.class, aDefault);
  }

  public boolean containsFloatList(String key) {
    return values().get(key) instanceof float[];
  }

  public float[] getFloatList(String key, float... defaults) {
    return get(key, float[].class, defaults).clone();
  }

  public List<Float> getFloatList(String key, Iterable<Float> defaults) {
    return list(key, float[].class, Float.class, defaults);
  }

  public boolean containsDouble(String key) {
    return values().get(key) instanceof Double;
  }

  public double getDouble(String key, double aDefault) {
    return get(key, Double.class, aDefault);
  }

  public boolean containsDoubleList(String key) {
    return values().get(key) instanceof double[];
  }

  public double[] getDoubleList(String key, double... defaults) {
    return get(key, double[].class, defaults).clone();
  }

  public List<Double> getDoubleList(String key, Iterable<Double> defaults) {
    return list(key, double[].class, Double.class, defaults);
  }

  public boolean containsString(String key) {
    return values().get(key) instanceof String;
  }

  public String getString(String key, String aDefault) {
    return get(key, String.class, aDefault);
  }

  public boolean containsStringList(String key) {
    return values().get(key) instanceof String[];
  }

  public List<String> getStringList(String key, String... defaults) {
    return list(key, String[].class, String.class, defaults == null ? null : Arrays.asList(defaults));
  }

  public List<String> getStringList(String key, Iterable<String> defaults) {
    return list(key, String[].class, String.class, defaults);
  }

  public boolean containsUUID(String key) {
    return values().get(key) instanceof UUID;
  }

  public UUID getUUID(String key, UUID aDefault) {
    return get(key, UUID.class, aDefault);
  }

  public boolean containsUUIDList(String key) {
    return values().get(key) instanceof UUID[];
  }

  public List<UUID> getUUIDList(String key, UUID... defaults) {
    return list(key, UUID[].class, UUID.class, defaults == null ? null : Arrays.asList(defaults));
  }

  public List<UUID> getUUIDList(String key, Iterable<UUID> defaults) {
    return list(key, UUID[].class, UUID.class, defaults);
  }

  public boolean containsRectangle(String key) {
    return values().get(key) instanceof Rectangle;
  }

  public Rectangle getRectangle(String key, Rectangle aDefault) {
    Rectangle value = get(key, Rectangle.class, aDefault);
    return value == null ? null : new Rectangle(value);
  }

  public boolean containsRectangleList(String key) {
    return values().get(key) instanceof Rectangle[];
  }

  public List<Rectangle> getRectangleList(String key, Rectangle... defaults) {
    return list(key, Rectangle[].class, Rectangle.class, defaults == null ? null : Arrays.asList(defaults));
  }

  public List<Rectangle> getRectangleList(String key, Iterable<Rectangle> defaults) {
    return list(key, Rectangle[].class, Rectangle.class, defaults);
  }

  public boolean containsPropertyMap(String key) {
    return values().get(key) instanceof PropertyMap;
  }

  public PropertyMap getPropertyMap(String key, PropertyMap aDefault) {
    return get(key, PropertyMap.class, aDefault);
  }

  public boolean containsPropertyMapList(String key) {
    return values().get(key) instanceof PropertyMap[];
  }

  public List<PropertyMap> getPropertyMapList(String key, PropertyMap... defaults) {
    return list(key, PropertyMap[].class, PropertyMap.class, defaults == null ? null : Arrays.asList(defaults));
  }

  public List<PropertyMap> getPropertyMapList(String key, Iterable<PropertyMap> defaults) {
    return list(key, PropertyMap[].class, PropertyMap.class, defaults);
  }

  private <T> T get(String key, Class<T> type, T missing) {
    Object value = values().get(Objects.requireNonNull(key, "key"));
    if (value != null && !type.isInstance(value)) {
      throw new ClassCastException(
          "The value of \"" + key + "\" is a " + value.getClass().getSimpleName() + ", not a " + type.getSimpleName() + ".");
    }
    return value == null ? missing : type.cast(value);
  }

  private <T> List<T> list(String key, Class<?> type, Class<T> element, Iterable<T> missing) {
    Object array = get(key, type, null);
    List<T> list = new ArrayList<>();
    if (array != null) {
      for (int i = 0; i < Array.getLength(array); i++) {
        list.add(element.cast(ValueTypes.copyOf(Array.get(array, i))));
      }
      return list;
    }
    if (missing == null) {
      return null;
    }
    missing.forEach(list::add);
    return list;
  }
}
