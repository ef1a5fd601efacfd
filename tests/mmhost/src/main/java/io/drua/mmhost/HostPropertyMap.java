package io.drua.mmhost;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.micromanager.PropertyMap;

/** An immutable property map. */
public final class HostPropertyMap extends ValueGetters implements PropertyMap {
  private final Map<String, Object> values;

  private HostPropertyMap(Map<String, Object> values) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** A builder of an empty map. */
  public static Builder builder() {
    return new Builder();
  }

  static HostPropertyMap of(Map<String, Object> values) {
    return new HostPropertyMap(values);
  }

  @Override
  Map<String, Object> values() {
    return values;
  }

  @Override
  public Builder copyBuilder() {
    return builder().putAllOf(this);
  }

  @Override
  public String toJSON() {
    return PropertyMapJson.write(this);
  }

  @Override
  public boolean saveJSON(File file, boolean overwrite, boolean createBackup) throws IOException {
    if (file.exists()) {
      if (!overwrite) {
        return false;
      }
      File backup = new File(file.getPath() + "~");
      if (createBackup && !file.renameTo(backup)) {
        throw new IOException(backup + " can't be written.");
      }
    }
    Files.write(file.toPath(), toJSON().getBytes(StandardCharsets.UTF_8));
    return true;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof HostPropertyMap) || !keySet().equals(((HostPropertyMap) other).keySet())) {
      return false;
    }
    HostPropertyMap map = (HostPropertyMap) other;
    return values.entrySet().stream()
        .allMatch(entry -> Arrays.deepEquals(new Object[] {entry.getValue()}, new Object[] {map.values.get(entry.getKey())}));
  }

  @Override
  public int hashCode() {
    return keySet().hashCode();
  }

  @Override
  public String toString() {
    return "pmap(" + values + ")";
  }

  /** Builds a map; of use by one thread. */
  public static final class Builder extends ValueSetters<PropertyMap.Builder> implements PropertyMap.Builder {
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Builder() {}

    private Builder putAllOf(HostPropertyMap map) {
      values.putAll(map.values);
      return this;
    }

    @Override
    Map<String, Object> values() {
      return values;
    }

    @Override
    void set(String key, Object value) {
      if (value == null) {
        values.remove(key);
      } else {
        values.put(key, value);
      }
    }

    @Override
    PropertyMap.Builder self() {
      return this;
    }

    @Override
    public HostPropertyMap build() {
      return new HostPropertyMap(values);
    }
  }
}
