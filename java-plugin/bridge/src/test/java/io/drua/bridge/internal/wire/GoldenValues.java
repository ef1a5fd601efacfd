package io.drua.bridge.internal.wire;

import io.drua.bridge.Typed;
import io.drua.bridge.internal.Contract;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cases of {@code values.json} as Java values. */
final class GoldenValues {
  private GoldenValues() {}

  /** A Python object, as far as a block knows it. */
  static final class Handle {
    final long number;

    Handle(long number) {
      this.number = number;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Handle && ((Handle) other).number == number;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(number);
    }

    @Override
    public String toString() {
      return "handle " + number;
    }
  }

  static final ForeignWriter WRITER =
      (value, writer) -> {
        if (!(value instanceof Handle)) {
          return false;
        }
        writer.putByte(Tag.OBJECT);
        writer.putLong(((Handle) value).number);
        return true;
      };

  static final ForeignReader READER =
      new ForeignReader() {
        @Override
        public Object object(long handle) {
          return new Handle(handle);
        }

        @Override
        public Object array(ArrayDescription array) {
          return array;
        }

        @Override
        public Object typed(String name, Object value) {
          return new Typed(name, value);
        }

        @Override
        public Object hostObject(long reference, long handle) {
          throw new AssertionError("golden blocks have no Java objects");
        }

        @Override
        public Object function(long id, String name) {
          return name + "#" + id;
        }
      };

  static List<Map<?, ?>> cases(String section) {
    List<Map<?, ?>> cases = new ArrayList<Map<?, ?>>();
    for (Object entry : (List<?>) Contract.read("values.json").get(section)) {
      cases.add((Map<?, ?>) entry);
    }
    return cases;
  }

  static byte[] block(Map<?, ?> entry) {
    return bytes((String) entry.get("block"));
  }

  static byte[] bytes(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }

  /** The Java value of a description. */
  static Object value(Object description) {
    Map.Entry<?, ?> entry = ((Map<?, ?>) description).entrySet().iterator().next();
    Object content = entry.getValue();
    switch ((String) entry.getKey()) {
      case "null":
        return null;
      case "bool":
      case "text":
        return content;
      case "int":
        return Long.valueOf((String) content);
      case "float":
        return floating((String) content);
      case "bytes":
        return bytes((String) content);
      case "bigint":
        return new BigInteger((String) content);
      case "object":
        return new Handle(Long.parseLong((String) content));
      case "typed":
        return new Typed((String) ((List<?>) content).get(0), value(((List<?>) content).get(1)));
      case "list":
        List<Object> list = new ArrayList<Object>();
        for (Object item : (List<?>) content) {
          list.add(value(item));
        }
        return list;
      case "map":
        Map<Object, Object> map = new LinkedHashMap<Object, Object>();
        for (Object pair : (List<?>) content) {
          map.put(value(((List<?>) pair).get(0)), value(((List<?>) pair).get(1)));
        }
        return map;
      default:
        throw new IllegalStateException("Unknown kind of value: " + entry.getKey());
    }
  }

  private static Double floating(String text) {
    switch (text) {
      case "inf":
        return Double.POSITIVE_INFINITY;
      case "-inf":
        return Double.NEGATIVE_INFINITY;
      case "nan":
        return Double.NaN;
      default:
        return Double.valueOf(text);
    }
  }
}
