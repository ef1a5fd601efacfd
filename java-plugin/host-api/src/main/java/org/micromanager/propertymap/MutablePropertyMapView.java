package org.micromanager.propertymap;

import java.awt.Rectangle;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.micromanager.PropertyMap;

/** A property map that can be changed: a view of something, to which the changes go at once. Types are as in {@link PropertyMap}. */
public interface MutablePropertyMapView {
  Set<String> keySet();

  boolean containsKey(String key);

  boolean isEmpty();

  int size();

  Class<?> getValueTypeForKey(String key);

  /** The present values, as a map that no longer changes. */
  PropertyMap toPropertyMap();

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

  MutablePropertyMapView putAll(PropertyMap map);

  MutablePropertyMapView clear();

  MutablePropertyMapView remove(String key);

  MutablePropertyMapView removeAll(Collection<?> keys);

  MutablePropertyMapView retainAll(Collection<?> keys);

  MutablePropertyMapView putBoolean(String key, Boolean value);

  MutablePropertyMapView putBooleanList(String key, boolean... values);

  MutablePropertyMapView putBooleanList(String key, Iterable<Boolean> values);

  MutablePropertyMapView putByte(String key, Byte value);

  MutablePropertyMapView putByteList(String key, byte... values);

  MutablePropertyMapView putByteList(String key, Iterable<Byte> values);

  MutablePropertyMapView putShort(String key, Short value);

  MutablePropertyMapView putShortList(String key, short... values);

  MutablePropertyMapView putShortList(String key, Iterable<Short> values);

  MutablePropertyMapView putInteger(String key, Integer value);

  MutablePropertyMapView putIntegerList(String key, int... values);

  MutablePropertyMapView putIntegerList(String key, Iterable<Integer> values);

  MutablePropertyMapView putLong(String key, Long value);

  MutablePropertyMapView putLongList(String key, long... values);

  MutablePropertyMapView putLongList(String key, Iterable<Long> values);

  MutablePropertyMapView putFloat(String key, Float value);

  MutablePropertyMapView putFloatList(String key, float... values);

  MutablePropertyMapView putFloatList(String key, Iterable<Float> values);

  MutablePropertyMapView putDouble(String key, Double value);

  MutablePropertyMapView putDoubleList(String key, double... values);

  MutablePropertyMapView putDoubleList(String key, Iterable<Double> values);

  MutablePropertyMapView putString(String key, String value);

  MutablePropertyMapView putStringList(String key, String... values);

  MutablePropertyMapView putStringList(String key, Iterable<String> values);

  MutablePropertyMapView putRectangle(String key, Rectangle value);

  MutablePropertyMapView putRectangleList(String key, Rectangle... values);

  MutablePropertyMapView putRectangleList(String key, Iterable<Rectangle> values);

  MutablePropertyMapView putPropertyMap(String key, PropertyMap value);

  MutablePropertyMapView putPropertyMapList(String key, PropertyMap... values);

  MutablePropertyMapView putPropertyMapList(String key, Iterable<PropertyMap> values);
}
