package io.drua.mmhost;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.micromanager.PropertyMap;
import org.micromanager.UserProfile;
import org.micromanager.propertymap.MutablePropertyMapView;

/** A user's profile, in memory; {@link #toJson} and {@link #fromJson} are the end of a session and the start of the next. */
public final class HostProfile implements UserProfile {
  private final Map<String, HostSettings> settings = new ConcurrentHashMap<>();

  /** A profile with the settings of an earlier one. */
  public static HostProfile fromJson(String json) throws IOException {
    HostProfile profile = new HostProfile();
    PropertyMap all = PropertyMapJson.read(json);
    for (String owner : all.keySet()) {
      profile.settings(owner).putAll(all.getPropertyMap(owner, null));
    }
    return profile;
  }

  /** All settings of all classes. */
  public String toJson() {
    HostPropertyMap.Builder all = HostPropertyMap.builder();
    new TreeMap<>(settings).forEach((owner, values) -> all.putPropertyMap(owner, values.toPropertyMap()));
    return all.build().toJSON();
  }

  @Override
  public String getProfileName() {
    return "Test user";
  }

  @Override
  public MutablePropertyMapView getSettings(Class<?> owner) {
    return settings(owner.getName());
  }

  private HostSettings settings(String owner) {
    return settings.computeIfAbsent(owner, name -> new HostSettings());
  }
}
