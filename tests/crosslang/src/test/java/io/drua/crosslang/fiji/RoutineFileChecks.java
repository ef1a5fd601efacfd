package io.drua.crosslang.fiji;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import io.drua.crosslang.support.Places;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Folders with broken, changed and colliding routine files: sound ones next to them work, and each is told what is wrong. */
class RoutineFileChecks {
  private static final String IMAGE = "newImage('a', '8-bit ramp', 20, 10, 1);";
  private static Path folder;
  private static String log;

  @BeforeAll
  static void addFolder() throws Exception {
    Host.prepare();
    folder = Files.createDirectories(Host.work().resolve("eigene Routinen"));
    try (Stream<Path> files = Files.list(Places.resource("fiji/broken"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        // Renamed here, because not every file system and archive keeps such a name as it is.
        String name = file.getFileName().toString().replace("beyond_ascii", "größe_µm");
        Files.copy(file, folder.resolve(name));
      }
    }
    log = Host.printed(() -> Host.macro("run('Routine Folders...', " + Host.quoted("add=[" + folder + "]") + ");"));
  }

  @AfterAll
  static void removeFolder() {
    Host.macro("run('Routine Folders...', " + Host.quoted("remove=[" + folder + "]") + ");");
  }

  @AfterEach
  void close() {
    Host.closeAll();
  }

  private static String value(String command) {
    return Host.macro(IMAGE, "call('io.drua.fiji.Report.clear');", "run(" + Host.quoted(command) + ");",
        "return call('io.drua.fiji.Report.lastValue');");
  }

  @Test
  void eachBrokenFileIsNamedWithLineAndReason() {
    assertThat(log).contains("not_python.py, line 6").contains("SyntaxError");
    assertThat(log).contains("missing_package.py, line 3").contains("a_package_that_is_not_there");
    assertThat(log).contains("half_wrong.py, line").contains("'radius'");
    assertThat(log.split("Left out: ", -1)).as(log).hasSize(4);
  }

  @Test
  void soundRoutinesNextToWrongOnesWork() {
    assertThat(value("Sound Half")).isEqualTo("sound");
    assertThat(value("Größe in µm")).isEqualTo("a 細胞 µ");
    assertThat(value("Mean of Plane")).isNotEmpty();
  }

  @Test
  void labelsThatAreTakenGiveWay() {
    assertThat(value("Subtract Top-Hat Background (Python)...")).isEqualTo("the user's own");
    Host.macro("open(" + Host.quoted(Host.data("test_image.tif")) + ");",
        "run('Subtract Top-Hat Background...', 'radius=12 smooth');");
    assertThat(Host.lastError()).isEmpty();
    assertThat(String.valueOf(Host.image().getProperty("Info"))).contains("routine: subtract_top_hat");
  }

  @Test
  void aChangedFileHasItsNewParameterAtOnce() throws Exception {
    Path file = Host.ownRoutines().resolve("changing.py");
    write(file, "x: int = 1", "str(x)");
    Host.macro("run('Refresh Routines');");
    assertThat(value("Changing...")).isEqualTo("1");
    write(file, "x: int = 1, added: str = 'new'", "added + str(x)");
    assertThat(Host.macro(IMAGE, "run('Changing...', 'added=more x=7');",
        "return call('io.drua.fiji.Report.lastValue');")).isEqualTo("more7");
    Files.write(file, "def broken(:".getBytes(StandardCharsets.UTF_8));
    assertThat(Host.failure(IMAGE, "run('Changing...', 'x=7');")).contains("changing.py").contains("SyntaxError");
    write(file, "x: int = 1", "'mended'");
    assertThat(value("Changing...")).isEqualTo("mended");
    Files.delete(file);
    assertThat(Host.failure(IMAGE, "run('Changing...', 'x=7');")).contains("no routine \"changing.changing\"");
    Host.macro("run('Refresh Routines');");
    assertThat(Host.failure(IMAGE, "call('io.drua.fiji.Macro.run', 'Changing...', 'x=7');")).isNotNull();
  }

  private static void write(Path file, String parameters, String result) throws Exception {
    String text = "from drua import Image, routine\n\n\n@routine(menu='Plugins > Python > Tests > Changing...')\n"
        + "def changing(image: Image, " + parameters + ") -> str:\n    \"\"\"Change.\"\"\"\n    return " + result + "\n";
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void foldersThatAreNone() {
    assertThat(Host.failure("run('Routine Folders...', 'add=[/no/such/folder]');"))
        .contains("isn't a folder").contains("Make it first");
    assertThat(Host.failure("run('Routine Folders...', 'remove=[/no/such/folder]');")).contains("isn't one of");
    assertThat(Host.failure("run('Routine Folders...', 'bogus');")).contains("add=[folder]");
    assertThat(IJ.debugMode).isFalse();
  }
}
