package org.micromanager;

import io.drua.mmhost.HostPropertyMap;
import io.drua.mmhost.PropertyMapJson;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** Makes the test host's property maps; stands before the declaration of the same name on the class path. */
public final class PropertyMaps {
  private static final PropertyMap EMPTY = builder().build();

  private PropertyMaps() {}

  public static PropertyMap.Builder builder() {
    return HostPropertyMap.builder();
  }

  public static PropertyMap emptyPropertyMap() {
    return EMPTY;
  }

  /**
   * Reads what {@link PropertyMap#toJSON} wrote; the empty text is the empty map.
   *
   * @throws IOException if the text isn't a property map
   */
  public static PropertyMap fromJSON(String json) throws IOException {
    return PropertyMapJson.read(json);
  }

  /**
   * Reads what {@link PropertyMap#saveJSON} wrote.
   *
   * @throws IOException if the file can't be read or isn't a property map
   */
  public static PropertyMap loadJSON(File file) throws IOException {
    return fromJSON(new String(Files.readAllBytes(file.toPath()), StandardCharsets.UTF_8));
  }
}
