package io.drua.micromanager.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.micromanager.metadata.SummaryBlocks;
import io.drua.micromanager.settings.FailurePolicy;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.mmhost.HostCoords;
import io.drua.mmhost.HostSummaryMetadata;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.micromanager.PropertyMap;
import org.micromanager.PropertyMaps;
import org.micromanager.data.SummaryMetadata;

class ChannelPlanTest {
  private static final Map<String, Object> PROVENANCE =
      ChannelPlan.provenance(
          ProcessorSettings.fresh().withRoutine("a.b").withOnFailure(FailurePolicy.PASS_RAW),
          "B",
          "a.py",
          "00ff",
          Collections.singletonMap("radius", "2"));

  private static SummaryMetadata twoChannels() {
    return HostSummaryMetadata.builder()
        .channelNames("DAPI", "FITC")
        .imageWidth(64)
        .imageHeight(48)
        .intendedDimensions(HostCoords.builder().c(2).t(10).build())
        .build();
  }

  @Test
  void aPlainPlanChangesOnlyTheUserData() {
    ChannelPlan plan = ChannelPlan.of(twoChannels(), Collections.<String>emptyList(), false, "00ff");
    SummaryMetadata after = plan.apply(twoChannels(), PROVENANCE, true);
    assertThat(plan.isPlain()).isTrue();
    assertThat(after.getChannelNameList()).containsExactly("DAPI", "FITC");
    assertThat(after.getImageWidth()).isEqualTo(64);
    PropertyMap entry = after.getUserData().getPropertyMap(SummaryBlocks.ENTRY, PropertyMaps.emptyPropertyMap());
    List<PropertyMap> processors = entry.getPropertyMapList("processors");
    assertThat(processors).hasSize(1);
    assertThat(processors.get(0).getString("routine", "")).isEqualTo("a.b");
    assertThat(processors.get(0).getString("sourceHash", "")).isEqualTo("00ff");
    assertThat(processors.get(0).getString("onFailure", "")).isEqualTo("PASS_RAW");
    assertThat(processors.get(0).getPropertyMap("parameters", null).getString("radius", "")).isEqualTo("2");
  }

  @Test
  void processorsAreListedInTheirOrder() {
    ChannelPlan plan = ChannelPlan.of(null, Collections.<String>emptyList(), false, "00ff");
    SummaryMetadata twice = plan.apply(plan.apply(twoChannels(), PROVENANCE, true), PROVENANCE, true);
    PropertyMap entry = twice.getUserData().getPropertyMap(SummaryBlocks.ENTRY, PropertyMaps.emptyPropertyMap());
    assertThat(entry.getPropertyMapList("processors")).hasSize(2);
  }

  @Test
  void outputsBecomeChannelsAndRawFramesComeBehindThem() {
    ChannelPlan plan = ChannelPlan.of(twoChannels(), Arrays.asList("left", "right"), true, "");
    assertThat(plan.channelOf(0, 1)).isEqualTo(1);
    assertThat(plan.channelOf(1, 0)).isEqualTo(2);
    assertThat(plan.rawChannelOf(0)).isEqualTo(4);
    assertThat(plan.rawChannelOf(1)).isEqualTo(5);
    assertThat(plan.rawChannelOf(2)).isEqualTo(-1);
    SummaryMetadata after = plan.apply(twoChannels(), PROVENANCE, false);
    assertThat(after.getChannelNameList())
        .containsExactly("DAPI left", "DAPI right", "FITC left", "FITC right", "DAPI (raw)", "FITC (raw)");
    assertThat(after.getIntendedDimensions().getChannel()).isEqualTo(6);
    assertThat(after.getIntendedDimensions().getT()).isEqualTo(10);
    assertThat(after.getImageWidth()).isNull();
  }

  @Test
  void anAxisForChannelsIsAddedWhereItIsMissing() {
    SummaryMetadata timeOnly = twoChannels().copyBuilder().axisOrder("time").build();
    ChannelPlan plan = ChannelPlan.of(timeOnly, Collections.<String>emptyList(), true, "");
    assertThat(plan.hasAxis("z")).isFalse();
    assertThat(plan.apply(timeOnly, PROVENANCE, true).getOrderedAxes()).containsExactly("time", "channel");
  }
}
