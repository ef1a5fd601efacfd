package io.drua.micromanager;

import io.drua.micromanager.configurator.PythonProcessorConfigurator;
import io.drua.micromanager.panel.PythonPanel;
import io.drua.micromanager.processor.PythonProcessorFactory;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import io.drua.micromanager.settings.ProcessorSettings;
import org.micromanager.PropertyMap;
import org.micromanager.Studio;
import org.micromanager.data.ProcessorConfigurator;
import org.micromanager.data.ProcessorFactory;
import org.micromanager.data.ProcessorPlugin;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.SciJavaPlugin;

/** "Python Processor" among the processors of On-The-Fly Image Processing. */
@Plugin(type = ProcessorPlugin.class)
public final class PythonProcessorPlugin implements ProcessorPlugin, SciJavaPlugin {
  private Studio studio;

  @Override
  public void setContext(Studio value) {
    studio = value;
    MicroManagerRuntime.setStudio(value);
  }

  @Override
  public String getName() {
    return "Python Processor";
  }

  @Override
  public String getHelpText() {
    return "Runs a Python function or class on each frame of snap, live and acquisitions.";
  }

  @Override
  public String getVersion() {
    String version = PythonProcessorPlugin.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String getCopyright() {
    return "Drua developers, BSD 2-Clause";
  }

  @Override
  public ProcessorConfigurator createConfigurator(PropertyMap settings) {
    MicroManagerRuntime.listen();
    return new PythonProcessorConfigurator(studio, ProcessorSettings.of(settings), () -> PythonPanel.show(studio));
  }

  @Override
  public ProcessorFactory createFactory(PropertyMap settings) {
    MicroManagerRuntime.listen();
    return new PythonProcessorFactory(studio, ProcessorSettings.of(settings));
  }
}
