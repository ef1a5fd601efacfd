package io.drua.mmhost;

import java.util.HashMap;
import org.micromanager.MMPlugin;
import org.micromanager.MenuPlugin;
import org.micromanager.PluginManager;
import org.micromanager.data.ProcessorPlugin;

/** The plugins that a test installed. */
final class HostPlugins implements PluginManager {
  private final HashMap<String, ProcessorPlugin> processors = new HashMap<>();
  private final HashMap<String, MenuPlugin> menus = new HashMap<>();

  synchronized void add(MMPlugin plugin) {
    String name = plugin.getClass().getName();
    if (plugin instanceof ProcessorPlugin) {
      processors.put(name, (ProcessorPlugin) plugin);
    }
    if (plugin instanceof MenuPlugin) {
      menus.put(name, (MenuPlugin) plugin);
    }
  }

  @Override
  public synchronized HashMap<String, ProcessorPlugin> getProcessorPlugins() {
    return new HashMap<>(processors);
  }

  @Override
  public synchronized HashMap<String, MenuPlugin> getMenuPlugins() {
    return new HashMap<>(menus);
  }
}
