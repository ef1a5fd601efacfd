package org.micromanager;

import org.micromanager.propertymap.MutablePropertyMapView;

/** What is remembered for a user between sessions. */
public interface UserProfile {
  String getProfileName();

  /** The settings of a class: a view, so that what is put into it is saved with the profile. Any thread. */
  MutablePropertyMapView getSettings(Class<?> owner);
}
