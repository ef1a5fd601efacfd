package io.drua.crosslang.micromanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.micromanager.settings.FailurePolicy;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.mmhost.FrameSource;
import io.drua.mmhost.SyntheticFrames;
import io.drua.mmhost.SyntheticFrames.Kind;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.micromanager.PropertyMap;
import org.micromanager.PropertyMaps;
import org.micromanager.data.Image;
import org.micromanager.data.Metadata;

/** Metadata on their way to Python and back. */
class TagChecks {
  @AfterEach
  void tidy() throws Exception {
    Program.tidy();
  }

  /** One frame with these metadata. */
  private static FrameSource one(Metadata metadata) {
    Image[] left = {new SyntheticFrames(Kind.GRAY16, 8, 6).frame(2).copyWithMetadata(metadata)};
    return () -> {
      Image image = left[0];
      left[0] = null;
      return image;
    };
  }

  private static Metadata.Builder builder() {
    return Program.studio().data().metadataBuilder();
  }

  private static Map<String, Object> said(Metadata metadata) throws Exception {
    ProcessorSettings settings = Program.of("tags.say_all");
    assertThat(Program.through(one(metadata), settings)).hasSize(1);
    assertThat(Program.snapshot(settings).failure).isNull();
    List<Map<String, Object>> rows = Program.rows(settings);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  @Test
  void nothingIsDecodedBeforeItIsTouched() throws Exception {
    ProcessorSettings untouched = Program.of("tags.untouched");
    Program.through(Program.frames(2), untouched);
    assertThat(Program.rows(untouched)).hasSize(2).allSatisfy(row -> assertThat(row).containsEntry("decoded", false));
    ProcessorSettings lazy = Program.of("tags.lazy");
    Program.through(Program.frames(2), lazy);
    assertThat(Program.rows(lazy)).hasSize(2).allSatisfy(
        row -> assertThat(row)
            .containsEntry("exposure", 10.0)
            .containsEntry("gain", "1")
            .containsEntry("before", true)
            .containsEntry("after", false));
  }

  @Test
  void everyTagOfAFrame() throws Exception {
    PropertyMap user = PropertyMaps.builder().putString("Text", "größe").putInteger("Int", 5).putBoolean("Yes", true)
        .putDoubleList("Doubles", 0.5, 1.5).putStringList("Texts", "a", "b")
        .putPropertyMap("Nested", PropertyMaps.builder().putDouble("x", 0.25).build()).build();
    Metadata metadata = builder().elapsedTimeMs(1.5).exposureMs(10.0).pixelSizeUm(0.65).xPositionUm(-1.25).yPositionUm(2.0)
        .zPositionUm(3.0).binning(2).bitDepth(12).imageNumber(7L).camera("Cam").positionName("A1").roi(new Rectangle(1, 2, 3, 4))
        .userData(user).scopeData(PropertyMaps.builder().putString("Stage-Speed", "fast").build()).generateUUID().build();
    Map<String, Object> row = said(metadata);
    assertThat(row)
        .containsEntry("tag ElapsedTimeMs", "float 1.5")
        .containsEntry("tag ExposureMs", "float 10.0")
        .containsEntry("tag PixelSizeUm", "float 0.65")
        .containsEntry("tag XPositionUm", "float -1.25")
        .containsEntry("tag ZPositionUm", "float 3.0")
        .containsEntry("tag Binning", "int 2")
        .containsEntry("tag BitDepth", "int 12")
        .containsEntry("tag ImageNumber", "int 7")
        .containsEntry("tag Camera", "str 'Cam'")
        .containsEntry("tag PositionName", "str 'A1'")
        .containsEntry("tag ROI", "list [1, 2, 3, 4]")
        .containsEntry("tag UUID", "str '" + metadata.getUUID() + "'")
        .containsEntry("tag Text", "str 'größe'")
        .containsEntry("tag Int", "int 5")
        .containsEntry("tag Yes", "bool True")
        .containsEntry("tag Doubles", "list [0.5, 1.5]")
        .containsEntry("tag Texts", "list ['a', 'b']")
        .containsEntry("tag Nested", "dict {'x': 0.25}")
        .containsEntry("tag Stage-Speed", "str 'fast'")
        .containsEntry("axes", "{'time': 2, 'z': 0, 'channel': 0, 'position': 0}")
        .containsEntry("spacing", "(0.65, 0.65)");
  }

  @Test
  void whatPythonWritesStaysWithTheFrame() throws Exception {
    PropertyMap user = PropertyMaps.builder().putString("Given", "old").putString("Other", "stays").build();
    Metadata metadata = builder().exposureMs(10.0).camera("Cam").userData(user).generateUUID().build();
    Image image = Program.through(one(metadata), Program.of("tags.write_all")).get(0);
    assertThat(image.getMetadata().getCamera()).isEqualTo("Cam");
    assertThat(image.getMetadata().getExposureMs()).isEqualTo(10.0);
    assertThat(image.getMetadata().getUUID()).isEqualTo(metadata.getUUID());
    PropertyMap made = image.getMetadata().getUserData();
    assertThat(made.getString("Text", "")).isEqualTo("größe µ");
    assertThat(made.getLong("Whole", 0)).isEqualTo(7);
    assertThat(made.getLong("Big", 0)).isEqualTo(1L << 40);
    assertThat(made.getDouble("Real", 0)).isEqualTo(0.5);
    assertThat(made.getDouble("Scalar", 0)).isEqualTo(0.25);
    assertThat(made.getBoolean("Yes", false)).isTrue();
    assertThat(made.getStringList("Texts")).containsExactly("a", "b");
    assertThat(made.getDoubleList("Numbers")).containsExactly(1.0, 2.5);
    assertThat(made.getLongList("Wholes")).containsExactly(1L, 2L);
    assertThat(made.containsKey("Empty")).isTrue();
    PropertyMap group = made.getPropertyMap("Group", PropertyMaps.emptyPropertyMap());
    assertThat(group.getLong("inner", 0)).isEqualTo(3);
    assertThat(group.getPropertyMap("deeper", PropertyMaps.emptyPropertyMap()).getString("text", "")).isEqualTo("x");
    assertThat(made.getString("Given", "")).isEqualTo("changed");
    assertThat(made.getString("Other", "")).isEqualTo("stays");
    assertThat(made.containsKey("Taken back")).isFalse();
    assertThat(PropertyMaps.fromJSON(made.toJSON())).isEqualTo(made);
  }

  @Test
  void theNextProcessorReadsWhatTheOneBeforeWrote() throws Exception {
    ProcessorSettings[] three = {Program.of("tags.chained"), Program.of("tags.chained"), Program.of("tags.chained")};
    List<Image> images = Program.through(Program.frames(3), three);
    assertThat(images).hasSize(3)
        .allSatisfy(image -> assertThat(image.getMetadata().getUserData().getLong("Seen", 0)).isEqualTo(3));
  }

  @Test
  void tagsThatCantBeWrittenFailTheFrame() throws Exception {
    for (String routine : new String[] {"tags.write_wrong", "tags.delete_given"}) {
      ProcessorSettings settings = Program.of(routine).withOnFailure(FailurePolicy.PASS_RAW);
      List<Image> images = Program.through(Program.frames(2), settings);
      assertThat(images).hasSize(2);
      assertThat(Program.mark(images.get(1), "DruaError")).contains("TypeError").contains("time=1").contains("tags.py, line ");
    }
  }

  @Test
  void noMetadataAtAll() throws Exception {
    Map<String, Object> row = said(builder().build());
    assertThat(row.keySet()).filteredOn(key -> key.startsWith("tag ") && !key.equals("tag axes")).isEmpty();
    Image image = Program.through(one(builder().build()), Program.of("tags.write_all")).get(0);
    assertThat(image.getMetadata().getUserData().getLong("Whole", 0)).isEqualTo(7);
  }

  @Test
  void absurdTags() throws Exception {
    StringBuilder huge = new StringBuilder();
    for (int i = 0; i < 300_000; i++) {
      huge.append("0123456789");
    }
    PropertyMap nested = PropertyMaps.builder().putString("end", "x").build();
    for (int i = 0; i < 40; i++) {
      nested = PropertyMaps.builder().putPropertyMap("level " + i, nested).build();
    }
    PropertyMap.Builder many = PropertyMaps.builder();
    for (int i = 0; i < 5_000; i++) {
      many.putString("key " + i, "value");
    }
    PropertyMap user = PropertyMaps.builder().putString("Huge", huge.toString()).putPropertyMap("Deep", nested)
        .putString("\ud83d\udd2c\u0000\n", "odd \u0000 \ud83d\udd2c").putString("Half", "a\ud83d")
        .putString("", "no name").putString("axes", "not these").putString("UserData", "nor this").putString("Nothing", null)
        .putPropertyMapList("Maps", Arrays.asList(nested, PropertyMaps.emptyPropertyMap()))
        .putDouble("NaN", Double.NaN).putDouble("Infinite", Double.NEGATIVE_INFINITY).putLong("Long", Long.MIN_VALUE)
        .putByteList("Bytes", new byte[] {1, 2}).putRectangle("Rectangle", new Rectangle(1, 2, 3, 4)).build();
    Metadata metadata = builder().userData(user).scopeData(many.build()).build();
    Map<String, Object> row = said(metadata);
    assertThat(row).containsEntry("tag \ud83d\udd2c\u0000\n", "str 'odd \\x00 \ud83d\udd2c'")
        .containsEntry("tag NaN", "float nan").containsEntry("tag Long", "int " + Long.MIN_VALUE)
        .containsEntry("tag key 4999", "str 'value'")
        .containsEntry("axes", "{'time': 2, 'z': 0, 'channel': 0, 'position': 0}");
    assertThat(String.valueOf(row.get("tag Deep"))).startsWith("dict {'level 39': {'level 38'");
    Image image = Program.through(one(metadata), Program.of("tags.write_all")).get(0);
    PropertyMap made = image.getMetadata().getUserData();
    assertThat(made.getLong("Whole", 0)).isEqualTo(7);
    assertThat(made.getString("Huge", "")).hasSize(3_000_000);
    assertThat(made.getString("Half", "")).isEqualTo("a\ud83d");
    assertThat(made.getPropertyMap("Deep", PropertyMaps.emptyPropertyMap())).isEqualTo(nested);
  }
}
