package io.drua.micromanager.processor;

/** Tells Micro-Manager's pipeline that a routine failed and the run is to end. */
public final class ProcessorFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProcessorFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
