package org.micromanager.data;

/** Makes processors that are set alike. */
public interface ProcessorFactory {
  /** A new processor for one pipeline. */
  Processor createProcessor();
}
