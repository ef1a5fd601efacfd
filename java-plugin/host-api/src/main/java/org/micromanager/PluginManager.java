package org.micromanager;

import java.util.HashMap;
import org.micromanager.data.ProcessorPlugin;

/** The loaded plugins, by the name of their class. */
public interface PluginManager {
  HashMap<String, ProcessorPlugin> getProcessorPlugins();

  HashMap<String, MenuPlugin> getMenuPlugins();
}
