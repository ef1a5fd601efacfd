package io.drua.mmhost;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.micromanager.data.Datastore;
import org.micromanager.data.Image;
import org.micromanager.data.Processor;
import org.micromanager.data.ProcessorContext;
import org.micromanager.data.SummaryMetadata;

/** One processor's place in a pipeline: what comes in, and what is behind it. */
abstract class HostContext implements ProcessorContext {
  /** An image on its way, or none: then the pipeline is flushed. */
  static final class Wrapper {
    final Image image;

    Wrapper(Image image) {
      this.image = image;
    }
  }

  final Processor processor;
  final HostPipeline pipeline;
  private final Datastore store;
  private final HostLogs logs;
  private HostContext next;
  private volatile CountDownLatch flushed;

  HostContext(Processor processor, Datastore store, HostPipeline pipeline, HostLogs logs) {
    this.processor = processor;
    this.store = store;
    this.pipeline = pipeline;
    this.logs = logs;
  }

  /** Takes an image, or the flush. */
  abstract void insert(Wrapper wrapper);

  void setNext(HostContext context) {
    next = context;
  }

  void setFlushed(CountDownLatch latch) {
    flushed = latch;
  }

  @Override
  public void outputImage(Image image) {
    if (next != null) {
      next.insert(new Wrapper(image));
      return;
    }
    try {
      store.putImage(image);
    } catch (IOException error) {
      logs.logError(error, "Unable to store processed image");
    }
  }

  @Override
  public SummaryMetadata getSummaryMetadata() {
    return store.getSummaryMetadata();
  }

  void insertSummary(SummaryMetadata summary) {
    SummaryMetadata processed = processor.processSummaryMetadata(summary);
    if (next != null) {
      next.insertSummary(processed);
      return;
    }
    try {
      store.setSummaryMetadata(processed);
    } catch (IOException error) {
      throw new RuntimeException("Failed to set summary metadata", error);
    }
  }

  /** Runs the processor; only exceptions are caught, errors are not. */
  void process(Image image) {
    try {
      processor.processImage(image, this);
    } catch (Exception error) {
      logs.logError(error, "Processor failed to process image");
      pipeline.failed(error);
    }
  }

  void flush(Wrapper wrapper) {
    processor.cleanup(this);
    if (next != null) {
      next.insert(wrapper);
    }
    CountDownLatch latch = flushed;
    if (latch != null) {
      latch.countDown();
    }
  }

  void log(Exception error, String message) {
    logs.logError(error, message);
  }
}
