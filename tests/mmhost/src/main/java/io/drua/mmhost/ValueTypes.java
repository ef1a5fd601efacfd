package io.drua.mmhost;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.awt.Rectangle;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.micromanager.PropertyMap;

/** The types of values that the test host's property maps hold, and how each is written as JSON. */
enum ValueTypes {
  BOOLEAN(boolean.class, Boolean.class, JsonElement::getAsBoolean),
  BYTE(byte.class, Byte.class, JsonElement::getAsByte),
  SHORT(short.class, Short.class, JsonElement::getAsShort),
  INTEGER(int.class, Integer.class, JsonElement::getAsInt),
  LONG(long.class, Long.class, JsonElement::getAsLong),
  FLOAT(float.class, Float.class, JsonElement::getAsFloat),
  DOUBLE(double.class, Double.class, JsonElement::getAsDouble),
  STRING(String.class, String.class, JsonElement::getAsString),
  UUID(UUID.class, UUID.class, json -> java.util.UUID.fromString(json.getAsString())),
  PROPERTY_MAP(PropertyMap.class, PropertyMap.class, json -> PropertyMapJson.values(json.getAsJsonObject())),
  RECTANGLE(Rectangle.class, Rectangle.class, ValueTypes::rectangle);

  private final Class<?> scalar;
  private final Class<?> boxed;
  private final Function<JsonElement, Object> reader;

  ValueTypes(Class<?> scalar, Class<?> boxed, Function<JsonElement, Object> reader) {
    this.scalar = scalar;
    this.boxed = boxed;
    this.reader = reader;
  }

  /** The type of a scalar or of a list's elements. */
  static ValueTypes of(Object value) {
    Class<?> type = value.getClass().isArray() ? value.getClass().getComponentType() : value.getClass();
    for (ValueTypes each : values()) {
      if (each.scalar == type || each.boxed.isAssignableFrom(type)) {
        return each;
      }
    }
    throw new IllegalArgumentException(type + " is no type of a property map");
  }

  Class<?> scalar() {
    return scalar;
  }

  Object read(JsonElement json) {
    return reader.apply(json);
  }

  /** A scalar or an element. */
  JsonElement write(Object value) {
    switch (this) {
      case BOOLEAN:
        return new JsonPrimitive((Boolean) value);
      case STRING:
      case UUID:
        return new JsonPrimitive(value.toString());
      case PROPERTY_MAP:
        return PropertyMapJson.values((HostPropertyMap) value);
      case RECTANGLE:
        return json((Rectangle) value);
      default:
        return new JsonPrimitive((Number) value);
    }
  }

  private static JsonObject json(Rectangle value) {
    JsonObject object = new JsonObject();
    object.addProperty("x", value.x);
    object.addProperty("y", value.y);
    object.addProperty("width", value.width);
    object.addProperty("height", value.height);
    return object;
  }

  private static Rectangle rectangle(JsonElement json) {
    JsonObject object = json.getAsJsonObject();
    return new Rectangle(
        object.get("x").getAsInt(), object.get("y").getAsInt(), object.get("width").getAsInt(), object.get("height").getAsInt());
  }

  /** The primitive class of a boxed one, other classes as they are. */
  static Class<?> unboxed(Class<?> type) {
    for (ValueTypes each : values()) {
      if (each.boxed == type) {
        return each.scalar;
      }
    }
    return type;
  }

  /** The value itself, or a copy where it could be changed. */
  static Object copyOf(Object value) {
    return value instanceof Rectangle ? new Rectangle((Rectangle) value) : value;
  }

  /** An array of copies; null for null. */
  static Object array(Class<?> element, Iterable<?> values) {
    if (values == null) {
      return null;
    }
    List<Object> list = new ArrayList<>();
    for (Object value : values) {
      list.add(copyOf(Objects.requireNonNull(value, "a list of a property map holds no null")));
    }
    Object array = Array.newInstance(element, list.size());
    for (int i = 0; i < list.size(); i++) {
      Array.set(array, i, list.get(i));
    }
    return array;
  }
}
