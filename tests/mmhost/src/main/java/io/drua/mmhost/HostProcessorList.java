package io.drua.mmhost;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.micromanager.PropertyMap;
import org.micromanager.PropertyMaps;
import org.micromanager.Studio;
import org.micromanager.data.ProcessorConfigurator;
import org.micromanager.data.ProcessorFactory;
import org.micromanager.data.ProcessorPlugin;

/** The list of processors that a user sets up; each change is told by the given action. */
final class HostProcessorList {
  private static final String SAVED = "saved pipeline configuration";

  private final Studio studio;
  private final Runnable changed;
  private final List<Entry> entries = new ArrayList<>();

  private static final class Entry {
    final ProcessorPlugin plugin;
    final ProcessorConfigurator configurator;
    final String name;
    boolean enabled = true;
    boolean enabledInLive = true;

    Entry(ProcessorPlugin plugin, ProcessorConfigurator configurator, String name) {
      this.plugin = plugin;
      this.configurator = configurator;
      this.name = name;
    }
  }

  HostProcessorList(Studio studio, Runnable changed) {
    this.studio = studio;
    this.changed = changed;
  }

  void add(ProcessorPlugin plugin, ProcessorConfigurator configurator) {
    synchronized (this) {
      entries.add(new Entry(plugin, configurator, plugin.getName()));
    }
    changed.run();
  }

  void remove(int index) {
    Entry removed;
    synchronized (this) {
      removed = entries.remove(index);
    }
    removed.configurator.cleanup();
    changed.run();
  }

  void clear() {
    while (size() > 0) {
      remove(0);
    }
  }

  void move(int index, int offset) {
    synchronized (this) {
      Entry moved = entries.remove(index);
      entries.add(Math.max(0, Math.min(index + offset, entries.size())), moved);
    }
    changed.run();
  }

  synchronized int size() {
    return entries.size();
  }

  synchronized boolean isEnabled(int index, boolean live) {
    return live ? entries.get(index).enabledInLive : entries.get(index).enabled;
  }

  void setEnabled(int index, boolean live, boolean enabled) {
    synchronized (this) {
      if (live) {
        entries.get(index).enabledInLive = enabled;
      } else {
        entries.get(index).enabled = enabled;
      }
    }
    changed.run();
  }

  synchronized List<ProcessorConfigurator> configurators() {
    return entries.stream().map(entry -> entry.configurator).collect(Collectors.toList());
  }

  synchronized List<ProcessorConfigurator> enabledConfigurators(boolean live) {
    return enabled(live).stream().map(entry -> entry.configurator).collect(Collectors.toList());
  }

  private List<Entry> enabled(boolean live) {
    return entries.stream().filter(entry -> live ? entry.enabledInLive : entry.enabled).collect(Collectors.toList());
  }

  /** Factories of the enabled processors as they are set now; one that can't be made is told to the user and left out. */
  List<ProcessorFactory> factories(boolean live) {
    List<Entry> wanted;
    synchronized (this) {
      wanted = enabled(live);
    }
    List<ProcessorFactory> factories = new ArrayList<>();
    for (Entry entry : wanted) {
      try {
        factories.add(entry.plugin.createFactory(entry.configurator.getSettings()));
      } catch (Exception error) {
        studio.logs().showError(error, "Failed to construct all parts of this pipeline.");
      }
    }
    return factories;
  }

  /** Writes the list into the profile, as at the end of the program. */
  synchronized void save() {
    List<String> saved = new ArrayList<>();
    for (Entry entry : entries) {
      JsonObject json = new JsonObject();
      json.addProperty("name", entry.name);
      json.addProperty("isEnabled", entry.enabled);
      json.addProperty("isEnabledInLive", entry.enabledInLive);
      json.addProperty("pluginName", entry.plugin.getClass().getName());
      json.addProperty("configSettings", entry.configurator.getSettings().toJSON());
      saved.add(json.toString());
    }
    studio.profile().getSettings(HostProcessorList.class).putStringList(SAVED, saved);
  }

  /** Makes the list that the profile holds, as at the start of the program. */
  void restore() throws IOException {
    for (String text : studio.profile().getSettings(HostProcessorList.class).getStringList(SAVED, new String[0])) {
      JsonObject json = new JsonParser().parse(text).getAsJsonObject();
      String name = json.get("name").getAsString();
      ProcessorPlugin plugin = studio.plugins().getProcessorPlugins().get(json.get("pluginName").getAsString());
      PropertyMap settings = PropertyMaps.fromJSON(json.get("configSettings").getAsString());
      settings = settings.copyBuilder().putString("ProcessorName", name).build();
      Entry entry = new Entry(plugin, plugin.createConfigurator(settings), name);
      entry.enabled = json.get("isEnabled").getAsBoolean();
      entry.enabledInLive = json.get("isEnabledInLive").getAsBoolean();
      synchronized (this) {
        entries.add(entry);
      }
    }
    changed.run();
  }
}
