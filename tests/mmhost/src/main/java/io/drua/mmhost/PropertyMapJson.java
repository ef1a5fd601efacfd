package io.drua.mmhost;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.micromanager.PropertyMap;

/** Property maps as the program writes them: JSON that names the type of each value. */
public final class PropertyMapJson {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeSpecialFloatingPointValues().create();
  private static final String FORMAT = "Micro-Manager Property Map";

  private PropertyMapJson() {}

  /**
   * Reads a map; the empty text is the empty map.
   *
   * @throws IOException if the text isn't one
   */
  public static PropertyMap read(String text) throws IOException {
    if (text.isEmpty()) {
      return HostPropertyMap.builder().build();
    }
    try {
      JsonObject file = new JsonParser().parse(text).getAsJsonObject();
      if (!file.has("format") || !FORMAT.equals(file.get("format").getAsString()) || file.get("major_version").getAsInt() != 2) {
        throw new IOException("This is no property map of a format that is known.");
      }
      return values(file.getAsJsonObject("map"));
    } catch (RuntimeException error) {
      throw new IOException("This is no property map.", error);
    }
  }

  static String write(HostPropertyMap map) {
    JsonObject file = new JsonObject();
    file.addProperty("encoding", "UTF-8");
    file.addProperty("format", FORMAT);
    file.addProperty("major_version", 2);
    file.addProperty("minor_version", 0);
    file.add("map", values(map));
    return GSON.toJson(file);
  }

  static JsonObject values(HostPropertyMap map) {
    JsonObject object = new JsonObject();
    for (Map.Entry<String, Object> entry : new TreeMap<>(map.values()).entrySet()) {
      ValueTypes type = ValueTypes.of(entry.getValue());
      JsonObject value = new JsonObject();
      value.addProperty("type", type.name());
      if (entry.getValue().getClass().isArray()) {
        JsonArray array = new JsonArray();
        for (int i = 0; i < Array.getLength(entry.getValue()); i++) {
          array.add(type.write(Array.get(entry.getValue(), i)));
        }
        value.add("array", array);
      } else {
        value.add("scalar", type.write(entry.getValue()));
      }
      object.add(entry.getKey(), value);
    }
    return object;
  }

  static PropertyMap values(JsonObject object) {
    HostPropertyMap.Builder map = HostPropertyMap.builder();
    for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
      JsonObject value = entry.getValue().getAsJsonObject();
      ValueTypes type = ValueTypes.valueOf(value.get("type").getAsString());
      if (value.has("scalar")) {
        map.set(entry.getKey(), type.read(value.get("scalar")));
      } else {
        List<Object> elements = new ArrayList<>();
        value.getAsJsonArray("array").forEach(element -> elements.add(type.read(element)));
        map.set(entry.getKey(), ValueTypes.array(type.scalar(), elements));
      }
    }
    return map.build();
  }
}
