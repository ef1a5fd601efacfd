package io.drua.bridge.internal.convert;

import io.drua.bridge.ImageBuffer;
import io.drua.bridge.JavaReference;
import io.drua.bridge.Nullable;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonValues;
import io.drua.bridge.Typed;
import io.drua.bridge.internal.wire.WireList;
import io.drua.bridge.internal.wire.WireMap;
import java.io.File;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** What {@link PythonValues#convert} does, kind by kind. */
public final class Converter {
  private static final String SUPPORTED =
      "Convert it in Python first, or ask for another class, for instance Object or PyObject.";

  private Converter() {}

  /**
   * Converts; see {@link PythonValues#convert}.
   *
   * @param value no Python object
   */
  @Nullable
  public static Object convert(@Nullable Object value, Class<?> target) {
    Class<?> type = Numbers.boxed(target);
    if (value == null) {
      return none(target);
    } else if (value instanceof JavaReference) {
      return ofJava(((JavaReference) value).value(), type, target);
    }
    Object made;
    if (value instanceof Long) {
      made = Numbers.whole((Long) value, type, target);
    } else if (value instanceof String) {
      made = text((String) value, type, target);
    } else if (value instanceof Double) {
      made = Numbers.real((Double) value, type, target);
    } else if (value instanceof Boolean) {
      made = truth((Boolean) value, type, target);
    } else if (value instanceof WireList) {
      made = Containers.ofSeveral((WireList) value, type, false);
    } else if (value instanceof WireMap) {
      made = Containers.ofMap((WireMap) value, type);
    } else if (value instanceof BigInteger) {
      made = Numbers.whole((BigInteger) value, type, target);
    } else if (value instanceof Typed) {
      made = typed((Typed) value, type, target);
    } else if (value instanceof ImageBuffer) {
      made = pixels((ImageBuffer) value, type);
    } else {
      return ofJava(value, type, target);
    }
    return made != null ? made : rare(value, type, target);
  }

  @Nullable
  private static Object none(Class<?> target) {
    if (target.isPrimitive() && target != void.class) {
      throw Misfit.of(null, target, "Return or pass a value; only classes have null.");
    } else if (target == Optional.class) {
      return Optional.empty();
    } else if (target == OptionalInt.class) {
      return OptionalInt.empty();
    } else if (target == OptionalLong.class) {
      return OptionalLong.empty();
    }
    return target == OptionalDouble.class ? OptionalDouble.empty() : null;
  }

  /** Optionals of what is there, and the end of the search. */
  private static Object rare(Object value, Class<?> type, Class<?> target) {
    if (type == Optional.class) {
      return Optional.ofNullable(PythonValues.convert(value, Object.class));
    } else if (type == OptionalInt.class) {
      return OptionalInt.of((Integer) convert(value, int.class));
    } else if (type == OptionalLong.class) {
      return OptionalLong.of((Long) convert(value, long.class));
    } else if (type == OptionalDouble.class) {
      return OptionalDouble.of((Double) convert(value, double.class));
    }
    throw Misfit.of(value, target, SUPPORTED);
  }

  /** An object that was Java's all the time. */
  private static Object ofJava(Object value, Class<?> type, Class<?> target) {
    if (type.isInstance(value)) {
      return value;
    }
    Object made = value instanceof Number ? Numbers.of((Number) value, type, target) : null;
    return made != null ? made : rare(value, type, target);
  }

  @Nullable
  private static Object truth(Boolean value, Class<?> type, Class<?> target) {
    if (type.isAssignableFrom(Boolean.class)) {
      return value;
    }
    // A bool is an int in Python; a number that asks for one gets it.
    return Number.class.isAssignableFrom(type) ? Numbers.whole(value ? 1 : 0, type, target) : null;
  }

  @Nullable
  private static Object text(String value, Class<?> type, Class<?> target) {
    if (type.isAssignableFrom(String.class)) {
      return value;
    } else if (type == Character.class) {
      if (value.length() != 1) {
        throw Misfit.of(value, target, "A char is one character of the basic plane, U+0000 to U+FFFF.");
      }
      return value.charAt(0);
    } else if (type == char[].class) {
      return value.toCharArray();
    } else if (type.isEnum()) {
      return constant(value, type, target);
    } else if (type == Path.class || type == File.class) {
      return path(value, type, target);
    }
    return null;
  }

  private static Object path(String value, Class<?> type, Class<?> target) {
    try {
      return type == File.class ? (Object) new File(value) : Paths.get(value);
    } catch (InvalidPathException bad) {
      throw Misfit.of(value, target, "It is no path on this system: " + bad.getReason() + ".", bad);
    }
  }

  private static Object constant(String name, Class<?> type, Class<?> target) {
    StringBuilder known = new StringBuilder();
    for (Object constant : type.getEnumConstants()) {
      String own = ((Enum<?>) constant).name();
      if (own.equals(name)) {
        return constant;
      }
      known.append(known.length() == 0 ? "" : ", ").append(own);
    }
    throw Misfit.of(name, target, "Its constants are " + known + ".");
  }

  @Nullable
  private static Object pixels(ImageBuffer image, Class<?> type) {
    if (type == ImageBuffer.class) {
      return image;
    }
    boolean array = type.isArray();
    if (!array && type != Object.class) {
      return null;
    }
    // The copy is all that anybody gets: nobody else could close the image.
    try {
      return array ? PixelValues.array(image, type) : PixelValues.natural(image);
    } finally {
      image.close();
    }
  }

  @Nullable
  private static Object typed(Typed value, Class<?> type, Class<?> target) {
    if (type == Typed.class) {
      return value;
    }
    Object payload = value.value();
    switch (value.name()) {
      case "set":
        return payload instanceof WireList ? Containers.ofSeveral((WireList) payload, type, true) : null;
      case "list":
        return payload instanceof WireList ? Containers.ofSeveral((WireList) payload, type, false) : null;
      case "dict":
        return payload instanceof WireMap ? Containers.ofMap((WireMap) payload, type) : null;
      case "decimal.Decimal":
        return Times.decimal(value, type, target);
      case "uuid.UUID":
        return type.isAssignableFrom(UUID.class) ? UUID.fromString(String.valueOf(payload)) : null;
      case "pathlib.Path":
        Class<?> kind = type.isAssignableFrom(Path.class) ? Path.class : type;
        return text(String.valueOf(payload), kind, target);
      case "enum.Enum":
        return enumeration((List<?>) payload, type, target);
      case "complex":
        return complex(value, type);
      default:
        if (value.name().startsWith("java.lang.")) {
          return ofJava(convert(payload, Numbers.box(value.name())), type, target);
        }
        Object time = Times.of(value, type);
        return time == null && type == Object.class ? value : time;
    }
  }

  /** By its name where a Java enum is asked for, else its value. */
  @Nullable
  private static Object enumeration(List<?> nameAndValue, Class<?> type, Class<?> target) {
    if (type.isEnum()) {
      return constant(String.valueOf(nameAndValue.get(0)), type, target);
    }
    Object value = nameAndValue.get(1);
    return value instanceof PyObject ? PythonValues.convert(value, target) : convert(value, target);
  }

  @Nullable
  private static Object complex(Typed value, Class<?> type) {
    if (type == double[].class) {
      return Containers.ofSeveral((WireList) value.value(), type, false);
    }
    return type == Object.class ? value : null;
  }
}
