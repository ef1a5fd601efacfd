package io.drua.crosslang.micromanager;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.micromanager.PropertyMap;
import org.micromanager.Studio;
import org.micromanager.data.Image;
import org.micromanager.data.Processor;
import org.micromanager.data.ProcessorConfigurator;
import org.micromanager.data.ProcessorContext;
import org.micromanager.data.ProcessorFactory;
import org.micromanager.data.ProcessorPlugin;

/** Another plugin's processor: keeps each frame that it sees, and does what it is told with it. */
class OtherPlugin implements ProcessorPlugin {
  final List<Image> seen = new CopyOnWriteArrayList<>();
  private final Step step;

  /** What it does with a frame. */
  interface Step {
    void process(Image image, ProcessorContext context);
  }

  /** Passes each frame on. */
  OtherPlugin() {
    this((image, context) -> context.outputImage(image));
  }

  OtherPlugin(Step step) {
    this.step = step;
  }

  @Override
  public ProcessorFactory createFactory(PropertyMap settings) {
    return () ->
        new Processor() {
          @Override
          public void processImage(Image image, ProcessorContext context) {
            seen.add(image);
            step.process(image, context);
          }
        };
  }

  @Override
  public ProcessorConfigurator createConfigurator(PropertyMap settings) {
    return new ProcessorConfigurator() {
      @Override
      public void showGUI() {}

      @Override
      public void cleanup() {}

      @Override
      public PropertyMap getSettings() {
        return settings;
      }
    };
  }

  @Override
  public void setContext(Studio studio) {}

  @Override
  public String getName() {
    return "Other";
  }

  @Override
  public String getHelpText() {
    return "";
  }

  @Override
  public String getVersion() {
    return "";
  }

  @Override
  public String getCopyright() {
    return "";
  }
}
