package io.drua.micromanager.panel;

public final class PythonPanel {
  public static void show(org.micromanager.Studio studio) {}
}
