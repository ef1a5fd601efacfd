package org.micromanager;

import java.awt.Color;

/** The colours of the program. */
public interface ApplicationSkin {
  /** Light or dark. */
  enum SkinMode {
    DAY("Day"),
    NIGHT("Night");

    private final String description;

    SkinMode(String description) {
      this.description = description;
    }

    public String getDesc() {
      return description;
    }
  }

  SkinMode getSkin();

  Color getBackgroundColor();

  Color getLightBackgroundColor();

  Color getDisabledBackgroundColor();

  Color getEnabledTextColor();

  Color getDisabledTextColor();
}
