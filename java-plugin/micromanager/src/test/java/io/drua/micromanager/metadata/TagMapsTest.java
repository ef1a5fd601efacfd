package io.drua.micromanager.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.bridge.MapBlock;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.micromanager.PropertyMap;
import org.micromanager.PropertyMaps;

class TagMapsTest {
  @Test
  void whatPythonWritesHasATypeOfMicroManagers() {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("text", "\u00e4");
    written.put("whole", 1L << 40);
    written.put("number", 0.5);
    written.put("truth", true);
    written.put("huge", BigInteger.ONE.shiftLeft(100));
    written.put("wholes", Arrays.asList(1L, 2L));
    written.put("numbers", Arrays.asList(1L, 2.5));
    written.put("truths", Collections.singletonList(true));
    written.put("mixed", Arrays.asList("a", 1L));
    written.put("nothing", Collections.emptyList());
    written.put("inner", Collections.singletonMap("a", 1L));
    written.put("inners", Arrays.asList(Collections.singletonMap("a", 1L), Collections.emptyMap()));
    PropertyMap map = TagMaps.with(null, written);
    assertThat(map.getString("text", "")).isEqualTo("\u00e4");
    assertThat(map.getLong("whole", 0)).isEqualTo(1L << 40);
    assertThat(map.getDouble("number", 0)).isEqualTo(0.5);
    assertThat(map.getBoolean("truth", false)).isTrue();
    assertThat(map.getString("huge", "")).isEqualTo("1267650600228229401496703205376");
    assertThat(map.getLongList("wholes")).containsExactly(1, 2);
    assertThat(map.getDoubleList("numbers")).containsExactly(1.0, 2.5);
    assertThat(map.getBooleanList("truths")).containsExactly(true);
    assertThat(map.getStringList("mixed")).containsExactly("a", "1");
    assertThat(map.getStringList("nothing")).isEmpty();
    assertThat(map.getPropertyMap("inner", null).getLong("a", 0)).isEqualTo(1);
    assertThat(map.getPropertyMapList("inners")).hasSize(2);
  }

  @Test
  void whatPythonWritesGoesOverWhatWasThere() {
    PropertyMap before = PropertyMaps.builder().putString("kept", "k").putString("gone", "g").putInteger("changed", 1).build();
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("gone", null);
    written.put("changed", "text");
    PropertyMap after = TagMaps.with(before, written);
    assertThat(after.keySet()).containsExactlyInAnyOrder("kept", "changed");
    assertThat(after.getString("changed", "")).isEqualTo("text");
    assertThat(before.getInteger("changed", 0)).isEqualTo(1);
  }

  @Test
  void everyTypeGoesToPython() {
    PropertyMap map =
        PropertyMaps.builder()
            .putString("a", "b")
            .putInteger("int", 3)
            .putLong("long", 4L)
            .putDouble("double", 0.25)
            .putBoolean("bool", true)
            .putStringList("texts", "x", "y")
            .putDoubleList("numbers", 1.0, 2.0)
            .putPropertyMap("inner", PropertyMaps.builder().putString("c", "d").build())
            .putRectangle("roi", new java.awt.Rectangle(1, 2, 3, 4))
            .build();
    MapBlock block = new MapBlock();
    TagMaps.write(map, block);
    io.drua.bridge.ImageBuffer image =
        io.drua.bridge.ImageBuffer.ofArray(new byte[1], io.drua.bridge.PixelType.UINT8, 1, 1)
            .withMetadataBlock(block.finish());
    Map<String, Object> values = image.metadata();
    assertThat(values).containsEntry("a", "b").containsEntry("int", 3L).containsEntry("long", 4L);
    assertThat(values).containsEntry("double", 0.25).containsEntry("bool", true);
    assertThat(values.get("texts")).isEqualTo(Arrays.asList("x", "y"));
    assertThat(values.get("numbers")).isEqualTo(Arrays.asList(1.0, 2.0));
    assertThat(values.get("inner")).isEqualTo(Collections.singletonMap("c", "d"));
    assertThat(values).containsKey("roi");
  }
}
