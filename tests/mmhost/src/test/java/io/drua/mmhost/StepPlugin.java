package io.drua.mmhost;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.micromanager.PropertyMap;
import org.micromanager.Studio;
import org.micromanager.data.Image;
import org.micromanager.data.Processor;
import org.micromanager.data.ProcessorConfigurator;
import org.micromanager.data.ProcessorContext;
import org.micromanager.data.ProcessorFactory;
import org.micromanager.data.ProcessorPlugin;
import org.micromanager.data.SummaryMetadata;

/** A processor plugin whose step a test gives; it records what the host does with it. */
class StepPlugin implements ProcessorPlugin {
  interface Step {
    void process(Image image, ProcessorContext context);
  }

  final List<Image> seen = new CopyOnWriteArrayList<>();
  final List<String> threads = new CopyOnWriteArrayList<>();
  final List<SummaryMetadata> summaries = new CopyOnWriteArrayList<>();
  final AtomicInteger made = new AtomicInteger();
  final AtomicInteger cleaned = new AtomicInteger();
  final AtomicInteger shown = new AtomicInteger();
  final AtomicInteger removed = new AtomicInteger();
  volatile PropertyMap configured;
  volatile PropertyMap settings;
  volatile UnaryOperator<SummaryMetadata> summary = given -> given;
  volatile Step step;
  volatile Studio studio;

  StepPlugin(Step step) {
    this.step = step;
  }

  static StepPlugin passing() {
    return new StepPlugin((image, context) -> context.outputImage(image));
  }

  Processor processor() {
    made.incrementAndGet();
    return new Processor() {
      @Override
      public SummaryMetadata processSummaryMetadata(SummaryMetadata source) {
        summaries.add(source);
        return summary.apply(source);
      }

      @Override
      public void processImage(Image image, ProcessorContext context) {
        seen.add(image);
        threads.add(Thread.currentThread().getName());
        step.process(image, context);
      }

      @Override
      public void cleanup(ProcessorContext context) {
        cleaned.incrementAndGet();
      }

      @Override
      public String toString() {
        return "step";
      }
    };
  }

  @Override
  public ProcessorConfigurator createConfigurator(PropertyMap given) {
    configured = given;
    PropertyMap used = settings == null ? given : settings;
    return new ProcessorConfigurator() {
      @Override
      public void showGUI() {
        shown.incrementAndGet();
      }

      @Override
      public void cleanup() {
        removed.incrementAndGet();
      }

      @Override
      public PropertyMap getSettings() {
        return used;
      }
    };
  }

  @Override
  public ProcessorFactory createFactory(PropertyMap given) {
    return this::processor;
  }

  @Override
  public void setContext(Studio given) {
    studio = given;
  }

  @Override
  public String getName() {
    return "Step";
  }

  @Override
  public String getHelpText() {
    return "Does what a test says.";
  }

  @Override
  public String getVersion() {
    return "1";
  }

  @Override
  public String getCopyright() {
    return "";
  }
}
