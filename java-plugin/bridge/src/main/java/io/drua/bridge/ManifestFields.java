package io.drua.bridge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Typed reads from a manifest, which came as a map and was checked by the native side. */
final class ManifestFields {
  private final Map<?, ?> values;

  ManifestFields(Map<?, ?> values) {
    this.values = values;
  }

  @Nullable
  Object get(String key) {
    return values.get(key);
  }

  String text(String key, String otherwise) {
    Object value = values.get(key);
    return value == null ? otherwise : value.toString();
  }

  @Nullable
  String textOrNull(String key) {
    Object value = values.get(key);
    return value == null ? null : value.toString();
  }

  boolean flag(String key) {
    return Boolean.TRUE.equals(values.get(key));
  }

  int integer(String key) {
    Object value = values.get(key);
    return value instanceof Number ? ((Number) value).intValue() : 0;
  }

  @Nullable
  Double number(String key) {
    Object value = values.get(key);
    return value instanceof Number ? Double.valueOf(((Number) value).doubleValue()) : null;
  }

  List<?> list(String key) {
    Object value = values.get(key);
    return value instanceof List ? (List<?>) value : Collections.emptyList();
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<String>();
    for (Object value : list(key)) {
      texts.add(String.valueOf(value));
    }
    return Collections.unmodifiableList(texts);
  }
}
