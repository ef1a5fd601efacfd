package org.micromanager.data;

import java.util.List;

/** Makes images, datasets and pipelines, and holds the list of processors. Indices count all processors of the list. */
public interface DataManager {
  Coords.Builder coordsBuilder();

  Metadata.Builder metadataBuilder();

  SummaryMetadata.Builder summaryMetadataBuilder();

  Datastore createRAMDatastore();

  /**
   * Makes an image of a copy of the pixels.
   *
   * @param pixels {@code byte[]}, {@code short[]} or {@code float[]}, as {@link Image} describes them
   * @param coords its place; null for index 0 on all axes
   * @param metadata null for none
   */
  Image createImage(Object pixels, int width, int height, int bytesPerPixel, int numComponents, Coords coords, Metadata metadata);

  /** As {@link #createImage}, with the very array. */
  Image wrapImage(Object pixels, int width, int height, int bytesPerPixel, int numComponents, Coords coords, Metadata metadata);

  Pipeline createPipeline(List<ProcessorFactory> factories, Datastore store, boolean isSynchronous);

  /** A pipeline of the enabled processors as they are set now. */
  Pipeline copyApplicationPipeline(Datastore store, boolean isSynchronous);

  /** A pipeline of the processors that are enabled for live mode, as they are set now. */
  Pipeline copyLivePipeline(Datastore store, boolean isSynchronous);

  List<ProcessorConfigurator> getApplicationPipelineConfigurators(boolean includeDisabled);

  List<ProcessorConfigurator> getLivePipelineConfigurators(boolean includeDisabled);

  void clearPipeline();

  /** Adds a processor at the end and shows its window. */
  void addAndConfigureProcessor(ProcessorPlugin plugin);

  void addConfiguredProcessor(ProcessorConfigurator config, ProcessorPlugin plugin);

  /** Clears the list, then adds a processor of each plugin. */
  void setApplicationPipeline(List<ProcessorPlugin> plugins);

  boolean isApplicationPipelineStepEnabled(int index);

  void setApplicationPipelineStepEnabled(int index, boolean enabled);

  boolean isLivePipelineStepEnabled(int index);

  void setLivePipelineStepEnabled(int index, boolean enabled);

  /** To be called when the settings of a processor changed; posts a {@link NewPipelineEvent}. */
  void notifyPipelineChanged();
}
