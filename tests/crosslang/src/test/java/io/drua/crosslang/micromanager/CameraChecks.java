package io.drua.crosslang.micromanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonRuntime;
import io.drua.crosslang.support.Places;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import io.drua.micromanager.settings.ProcessorSettings;
import io.drua.mmhost.FrameSource;
import java.awt.Rectangle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.micromanager.data.Image;
import org.micromanager.data.Metadata;

/** Frames of Micro-Manager's own demo camera: its core runs in this process's Python. */
class CameraChecks {
  private static final String DIALS = "tags.dials";
  private static PyObject camera;

  @BeforeAll
  static void start() throws Exception {
    Program.studio();
    PythonRuntime python = MicroManagerRuntime.start();
    Path file = Places.resource("micromanager/python/camera.py");
    PyObject names = python.namespace();
    python.exec(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file.toString(), names);
    try (PyObject type = (PyObject) names.invoke("__getitem__", "Camera")) {
      camera = type.callKeeping();
    }
  }

  @AfterEach
  void tidy() throws Exception {
    Program.tidy();
  }

  /** Takes frames of the camera: each is asked of Python, and becomes an image of Micro-Manager's. */
  private static FrameSource source(int count, List<Object> given, Program.Step... between) {
    int[] next = {0};
    return () -> {
      int number = next[0]++;
      if (number == count) {
        return null;
      }
      if (number > 0 && between.length > 0) {
        between[0].run();
      }
      return image(number, given);
    };
  }

  private static Image image(int number, List<Object> given) {
    List<?> frame = (List<?>) camera.invoke("next");
    Map<?, ?> tags = (Map<?, ?>) frame.get(1);
    try (ImageBuffer pixels = (ImageBuffer) frame.get(0)) {
      Object array = pixels.toArray();
      given.add(clone(array));
      int height = (int) pixels.shape()[0];
      int width = (int) pixels.shape()[1];
      boolean colour = pixels.shape().length == 3;
      int bytes = colour ? 4 : array instanceof byte[] ? 1 : 2;
      List<?> roi = (List<?>) tags.get("roi");
      Metadata metadata = Program.studio().data().metadataBuilder()
          .imageNumber((long) number)
          .exposureMs(((Number) tags.get("exposure")).doubleValue())
          .binning(((Number) tags.get("binning")).intValue())
          .roi(new Rectangle(number(roi, 0), number(roi, 1), number(roi, 2), number(roi, 3)))
          .camera("Camera").generateUUID().build();
      return Program.studio().data().wrapImage(array, width, height, bytes, colour ? 3 : 1,
          Program.studio().data().coordsBuilder().t(number).build(), metadata);
    }
  }

  private static int number(List<?> list, int index) {
    return ((Number) list.get(index)).intValue();
  }

  private static Object clone(Object array) {
    return array instanceof byte[] ? ((byte[]) array).clone() : ((short[]) array).clone();
  }

  /** Each frame inverted; the fourth byte of colour pixels left alone. */
  private static Object inverted(Object array, boolean colour) {
    Object made = clone(array);
    if (made instanceof byte[]) {
      byte[] bytes = (byte[]) made;
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = colour && i % 4 == 3 ? bytes[i] : (byte) ~bytes[i];
      }
    } else {
      short[] shorts = (short[]) made;
      for (int i = 0; i < shorts.length; i++) {
        shorts[i] = (short) ~shorts[i];
      }
    }
    return made;
  }

  private static List<Map<String, Object>> stream(int count, int width, int height, boolean colour, Program.Step... between)
      throws Exception {
    List<Object> given = new ArrayList<>();
    ProcessorSettings compare = Program.of("demo_camera.compare_and_invert");
    Program.set(compare, Program.of(DIALS));
    List<Image> images = Program.images(source(count, given, between));
    assertThat(images).hasSize(count);
    for (int i = 0; i < count; i++) {
      Image image = images.get(i);
      assertThat(new int[] {image.getWidth(), image.getHeight()}).containsExactly(width, height);
      assertThat(image.getCoords().getT()).isEqualTo(i);
      assertThat(java.util.Objects.deepEquals(image.getRawPixels(), inverted(given.get(i), colour))).as("frame " + i).isTrue();
    }
    List<Map<String, Object>> rows = Program.rows(compare);
    assertThat(rows).hasSize(count).allSatisfy(row -> assertThat(row).containsEntry("same", true));
    assertThat(rows.get(0).get("spread")).as("the camera gives pictures").isNotEqualTo(0L);
    return rows;
  }

  private static void set(String property, String value) {
    camera.invoke("set", property, value);
  }

  @Test
  void snapsOfEveryPixelType() throws Exception {
    String[] types = {"8bit", "16bit", "32bitRGB"};
    for (String type : types) {
      set("Binning", "1");
      set("PixelType", type);
      stream(3, 512, 512, type.endsWith("RGB"));
    }
  }

  @Test
  void binningAndRegionOfInterest() throws Exception {
    set("PixelType", "16bit");
    set("Binning", "2");
    assertThat(stream(2, 256, 256, false)).allSatisfy(row -> assertThat(row).containsEntry("binning", 2L));
    set("Binning", "1");
    camera.invoke("region", 10, 20, 101, 53);
    try {
      assertThat(stream(2, 101, 53, false)).allSatisfy(row -> assertThat(row).containsEntry("roi", "[10, 20, 101, 53]"));
    } finally {
      camera.invoke("region");
    }
  }

  @Test
  void exposureThatChangesWhileFramesFlow() throws Exception {
    set("Binning", "4");
    set("PixelType", "8bit");
    List<Map<String, Object>> rows = stream(4, 128, 128, false, () -> camera.invoke("longer"));
    for (int i = 1; i < 4; i++) {
      assertThat((Double) rows.get(i).get("exposure")).isEqualTo((Double) rows.get(i - 1).get("exposure") + 1);
    }
  }

  @Test
  void sequences() throws Exception {
    set("Binning", "1");
    set("PixelType", "16bit");
    camera.invoke("sequence", 40);
    stream(40, 512, 512, false);
    set("PixelType", "32bitRGB");
    camera.invoke("sequence", 10);
    stream(10, 512, 512, true);
  }
}
