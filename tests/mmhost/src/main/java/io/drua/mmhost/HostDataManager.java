package io.drua.mmhost;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.micromanager.PropertyMaps;
import org.micromanager.Studio;
import org.micromanager.data.Coords;
import org.micromanager.data.DataManager;
import org.micromanager.data.Datastore;
import org.micromanager.data.Image;
import org.micromanager.data.Metadata;
import org.micromanager.data.NewPipelineEvent;
import org.micromanager.data.Pipeline;
import org.micromanager.data.Processor;
import org.micromanager.data.ProcessorConfigurator;
import org.micromanager.data.ProcessorFactory;
import org.micromanager.data.ProcessorPlugin;
import org.micromanager.data.SummaryMetadata;

/** Images, pipelines and the list of processors. */
public final class HostDataManager implements DataManager {
  private static final class Changed implements NewPipelineEvent {}

  private final Studio studio;
  private final HostLogs logs;
  private final HostProcessorList list;
  private final Queue<HostPipeline> pipelines = new ConcurrentLinkedQueue<>();

  HostDataManager(Studio studio, HostLogs logs) {
    this.studio = studio;
    this.logs = logs;
    this.list = new HostProcessorList(studio, this::notifyPipelineChanged);
  }

  @Override
  public Coords.Builder coordsBuilder() {
    return HostCoords.builder();
  }

  @Override
  public Metadata.Builder metadataBuilder() {
    return HostMetadata.builder();
  }

  @Override
  public SummaryMetadata.Builder summaryMetadataBuilder() {
    return HostSummaryMetadata.builder();
  }

  @Override
  public Datastore createRAMDatastore() {
    return HostDatastore.keeping();
  }

  @Override
  public Image createImage(
      Object pixels, int width, int height, int bytesPerPixel, int numComponents, Coords coords, Metadata metadata) {
    return new HostImage(HostImage.copy(pixels), width, height, bytesPerPixel, numComponents, coords, metadata);
  }

  @Override
  public Image wrapImage(
      Object pixels, int width, int height, int bytesPerPixel, int numComponents, Coords coords, Metadata metadata) {
    return new HostImage(pixels, width, height, bytesPerPixel, numComponents, coords, metadata);
  }

  @Override
  public Pipeline createPipeline(List<ProcessorFactory> factories, Datastore store, boolean isSynchronous) {
    List<Processor> processors = new ArrayList<>();
    for (ProcessorFactory factory : factories) {
      processors.add(factory.createProcessor());
    }
    HostPipeline pipeline = new HostPipeline(processors, store, isSynchronous, logs);
    pipelines.removeIf(Pipeline::isHalted);
    pipelines.add(pipeline);
    return pipeline;
  }

  @Override
  public Pipeline copyApplicationPipeline(Datastore store, boolean isSynchronous) {
    return createPipeline(list.factories(false), store, isSynchronous);
  }

  @Override
  public Pipeline copyLivePipeline(Datastore store, boolean isSynchronous) {
    return createPipeline(list.factories(true), store, isSynchronous);
  }

  @Override
  public List<ProcessorConfigurator> getApplicationPipelineConfigurators(boolean includeDisabled) {
    return includeDisabled ? list.configurators() : list.enabledConfigurators(false);
  }

  @Override
  public List<ProcessorConfigurator> getLivePipelineConfigurators(boolean includeDisabled) {
    return includeDisabled ? list.configurators() : list.enabledConfigurators(true);
  }

  @Override
  public void clearPipeline() {
    list.clear();
  }

  @Override
  public void addAndConfigureProcessor(ProcessorPlugin plugin) {
    ProcessorConfigurator configurator =
        plugin.createConfigurator(PropertyMaps.builder().putString("ProcessorName", plugin.getName()).build());
    addConfiguredProcessor(configurator, plugin);
  }

  @Override
  public void addConfiguredProcessor(ProcessorConfigurator config, ProcessorPlugin plugin) {
    list.add(plugin, config);
    config.showGUI();
  }

  @Override
  public void setApplicationPipeline(List<ProcessorPlugin> plugins) {
    clearPipeline();
    plugins.forEach(this::addAndConfigureProcessor);
  }

  /** As a user does who chooses Remove. */
  public void removeProcessor(int index) {
    list.remove(index);
  }

  /** As a user does who chooses Move Up (-1) or Move Down (1). */
  public void moveProcessor(int index, int offset) {
    list.move(index, offset);
  }

  @Override
  public boolean isApplicationPipelineStepEnabled(int index) {
    return list.isEnabled(index, false);
  }

  @Override
  public void setApplicationPipelineStepEnabled(int index, boolean enabled) {
    list.setEnabled(index, false, enabled);
  }

  @Override
  public boolean isLivePipelineStepEnabled(int index) {
    return list.isEnabled(index, true);
  }

  @Override
  public void setLivePipelineStepEnabled(int index, boolean enabled) {
    list.setEnabled(index, true, enabled);
  }

  @Override
  public void notifyPipelineChanged() {
    studio.events().post(new Changed());
  }

  void save() {
    list.save();
  }

  void restore() throws IOException {
    list.restore();
  }

  /** Ends the threads of pipelines that nobody halted. */
  void close() {
    pipelines.forEach(HostPipeline::abandon);
  }
}
