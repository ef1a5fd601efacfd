package org.micromanager.data;

/** What is behind a processor. */
public interface ProcessorContext {
  /** Hands an image on: to the next processor, or to the dataset, whose exceptions come out here. */
  void outputImage(Image image);

  /** The summary of the dataset, as all processors left it. */
  SummaryMetadata getSummaryMetadata();
}
