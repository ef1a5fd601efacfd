package org.micromanager.data;

import org.micromanager.MMPlugin;
import org.micromanager.PropertyMap;

/** A kind of processor that users can add to the pipeline. */
public interface ProcessorPlugin extends MMPlugin {
  /** A new entry of the list; the settings are those that an earlier one had, or hold nothing but the name of this plugin. */
  ProcessorConfigurator createConfigurator(PropertyMap settings);

  ProcessorFactory createFactory(PropertyMap settings);
}
