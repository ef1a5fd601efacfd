package io.drua.mmhost;

import java.awt.Color;
import org.micromanager.ApplicationSkin;

/** The program's colours by day or by night. */
final class HostSkin implements ApplicationSkin {
  private final SkinMode mode;

  HostSkin(SkinMode mode) {
    this.mode = mode;
  }

  @Override
  public SkinMode getSkin() {
    return mode;
  }

  private Color grey(int day, int night) {
    int value = mode == SkinMode.DAY ? day : night;
    return new Color(value, value, value);
  }

  @Override
  public Color getBackgroundColor() {
    return grey(238, 64);
  }

  @Override
  public Color getLightBackgroundColor() {
    return grey(238, 96);
  }

  @Override
  public Color getDisabledBackgroundColor() {
    return grey(192, 32);
  }

  @Override
  public Color getEnabledTextColor() {
    return grey(20, 200);
  }

  @Override
  public Color getDisabledTextColor() {
    return grey(100, 120);
  }
}
