package io.drua.micromanager.metadata;

import io.drua.bridge.MapBlock;
import io.drua.bridge.Nullable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.micromanager.PropertyMap;
import org.micromanager.PropertyMaps;

/** Property maps on their way to Python, and what Python writes on its way back into one. */
final class TagMaps {
  private TagMaps() {}

  // -- To Python --

  /** Writes all entries of a map that have a counterpart in Python. */
  static void write(PropertyMap map, MapBlock block) {
    for (String key : map.keySet()) {
      // Nearly all there is are texts: they don't pay for the question what they are.
      if (map.containsString(key)) {
        block.put(key, map.getString(key, ""));
      } else {
        writeOther(map, key, block);
      }
    }
  }

  private static void writeOther(PropertyMap map, String key, MapBlock block) {
    if (map.containsPropertyMap(key)) {
      block.putValue(key, plain(map.getPropertyMap(key, PropertyMaps.emptyPropertyMap())));
      return;
    }
    Object value = value(map, key);
    if (value != null) {
      block.putValue(key, value);
    }
  }

  /** The entries as plain values, nested maps included. */
  private static Map<String, Object> plain(PropertyMap map) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String key : map.keySet()) {
      if (map.containsPropertyMap(key)) {
        values.put(key, plain(map.getPropertyMap(key, PropertyMaps.emptyPropertyMap())));
      } else {
        values.put(key, value(map, key));
      }
    }
    return values;
  }

  /** One entry as a plain value; as Micro-Manager writes it where it has no counterpart; null for what it can't even write. */
  @Nullable
  private static Object value(PropertyMap map, String key) {
    if (map.containsPropertyMapList(key)) {
      List<Object> maps = new ArrayList<>();
      for (PropertyMap one : map.getPropertyMapList(key)) {
        maps.add(plain(one));
      }
      return maps;
    }
    Class<?> type = map.getValueTypeForKey(key);
    if (type == String.class) {
      return map.getString(key, "");
    } else if (type == boolean.class) {
      return map.getBoolean(key, false);
    } else if (type == int.class) {
      return map.getInteger(key, 0);
    } else if (type == long.class) {
      return map.getLong(key, 0);
    } else if (type == double.class) {
      return map.getDouble(key, 0);
    } else if (type == float.class) {
      return map.getFloat(key, 0);
    } else if (type == short.class) {
      return map.getShort(key, (short) 0);
    } else if (type == byte.class) {
      return map.getByte(key, (byte) 0);
    } else if (type == String[].class) {
      return map.getStringList(key);
    } else if (type == double[].class) {
      return map.getDoubleList(key);
    } else if (type == long[].class) {
      return map.getLongList(key);
    } else if (type == int[].class) {
      return map.getIntegerList(key);
    } else if (type == boolean[].class) {
      return map.getBooleanList(key);
    }
    return map.getValueAsString(key, null);
  }

  // -- From Python --

  /** Puts what Python wrote over a map: {@code null} takes an entry away. */
  static PropertyMap with(@Nullable PropertyMap map, Map<?, ?> written) {
    PropertyMap.Builder builder = map == null ? PropertyMaps.builder() : map.copyBuilder();
    for (Map.Entry<?, ?> entry : written.entrySet()) {
      put(builder, String.valueOf(entry.getKey()), entry.getValue());
    }
    return builder.build();
  }

  private static void put(PropertyMap.Builder builder, String key, @Nullable Object value) {
    if (value == null) {
      builder.remove(key);
    } else if (value instanceof Long) {
      builder.putLong(key, (Long) value);
    } else if (value instanceof Double) {
      builder.putDouble(key, (Double) value);
    } else if (value instanceof Boolean) {
      builder.putBoolean(key, (Boolean) value);
    } else if (value instanceof Map) {
      builder.putPropertyMap(key, with(null, (Map<?, ?>) value));
    } else if (value instanceof List) {
      putList(builder, key, (List<?>) value);
    } else {
      // Texts, and whole numbers that fit no type of Micro-Manager's.
      builder.putString(key, value.toString());
    }
  }

  /** A list of one kind as that kind; whole numbers among others as numbers; a mixed one as texts. */
  private static void putList(PropertyMap.Builder builder, String key, List<?> values) {
    if (all(values, Long.class)) {
      builder.putLongList(key, ofType(values, Long.class));
    } else if (all(values, Number.class)) {
      List<Double> numbers = new ArrayList<>();
      for (Object value : values) {
        numbers.add(((Number) value).doubleValue());
      }
      builder.putDoubleList(key, numbers);
    } else if (all(values, Boolean.class)) {
      builder.putBooleanList(key, ofType(values, Boolean.class));
    } else if (all(values, Map.class)) {
      List<PropertyMap> maps = new ArrayList<>();
      for (Object value : values) {
        maps.add(with(null, (Map<?, ?>) value));
      }
      builder.putPropertyMapList(key, maps);
    } else {
      List<String> texts = new ArrayList<>();
      for (Object value : values) {
        texts.add(String.valueOf(value));
      }
      builder.putStringList(key, texts);
    }
  }

  private static boolean all(List<?> values, Class<?> type) {
    for (Object value : values) {
      if (!type.isInstance(value)) {
        return false;
      }
    }
    return !values.isEmpty();
  }

  private static <T> List<T> ofType(List<?> values, Class<T> type) {
    List<T> typed = new ArrayList<>();
    for (Object value : values) {
      typed.add(type.cast(value));
    }
    return typed;
  }
}
