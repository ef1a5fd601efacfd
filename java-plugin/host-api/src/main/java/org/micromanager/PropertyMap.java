package org.micromanager;

import java.awt.Rectangle;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An immutable map from texts to values of a few types. A value keeps the type that it was put with: a getter of another type
 * throws {@link ClassCastException}; one for a key that isn't there returns the given default. To put null is to remove the key.
 *
 * <p>The getters of numbers of any type are left out: in the program they find no single number.
 */
public interface PropertyMap {
  /** Makes a map. A later value replaces an earlier one of the same key, whatever its type. */
  interface Builder extends PropertyMapBuilder {
    @Override
    PropertyMap build();

    Builder putBoolean(String key, Boolean value);

    Builder putBooleanList(String key, boolean... values);

    Builder putBooleanList(String key, Iterable<Boolean> values);

    Builder putByte(String key, Byte value);

    Builder putByteList(String key, byte... values);

    Builder putByteList(String key, Iterable<Byte> values);

    Builder putShort(String key, Short value);

    Builder putShortList(String key, short... values);

    Builder putShortList(String key, Iterable<Short> values);

    Builder putInteger(String key, Integer value);

    Builder putIntegerList(String key, int... values);

    Builder putIntegerList(String key, Iterable<Integer> values);

    Builder putLong(String key, Long value);

    Builder putLongList(String key, long... values);

    Builder putLongList(String key, Iterable<Long> values);

    Builder putFloat(String key, Float value);

    Builder putFloatList(String key, float... values);

    Builder putFloatList(String key, Iterable<Float> values);

    Builder putDouble(String key, Double value);

    Builder putDoubleList(String key, double... values);

    Builder putDoubleList(String key, Iterable<Double> values);

    Builder putString(String key, String value);

    Builder putStringList(String key, String... values);

    Builder putStringList(String key, Iterable<String> values);

    Builder putUUID(String key, UUID value);

    Builder putUUIDList(String key, UUID... values);

    Builder putUUIDList(String key, Iterable<UUID> values);

    Builder putRectangle(String key, Rectangle value);

    Builder putRectangleList(String key, Rectangle... values);

    Builder putRectangleList(String key, Iterable<Rectangle> values);

    Builder putPropertyMap(String key, PropertyMap value);

    Builder putPropertyMapList(String key, PropertyMap... values);

    Builder putPropertyMapList(String key, Iterable<PropertyMap> values);

    Builder putAll(PropertyMap map);

    Builder clear();

    Builder remove(String key);

    Builder removeAll(Collection<?> keys);

    Builder retainAll(Collection<?> keys);
  }

  /** What {@link Builder} comes from; of no other use. */
  interface PropertyMapBuilder {
    PropertyMap build();
  }

  /** A builder that starts with the values of this map. */
  Builder copyBuilder();

  /** The keys, in no particular order. */
  Set<String> keySet();

  boolean containsKey(String key);

  boolean isEmpty();

  int size();

  /**
   * The type of a value: the primitive class of numbers and booleans, the class of others (of a map, some class that
   * implements this interface), an array class (of primitives, if there is one) for lists.
   *
   * @throws NullPointerException if there is no such key
   */
  Class<?> getValueTypeForKey(String key);

  /** A value of any type as a text for people, or the default. */
  String getValueAsString(String key, String aDefault);

  boolean containsBoolean(String key);

  boolean getBoolean(String key, boolean aDefault);

  boolean containsBooleanList(String key);

  boolean[] getBooleanList(String key, boolean... defaults);

  List<Boolean> getBooleanList(String key, Iterable<Boolean> defaults);

  boolean containsByte(String key);

  byte getByte(String key, byte aDefault);

  boolean containsByteList(String key);

  byte[] getByteList(String key, byte... defaults);

  List<Byte> getByteList(String key, Iterable<Byte> defaults);

  boolean containsShort(String key);

  short getShort(String key, short aDefault);

  boolean containsShortList(String key);

  short[] getShortList(String key, short... defaults);

  List<Short> getShortList(String key, Iterable<Short> defaults);

  boolean containsInteger(String key);

  int getInteger(String key, int aDefault);

  boolean containsIntegerList(String key);

  int[] getIntegerList(String key, int... defaults);

  List<Integer> getIntegerList(String key, Iterable<Integer> defaults);

  boolean containsLong(String key);

  long getLong(String key, long aDefault);

  boolean containsLongList(String key);

  long[] getLongList(String key, long... defaults);

  List<Long> getLongList(String key, Iterable<Long> defaults);

  boolean containsFloat(String key);

  float getFloat(String key, float aDefault);

  boolean containsFloatList(String key);

  float[] getFloatList(String key, float... defaults);

  List<Float> getFloatList(String key, Iterable<Float> defaults);

  boolean containsDouble(String key);

  double getDouble(String key, double aDefault);

  boolean containsDoubleList(String key);

  double[] getDoubleList(String key, double... defaults);

  List<Double> getDoubleList(String key, Iterable<Double> defaults);

  boolean containsString(String key);

  String getString(String key, String aDefault);

  boolean containsStringList(String key);

  List<String> getStringList(String key, String... defaults);

  List<String> getStringList(String key, Iterable<String> defaults);

  boolean containsUUID(String key);

  UUID getUUID(String key, UUID aDefault);

  boolean containsUUIDList(String key);

  List<UUID> getUUIDList(String key, UUID... defaults);

  List<UUID> getUUIDList(String key, Iterable<UUID> defaults);

  boolean containsRectangle(String key);

  Rectangle getRectangle(String key, Rectangle aDefault);

  boolean containsRectangleList(String key);

  List<Rectangle> getRectangleList(String key, Rectangle... defaults);

  List<Rectangle> getRectangleList(String key, Iterable<Rectangle> defaults);

  boolean containsPropertyMap(String key);

  PropertyMap getPropertyMap(String key, PropertyMap aDefault);

  boolean containsPropertyMapList(String key);

  List<PropertyMap> getPropertyMapList(String key, PropertyMap... defaults);

  List<PropertyMap> getPropertyMapList(String key, Iterable<PropertyMap> defaults);

  /** All keys, types and values, as a text that {@link PropertyMaps#fromJSON} reads. */
  String toJSON();

  /**
   * Writes {@link #toJSON} to a file.
   *
   * @return false if the file exists and may not be overwritten
   * @throws IOException if it can't be written
   */
  boolean saveJSON(File file, boolean overwrite, boolean createBackup) throws IOException;
}
