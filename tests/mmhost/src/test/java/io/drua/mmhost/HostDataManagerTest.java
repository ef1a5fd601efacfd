package io.drua.mmhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.eventbus.Subscribe;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.micromanager.ApplicationSkin.SkinMode;
import org.micromanager.PropertyMap;
import org.micromanager.PropertyMaps;
import org.micromanager.data.NewPipelineEvent;
import org.micromanager.data.Pipeline;
import org.micromanager.data.ProcessorFactory;
import org.micromanager.events.ShutdownCommencingEvent;

class HostDataManagerTest {
  private final TestStudio studio = new TestStudio();
  private final HostDataManager data = studio.data();

  @AfterEach
  void close() {
    studio.close();
  }

  @Test
  void addingConfiguresShowsAndTells() {
    StepPlugin plugin = StepPlugin.passing();
    data.addAndConfigureProcessor(plugin);

    assertThat(plugin.configured.getString("ProcessorName", null)).isEqualTo("Step");
    assertThat(plugin.shown).hasValue(1);
    assertThat(studio.events().count(NewPipelineEvent.class)).isEqualTo(1);
    assertThat(data.isApplicationPipelineStepEnabled(0)).isTrue();
    assertThat(data.isLivePipelineStepEnabled(0)).isTrue();
    assertThatThrownBy(() -> data.isLivePipelineStepEnabled(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void acquisitionsAndLiveModeAreEnabledSeparately() {
    data.setApplicationPipeline(Arrays.asList(StepPlugin.passing(), StepPlugin.passing()));
    data.setApplicationPipelineStepEnabled(0, false);

    assertThat(data.getApplicationPipelineConfigurators(false)).hasSize(1);
    assertThat(data.getApplicationPipelineConfigurators(true)).hasSize(2);
    assertThat(data.getLivePipelineConfigurators(false)).hasSize(2);
    Pipeline pipeline = data.copyApplicationPipeline(HostDatastore.keeping(), true);
    assertThat(pipeline.getProcessors()).hasSize(1);
    assertThat(data.copyLivePipeline(HostDatastore.keeping(), true).getProcessors()).hasSize(2);
  }

  @Test
  void removingCleansUpAndMovingKeepsAll() {
    StepPlugin first = StepPlugin.passing();
    StepPlugin second = StepPlugin.passing();
    data.setApplicationPipeline(Arrays.asList(first, second));
    data.moveProcessor(0, 5);
    data.removeProcessor(1);

    assertThat(first.removed).hasValue(1);
    assertThat(second.removed).hasValue(0);
    data.clearPipeline();
    assertThat(second.removed).hasValue(1);
    assertThat(data.getApplicationPipelineConfigurators(true)).isEmpty();
  }

  @Test
  void aFactoryThatFailsIsShownAndLeftOut() {
    data.addAndConfigureProcessor(StepPlugin.passing());
    data.addAndConfigureProcessor(
        new StepPlugin((image, context) -> {}) {
          @Override
          public ProcessorFactory createFactory(PropertyMap given) {
            throw new IllegalStateException("no factory");
          }
        });

    assertThat(data.copyApplicationPipeline(HostDatastore.keeping(), true).getProcessors()).hasSize(1);
    assertThat(studio.logs().shown()).singleElement().asString().contains("no factory");
  }

  @Test
  void theListComesBackInTheNextSession() throws IOException {
    StepPlugin plugin = StepPlugin.passing();
    plugin.settings = PropertyMaps.builder().putDouble("sigma", 1.5).build();
    studio.install(plugin);
    data.addAndConfigureProcessor(plugin);
    data.setLivePipelineStepEnabled(0, false);
    assertThat(studio.shutDown()).isTrue();

    TestStudio.Options options = new TestStudio.Options().profile(HostProfile.fromJson(studio.profile().toJson()));
    try (TestStudio next = new TestStudio(options)) {
      StepPlugin again = StepPlugin.passing();
      next.install(again);
      next.restorePipeline();

      assertThat(again.studio).isSameAs(next);
      assertThat(again.configured.getDouble("sigma", 0)).isEqualTo(1.5);
      assertThat(again.configured.getString("ProcessorName", null)).isEqualTo("Step");
      assertThat(again.shown).hasValue(0);
      assertThat(next.data().isApplicationPipelineStepEnabled(0)).isTrue();
      assertThat(next.data().isLivePipelineStepEnabled(0)).isFalse();
    }
  }

  @Test
  void aSubscriberMayPreventTheEndAndAnotherMayFail() {
    Object subscriber =
        new Object() {
          @Subscribe
          public void onShutdown(ShutdownCommencingEvent event) {
            event.cancelShutdown();
          }

          @Subscribe
          public void onChange(NewPipelineEvent event) {
            throw new IllegalStateException("subscriber");
          }
        };
    studio.events().registerForEvents(subscriber);

    assertThat(studio.shutDown()).isFalse();
    data.notifyPipelineChanged();
    assertThat(studio.logs().errors()).singleElement().asString().contains("subscriber");
    studio.events().unregisterForEvents(subscriber);
    studio.events().unregisterForEvents(subscriber);
    assertThat(studio.logs().errors()).hasSize(2);
  }

  @Test
  void theRestOfTheStudio() {
    try (TestStudio day = new TestStudio(new TestStudio.Options().skin(SkinMode.DAY))) {
      assertThat(day.app().skin().getSkin()).isEqualTo(SkinMode.DAY);
      assertThat(day.app().skin().getBackgroundColor()).isNotEqualTo(studio.app().skin().getBackgroundColor());
      assertThat(day.app().getMainWindow()).isNull();
      assertThat(day.core()).isNull();
      assertThat(day.plugins().getMenuPlugins()).isEmpty();
    }
  }
}
