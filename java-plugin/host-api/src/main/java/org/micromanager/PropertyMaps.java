package org.micromanager;

import java.io.File;
import java.io.IOException;

/** Makes property maps. The program has the working class of this name; here each method throws. */
public final class PropertyMaps {
  private PropertyMaps() {}

  public static PropertyMap.Builder builder() {
    throw new UnsupportedOperationException();
  }

  public static PropertyMap emptyPropertyMap() {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads what {@link PropertyMap#toJSON} wrote.
   *
   * @throws IOException if the text isn't a property map
   */
  public static PropertyMap fromJSON(String json) throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads what {@link PropertyMap#saveJSON} wrote.
   *
   * @throws IOException if the file can't be read or isn't a property map
   */
  public static PropertyMap loadJSON(File file) throws IOException {
    throw new UnsupportedOperationException();
  }
}
