package io.drua.crosslang.micromanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.mmhost.HostAcquisition;
import io.drua.mmhost.SyntheticFrames;
import io.drua.mmhost.SyntheticFrames.Kind;
import io.drua.mmhost.TestStudio;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.micromanager.PropertyMap;
import org.micromanager.PropertyMaps;
import org.micromanager.data.Image;
import org.micromanager.data.ProcessorPlugin;

/**
 * The plugin in a class loader of its own, once more in another one, and Drua's ImageJ plugin in a third, as in older
 * builds of Micro-Manager with ImageJ inside. None of them is on the class path of this process: {@code
 * checks.plugin} and {@code checks.fiji} say where they are.
 */
class LoaderChecks {
  private static URLClassLoader loader(String property) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty(property).split(File.pathSeparator)) {
      urls.add(Paths.get(entry).toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(new URL[0]), LoaderChecks.class.getClassLoader());
  }

  private static PropertyMap settings(String routine) {
    return PropertyMaps.builder().putString("DruaId", "id of " + routine).putString("DruaRoutine", routine).build();
  }

  private static Object eval(ClassLoader fiji, String expression) throws Exception {
    return Class.forName("io.drua.fiji.Macro", true, fiji).getMethod("eval", String.class).invoke(null, expression);
  }

  @Test
  void shareOnePython() throws Exception {
    Reload.save("shared.py", "import sys", "from drua import Image, processor",
        "@processor(pin=True)", "def one(image: Image) -> None:", "    sys.drua_seen = getattr(sys, 'drua_seen', 0) + 1", "    image += 1",
        "@processor(pin=True)", "def other(image: Image) -> None:", "    sys.drua_seen += 100", "    image *= 2");
    try (TestStudio studio = new TestStudio();
        URLClassLoader first = loader("checks.plugin");
        URLClassLoader second = loader("checks.plugin");
        URLClassLoader fiji = loader("checks.fiji")) {
      List<Class<?>> classes = new ArrayList<>();
      String[] routines = {"shared.one", "shared.other"};
      int index = 0;
      for (ClassLoader loader : new ClassLoader[] {first, second}) {
        Class<?> type = Class.forName("io.drua.micromanager.PythonProcessorPlugin", true, loader);
        classes.add(type);
        ProcessorPlugin plugin = (ProcessorPlugin) type.getConstructor().newInstance();
        studio.install(plugin);
        studio.data().addConfiguredProcessor(plugin.createConfigurator(settings(routines[index++])), plugin);
      }
      assertThat(classes.get(0)).isNotSameAs(classes.get(1));
      for (int round = 0; round < 2; round++) {
        HostAcquisition acquisition = studio.acquisitions()
            .start(new SyntheticFrames(Kind.GRAY16, 20, 10).count(6), studio.data().summaryMetadataBuilder().build());
        assertThat(acquisition.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(acquisition.failures()).isEmpty();
        List<Image> images = acquisition.store().images();
        assertThat(images).hasSize(6);
        for (int i = 0; i < 6; i++) {
          assertThat(images.get(i).getIntensityAt(3, 2)).isEqualTo(2 * (SyntheticFrames.valueAt(i, 3, 2) + 1));
        }
      }
      assertThat(eval(fiji, "__import__('sys').drua_seen")).isEqualTo("1212");
    }
    assertThat(libraries()).as("each native library once").hasSize(2);
  }

  /** Drua's native libraries in the memory of this process. */
  private static Set<String> libraries() throws Exception {
    Path maps = Paths.get("/proc/self/maps");
    Set<String> found = new TreeSet<>();
    if (!Files.exists(maps)) {
      found.add("unknown here");
      found.add("without /proc");
      return found;
    }
    for (String line : Files.readAllLines(maps, StandardCharsets.UTF_8)) {
      int path = line.indexOf('/');
      if (path >= 0 && line.contains("libdrua_")) {
        found.add(line.substring(path));
      }
    }
    return found;
  }
}
