package org.micromanager.data;

/** One step of one pipeline. Summary first, then images one after the other, then cleanup. */
public interface Processor {
  /** The summary that goes on. On the thread that makes the pipeline. */
  default SummaryMetadata processSummaryMetadata(SummaryMetadata source) {
    return source;
  }

  /**
   * Takes an image and puts out any number of them.
   *
   * @param image not to be changed
   * @param context where images go; the same one in all calls
   */
  void processImage(Image image, ProcessorContext context);

  /** No image follows; the last ones may still be put out. */
  default void cleanup(ProcessorContext context) {}
}
