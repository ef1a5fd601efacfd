package io.drua.micromanager;

import io.drua.micromanager.panel.PythonPanel;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import org.micromanager.MenuPlugin;
import org.micromanager.Studio;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.SciJavaPlugin;

/** {@code Plugins > Python...}: the panel. */
@Plugin(type = MenuPlugin.class)
public final class PythonPanelPlugin implements MenuPlugin, SciJavaPlugin {
  @Override
  public void setContext(Studio studio) {
    MicroManagerRuntime.setStudio(studio);
  }

  @Override
  public String getSubMenu() {
    return "";
  }

  @Override
  public void onPluginSelected() {
    MicroManagerRuntime.listen();
    PythonPanel.show(MicroManagerRuntime.studio());
  }

  @Override
  public String getName() {
    return "Python...";
  }

  @Override
  public String getHelpText() {
    return "Shows running Python processors, their speed, failures and records.";
  }

  @Override
  public String getVersion() {
    String version = PythonPanelPlugin.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String getCopyright() {
    return "Drua developers, BSD 2-Clause";
  }
}
