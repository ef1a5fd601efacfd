package org.micromanager.data;

import java.io.IOException;
import java.util.List;

/** Processors in a row in front of a dataset. */
public interface Pipeline {
  /**
   * Sends a summary through all processors to the dataset, on the caller's thread. Before the first image.
   *
   * @throws PipelineErrorException if the pipeline was halted or has had an image
   * @throws IOException if the dataset can't be written
   */
  void insertSummaryMetadata(SummaryMetadata source) throws IOException, PipelineErrorException;

  /**
   * Sends an image to the first processor; waits while that one works on earlier ones. Does nothing after {@link #halt}.
   *
   * @throws PipelineErrorException if a processor failed on an earlier image
   * @throws DatastoreFrozenException if the dataset is frozen
   * @throws IOException if the dataset can't be written
   */
  void insertImage(Image image) throws IOException, PipelineErrorException;

  Datastore getDatastore();

  /** Whether processors run on the thread that inserts. */
  boolean isSynchronous();

  /** Waits until all images are through and each processor has cleaned up. */
  void halt();

  boolean isHalted();

  /** What processors threw since {@link #clearExceptions}. */
  List<Exception> getExceptions();

  void clearExceptions();

  List<Processor> getProcessors();
}
