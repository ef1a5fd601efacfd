package io.drua.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.internal.wire.WireReader;
import io.drua.bridge.internal.wire.WireWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MapBlockTest {
  private static Object decode(byte[] block) {
    return WireReader.decode(block, 0, new FrameValues());
  }

  @Test
  void writesWhatAMapWouldBe() {
    MapBlock block = new MapBlock();
    block.put("text", "\u00e4").put("whole", 3).put("number", 0.5).put("missing", null);
    block.putValue("list", Arrays.asList(1, true, null));
    block.beginMap("inner").put("a", 1).beginMap("deeper").endMap().endMap();
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("a", 1L);
    inner.put("deeper", Collections.emptyMap());
    Map<String, Object> same = new LinkedHashMap<>();
    same.put("text", "\u00e4");
    same.put("whole", 3L);
    same.put("number", 0.5);
    same.put("list", Arrays.asList(1L, true, null));
    same.put("inner", inner);
    byte[] made = block.finish();
    assertThat(made).isEqualTo(WireWriter.encode(same));
    assertThat(decode(made)).isEqualTo(same);
  }

  @Test
  void isEmptyAgainAfterABlock() {
    MapBlock block = new MapBlock();
    block.put("a", 1).beginMap("open").put("b", 2);
    assertThat(decode(block.finish()).toString()).isEqualTo("{a=1, open={b=2}}");
    assertThat(decode(block.finish())).isEqualTo(Collections.emptyMap());
    block.put("c", 1).discard();
    assertThat(decode(block.finish())).isEqualTo(Collections.emptyMap());
  }

  @Test
  void takesTextsThatAreNoUnicode() {
    MapBlock block = new MapBlock();
    block.put("a\ud83d", "\ude00b\ud83d\ude00").putValue("list", Arrays.asList("\ud83d"));
    assertThat(decode(block.finish()).toString()).isEqualTo("{a\ufffd=\ufffdb\ud83d\ude00, list=[\ufffd]}");
  }

  @Test
  void refusesWhatIsTooDeep() {
    MapBlock block = new MapBlock();
    for (int i = 1; i < 8; i++) {
      block.beginMap("m");
    }
    assertThatThrownBy(() -> block.beginMap("m")).isInstanceOf(ConversionException.class);
  }
}
