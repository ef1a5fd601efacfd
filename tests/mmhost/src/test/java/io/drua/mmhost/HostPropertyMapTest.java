package io.drua.mmhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Rectangle;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.micromanager.PropertyMap;
import org.micromanager.PropertyMaps;
import org.micromanager.propertymap.MutablePropertyMapView;

class HostPropertyMapTest {
  private static PropertyMap everything() {
    return PropertyMaps.builder()
        .putBoolean("boolean", true)
        .putByte("byte", (byte) -3)
        .putShort("short", (short) 300)
        .putInteger("int", 70000)
        .putLong("long", 1L << 40)
        .putFloat("float", 0.5f)
        .putDouble("double", 0.1)
        .putDouble("not a number", Double.NaN)
        .putString("text", "\u00b5m \"<&>\"\n")
        .putUUID("uuid", new UUID(1, 2))
        .putRectangle("rectangle", new Rectangle(1, 2, 3, 4))
        .putPropertyMap("map", PropertyMaps.builder().putString("inner", "x").build())
        .putBooleanList("booleans", true, false)
        .putByteList("bytes", new byte[] {1})
        .putShortList("shorts", Collections.singletonList((short) 2))
        .putIntegerList("ints", 1, 2, 3)
        .putLongList("longs", Arrays.asList(1L, 2L))
        .putFloatList("floats", 1.5f)
        .putDoubleList("doubles", 1.5, 2.5)
        .putStringList("texts", "a", "b")
        .putStringList("no texts", Collections.emptyList())
        .putPropertyMapList("maps", PropertyMaps.emptyPropertyMap(), PropertyMaps.builder().putInteger("n", 1).build())
        .build();
  }

  @Test
  void keepsTheTypeOfEachValue() {
    PropertyMap map = everything();

    assertThat(map.getBoolean("boolean", false)).isTrue();
    assertThat(map.getByte("byte", (byte) 0)).isEqualTo((byte) -3);
    assertThat(map.getLong("long", 0)).isEqualTo(1L << 40);
    assertThat(map.getIntegerList("ints")).containsExactly(1, 2, 3);
    assertThat(map.getIntegerList("ints", Collections.<Integer>emptyList())).containsExactly(1, 2, 3);
    assertThat(map.getStringList("texts")).containsExactly("a", "b");
    assertThat(map.getPropertyMapList("maps")).hasSize(2);
    assertThat(map.getValueTypeForKey("int")).isEqualTo(int.class);
    assertThat(map.getValueTypeForKey("doubles")).isEqualTo(double[].class);
    assertThat(map.getValueTypeForKey("texts")).isEqualTo(String[].class);
    assertThat(map.getValueTypeForKey("text")).isEqualTo(String.class);
    assertThat(map.containsInteger("int")).isTrue();
    assertThat(map.containsLong("int")).isFalse();
    assertThatThrownBy(() -> map.getValueTypeForKey("absent")).isInstanceOf(NullPointerException.class);
  }

  @Test
  void refusesAnotherTypeAndGivesTheDefaultForAnAbsentKey() {
    PropertyMap map = everything();

    assertThatThrownBy(() -> map.getLong("int", 0)).isInstanceOf(ClassCastException.class);
    assertThatThrownBy(() -> map.getString("texts", "")).isInstanceOf(ClassCastException.class);
    assertThatThrownBy(() -> map.getIntegerList("int")).isInstanceOf(ClassCastException.class);
    assertThat(map.getDouble("absent", 7.0)).isEqualTo(7.0);
    assertThat(map.getString("absent", null)).isNull();
    assertThat(map.getStringList("absent", "d")).containsExactly("d");
    assertThat(map.getDoubleList("absent")).isEmpty();
  }

  @Test
  void textsForPeople() {
    PropertyMap map = everything();

    assertThat(map.getValueAsString("int", "")).isEqualTo("70000");
    assertThat(map.getValueAsString("texts", "")).isEqualTo("a, b");
    assertThat(map.getValueAsString("doubles", "")).isEqualTo("1.5, 2.5");
    assertThat(map.getValueAsString("absent", "none")).isEqualTo("none");
  }

  @Test
  void nullRemovesAndACopyIsIndependent() {
    PropertyMap map = everything();
    PropertyMap fewer = map.copyBuilder().putString("text", null).remove("int").build();

    assertThat(fewer.keySet()).doesNotContain("text", "int").hasSize(map.size() - 2);
    assertThat(map.containsKey("text")).isTrue();
    assertThat(map.copyBuilder().retainAll(Collections.singleton("int")).build().keySet()).containsExactly("int");
    assertThat(map.copyBuilder().clear().build().isEmpty()).isTrue();
    assertThat(PropertyMaps.builder().putAll(map).build()).isEqualTo(map).isNotEqualTo(fewer);
    assertThatThrownBy(() -> PropertyMaps.builder().putStringList("k", "a", null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void whatGoesInAndComesOutIsCopied() {
    Rectangle rectangle = new Rectangle(1, 1, 1, 1);
    double[] numbers = {1};
    PropertyMap map = PropertyMaps.builder().putRectangle("r", rectangle).putDoubleList("n", numbers).build();
    rectangle.x = 9;
    numbers[0] = 9;
    map.getRectangle("r", null).x = 8;
    map.getDoubleList("n")[0] = 8;

    assertThat(map.getRectangle("r", null).x).isEqualTo(1);
    assertThat(map.getDoubleList("n")).containsExactly(1);
  }

  @Test
  void comesBackFromJson(@TempDir Path folder) throws IOException {
    PropertyMap map = everything();
    File file = folder.resolve("map.json").toFile();

    assertThat(PropertyMaps.fromJSON(map.toJSON())).isEqualTo(map);
    assertThat(map.saveJSON(file, false, false)).isTrue();
    assertThat(map.saveJSON(file, false, false)).isFalse();
    assertThat(map.saveJSON(file, true, true)).isTrue();
    assertThat(PropertyMaps.loadJSON(file)).isEqualTo(map);
    assertThat(folder.resolve("map.json~")).exists();
  }

  @Test
  void readsWhatTheProgramWrites() throws IOException {
    String text =
        "{\"encoding\": \"UTF-8\", \"format\": \"Micro-Manager Property Map\", \"major_version\": 2, \"minor_version\": 0,"
            + " \"map\": {\"a\": {\"type\": \"INTEGER\", \"scalar\": 3},"
            + " \"b\": {\"type\": \"STRING\", \"array\": [\"x\", \"y\"]},"
            + " \"c\": {\"type\": \"PROPERTY_MAP\", \"scalar\": {\"d\": {\"type\": \"DOUBLE\", \"scalar\": 0.5}}}}}";

    PropertyMap map = PropertyMaps.fromJSON(text);

    assertThat(map.getInteger("a", 0)).isEqualTo(3);
    assertThat(map.getStringList("b")).containsExactly("x", "y");
    assertThat(map.getPropertyMap("c", null).getDouble("d", 0)).isEqualTo(0.5);
    assertThat(PropertyMaps.fromJSON("").isEmpty()).isTrue();
    assertThatThrownBy(() -> PropertyMaps.fromJSON("{}")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> PropertyMaps.fromJSON("no map")).isInstanceOf(IOException.class);
  }

  @Test
  void aProfileIsAViewAndSurvivesItsSession() throws IOException {
    HostProfile profile = new HostProfile();
    MutablePropertyMapView settings = profile.getSettings(String.class);
    settings.putString("a", "1").putIntegerList("b", 1, 2);
    List<String> keys = Arrays.asList("a", "b");

    assertThat(profile.getSettings(String.class).keySet()).containsAll(keys);
    assertThat(profile.getSettings(Integer.class).isEmpty()).isTrue();
    HostProfile next = HostProfile.fromJson(profile.toJson());
    assertThat(next.getSettings(String.class).toPropertyMap()).isEqualTo(settings.toPropertyMap());
    settings.remove("a");
    assertThat(next.getSettings(String.class).getString("a", null)).isEqualTo("1");
    assertThat(settings.clear().size()).isZero();
  }
}
