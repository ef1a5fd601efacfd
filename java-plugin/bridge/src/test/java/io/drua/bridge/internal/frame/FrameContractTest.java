package io.drua.bridge.internal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.bridge.PixelType;
import io.drua.bridge.internal.Contract;
import io.drua.bridge.internal.wire.Tag;
import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Java constants are the golden file's. */
class FrameContractTest {
  private static final Map<?, ?> ABI = Contract.read("abi.json");

  private static int constant(Class<?> owner, String name) {
    try {
      Field field = owner.getField(name);
      return field.getInt(null);
    } catch (ReflectiveOperationException missing) {
      throw new AssertionError(owner.getSimpleName() + " lacks " + name, missing);
    }
  }

  private static void compareOffsets(String layout, String prefix, String... unused) {
    Map<?, ?> fields = (Map<?, ?>) ((Map<?, ?>) ABI.get(layout)).get("fields");
    assertThat(fields).isNotEmpty();
    for (Object name : fields.keySet()) {
      if (java.util.Arrays.asList(unused).contains(name)) {
        continue;
      }
      String constant = prefix + ((String) name).toUpperCase(Locale.ROOT);
      assertThat(constant(FrameLayout.class, constant))
          .as(constant)
          .isEqualTo(Contract.number(fields, (String) name, "offset"));
    }
  }

  private static void compareNumbers(String section, Class<?> owner, String prefix) {
    Map<?, ?> numbers = (Map<?, ?>) ABI.get(section);
    assertThat(numbers).isNotEmpty();
    for (Object name : numbers.keySet()) {
      String words = ((String) name).replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
      assertThat(constant(owner, prefix + words)).as(prefix + words).isEqualTo(Contract.number(numbers, (String) name));
    }
  }

  @Test
  void offsetsOfTheFrame() {
    compareOffsets("frame", "", "reserved");
    assertThat(FrameLayout.FRAME_BYTES).isEqualTo(Contract.number(ABI, "frame", "bytes"));
  }

  @Test
  void offsetsOfASpan() {
    compareOffsets("span", "SPAN_");
    assertThat(FrameLayout.SPAN_BYTES).isEqualTo(Contract.number(ABI, "span", "bytes"));
  }

  @Test
  void numbers() {
    assertThat(FrameLayout.ABI_VERSION).isEqualTo(Contract.number(ABI, "abi_version"));
    compareNumbers("tags", Tag.class, "");
    compareNumbers("array_flags", Tag.class, "ARRAY_");
    compareNumbers("operations", FrameLayout.class, "OP_");
    compareNumbers("queries", FrameLayout.class, "QUERY_");
    compareNumbers("modes", FrameLayout.class, "MODE_");
    compareNumbers("flags", FrameLayout.class, "FLAG_");
    compareNumbers("access", FrameLayout.class, "ACCESS_");
    compareNumbers("outcomes", FrameLayout.class, "OUTCOME_");
    compareNumbers("events", FrameLayout.class, "EVENT_");
    assertThat(FrameLayout.STATUS_OK).isEqualTo(Contract.number(ABI, "statuses", "OK"));
    assertThat(FrameLayout.STATUS_REPLY_TOO_LARGE).isEqualTo(Contract.number(ABI, "statuses", "REPLY_TOO_LARGE"));
    assertThat(FrameLayout.STATUS_PYTHON_EXCEPTION).isEqualTo(Contract.number(ABI, "statuses", "PYTHON_EXCEPTION"));
    assertThat(FrameLayout.STATUS_NO_INTERPRETER).isEqualTo(Contract.number(ABI, "statuses", "NO_INTERPRETER"));
    assertThat(FrameLayout.STATUS_START_FAILED).isEqualTo(Contract.number(ABI, "statuses", "START_FAILED"));
  }

  @Test
  void elementTypes() {
    Map<?, ?> types = (Map<?, ?>) ABI.get("dtypes");
    assertThat(types).hasSize(PixelType.values().length);
    for (PixelType type : PixelType.values()) {
      assertThat(type.code()).as(type.name()).isEqualTo(Contract.number(types, type.numpyName(), "code"));
      assertThat(type.bytes()).as(type.name()).isEqualTo(Contract.number(types, type.numpyName(), "bytes"));
      assertThat(PixelType.ofCode(type.code())).isSameAs(type);
    }
  }
}
