package io.drua.mmhost;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.micromanager.PropertyMap;
import org.micromanager.propertymap.MutablePropertyMapView;

/** The settings of one class in a profile. Any thread. */
final class HostSettings extends ValueSetters<MutablePropertyMapView> implements MutablePropertyMapView {
  private final Map<String, Object> values = new ConcurrentHashMap<>();

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
  MutablePropertyMapView self() {
    return this;
  }

  @Override
  public PropertyMap toPropertyMap() {
    return HostPropertyMap.of(new LinkedHashMap<>(values));
  }
}
