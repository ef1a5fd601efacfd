package org.micromanager.data;

/** A pipeline takes no image, because a processor failed on an earlier one or the pipeline is used in the wrong order. */
public class PipelineErrorException extends Exception {
  public PipelineErrorException() {}

  public PipelineErrorException(String description) {
    super(description);
  }
}
