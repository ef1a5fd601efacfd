package io.drua.crosslang.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.drua.bridge.BridgeException;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.ParameterException;
import io.drua.bridge.PixelType;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonException;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.RoutineCatalog;
import io.drua.bridge.RoutineFileError;
import io.drua.bridge.RoutineManifest;
import io.drua.bridge.RoutineTraits;
import io.drua.crosslang.support.Places;
import io.drua.crosslang.support.PythonScope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routine files and calls of their routines, sound and broken. */
class RoutineFilesTest {
  private static final Path SOUND = Places.resource("routines/sound.py");

  private final short[] pixels = {1, 2, 3, 4};

  @AfterEach
  void stillWorks() {
    try (Routine count = load(SOUND, "count")) {
      short[] fresh = {0, 1, 2, 0};
      assertThat(PythonScope.run(count, ImageBuffer.ofArray(fresh, PixelType.UINT16, 2, 2)).value()).isEqualTo(2.0);
    }
  }

  private static Routine load(Path file, String name) {
    return PythonScope.runtime().loadRoutine(file, name, RoutineTraits.builder().inPlace(true).build());
  }

  private static BridgeException refusal(Path file, String name) {
    Throwable thrown = catchThrowable(() -> load(file, name).close());
    assertThat(thrown).isInstanceOf(BridgeException.class);
    return (BridgeException) thrown;
  }

  private Object scale(Map<String, ?> parameters) {
    try (Routine scale = load(SOUND, "scale")) {
      return scale.run(
              RoutineCall.builder()
                  .image(ImageBuffer.ofArray(pixels, PixelType.UINT16, 2, 2))
                  .parameters(parameters)
                  .build())
          .value();
    }
  }

  // -- Files --

  @ParameterizedTest
  @CsvSource({
    "syntax_error.py,broken,SyntaxError,5",
    "failing_import.py,missing,a_package_that_nobody_has,3",
    "raises_at_import.py,anything,the microscope is off,3",
    "exits_at_import.py,anything,exit,5",
    "wrong_signature.py,no_annotation,radius,6",
    "colliding.py,twice,Radius,6",
  })
  void brokenFileSaysWhereAndWhat(String name, String routine, String expected, long line) {
    Path file = Places.resource("routines").resolve(name);
    BridgeException thrown = refusal(file, routine);
    assertThat(thrown.code()).isEqualTo("manifest");
    assertThat(thrown.hint()).isNotEmpty();
    String description = (String) describe(file);
    assertThat(description).contains("\"error\":").containsIgnoringCase(expected);
    assertThat(description).containsPattern("\"line\":\\s*" + line + "\\b");
    assertThat(thrown.getLocalizedMessage() + description).containsIgnoringCase(expected);
  }

  private static Object describe(Path file) {
    try (PyObject host = PythonScope.runtime().importModule("drua._host")) {
      return host.invoke("describe", file.toString());
    }
  }

  @Test
  void unknownRoutineNamesTheKnownOnes() {
    BridgeException thrown = refusal(SOUND, "scael");
    assertThat(thrown).hasMessageContaining("expected a routine 'scael'").hasMessageContaining("scale");
    assertThat(thrown.hint()).contains("@routine");
    assertThat(refusal(Places.resource("routines/no_routine.py"), "plain").getLocalizedMessage()).contains("@routine");
    assertThat(refusal(Places.resource("routines/not_there.py"), "x").getLocalizedMessage()).contains("not_there.py");
  }

  @Test
  void catalogListsTheSoundAndTheBroken(@TempDir Path cache) {
    RoutineCatalog catalog =
        RoutineCatalog.scan(
            Collections.singletonList(Places.resource("routines")), cache, PythonScope.runtime().manifestSource());
    assertThat(catalog.routines()).extracting(RoutineManifest::name).contains("scale", "count", "half", "wrong_shape");
    assertThat(catalog.errors()).extracting(error -> error.file().getFileName().toString())
        .contains("syntax_error.py", "failing_import.py", "wrong_signature.py", "colliding.py");
    for (RoutineFileError error : catalog.errors()) {
      assertThat(error.message()).isNotEmpty();
    }
    // From the cache, without asking Python, it is the same.
    RoutineCatalog again =
        RoutineCatalog.scan(
            Collections.singletonList(Places.resource("routines")), cache, PythonScope.runtime().manifestSource());
    assertThat(again.routines()).hasSameSizeAs(catalog.routines());
  }

  @Test
  void changedFileIsImportedAgainAndABrokenOneKeepsTheLast(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("changing.py");
    String text =
        "from drua import Image, routine\n\n\n@routine(menu=\"Plugins > Python > C\")\n"
            + "def changing(image: Image) -> str:\n    \"\"\"Change.\"\"\"\n    return \"one\"\n";
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    assertThat(run(file)).isEqualTo("one");
    Files.write(file, text.replace("one", "other").getBytes(StandardCharsets.UTF_8));
    assertThat(run(file)).isEqualTo("other");
    Files.write(file, text.replace("return", "return (").getBytes(StandardCharsets.UTF_8));
    assertThat(run(file)).isEqualTo("other");
    Files.write(file, text.replace("one", "third!").getBytes(StandardCharsets.UTF_8));
    assertThat(run(file)).isEqualTo("third!");
  }

  private Object run(Path file) {
    try (Routine routine = load(file, "changing")) {
      return PythonScope.run(routine, ImageBuffer.ofArray(pixels, PixelType.UINT16, 2, 2)).value();
    }
  }

  @Test
  void fileWithNonAsciiNameAndTextLoads(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("r\u00e4nder \u4e2d.py");
    String text =
        "from drua import Image, routine\n\n\n@routine(menu=\"Plugins > Python > R\u00e4nder\")\n"
            + "def changing(image: Image) -> str:\n    \"\"\"R\u00e4nder.\"\"\"\n    return \"\u00b5m \ud83d\ude00\"\n";
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    assertThat(run(file)).isEqualTo("\u00b5m \ud83d\ude00");
  }

  // -- Parameters --

  @Test
  void parametersAreConverted() {
    Map<String, Object> parameters = new LinkedHashMap<String, Object>();
    parameters.put("factor", 2);
    parameters.put("OFFSET", "1");
    parameters.put("mode", "clip");
    assertThat(scale(parameters)).isNull();
    assertThat(pixels).containsExactly((short) 3, (short) 5, (short) 7, (short) 9);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "factor|0.1|0.5",
    "factor|9.0|8",
    "factor|many|a number",
    "factor|NaN|number",
    "offset|1.5|whole number",
    "mode|mirror|clip",
    "invert|perhaps|",
    "factr|2|did you mean 'factor'",
  })
  void wrongParametersSayWhatWasExpected(String name, String value, String expected) {
    Map<String, Object> parameters = new HashMap<String, Object>();
    parameters.put("factor", 2.0);
    parameters.put(name, value);
    Throwable thrown = catchThrowable(() -> scale(parameters));
    assertThat(thrown).isInstanceOf(ParameterException.class).hasMessageContaining("'" + name + "'");
    assertThat(thrown.getLocalizedMessage()).contains("expected").contains("found");
    if (expected != null) {
      assertThat(thrown.getLocalizedMessage()).contains(expected);
    }
    assertThat(pixels).containsExactly((short) 1, (short) 2, (short) 3, (short) 4);
  }

  @Test
  void missingAndDoubledParametersAreNamed() {
    assertThatThrownBy(() -> scale(Collections.<String, Object>emptyMap()))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("parameter 'factor'")
        .hasMessageContaining("found nothing")
        .satisfies(thrown -> assertThat(((BridgeException) thrown).hint()).contains("no default"));
    Map<String, Object> twice = new LinkedHashMap<String, Object>();
    twice.put("factor", 1.0);
    twice.put("Factor", 2.0);
    assertThatThrownBy(() -> scale(twice)).isInstanceOf(ParameterException.class).hasMessageContaining("two");
    assertThatThrownBy(() -> scale(Collections.singletonMap("factor", Arrays.asList(1, 2))))
        .isInstanceOf(ParameterException.class);
    assertThatThrownBy(() -> scale(Collections.singletonMap("factor", null))).isInstanceOf(ParameterException.class);
  }

  // -- Images --

  @Test
  void imageOfAnotherTypeIsRefusedWithAdvice() {
    try (Routine bytes = load(SOUND, "bytes_only")) {
      assertThatThrownBy(() -> PythonScope.run(bytes, ImageBuffer.ofArray(pixels, PixelType.UINT16, 2, 2)))
          .hasMessageContaining("expected pixels of uint8, found uint16")
          .satisfies(thrown -> {
            assertThat(((BridgeException) thrown).code()).isEqualTo("image-type");
            assertThat(((BridgeException) thrown).hint()).contains("Image > Type");
          });
      assertThatThrownBy(() -> bytes.run(RoutineCall.builder().build())).hasMessageContaining("expected 1 image(s)");
    }
    assertThat(pixels).containsExactly((short) 1, (short) 2, (short) 3, (short) 4);
  }

  @Test
  void metadataIsThereWithoutAskingJava() {
    Map<String, Object> metadata = new HashMap<String, Object>();
    metadata.put("axes", "YX");
    metadata.put("name", "caf\u00e9 \u4e2d");
    metadata.put("spacing", Arrays.asList(0.5, 0.25));
    ImageBuffer image = ImageBuffer.ofArray(pixels, PixelType.UINT16, 2, 2).withMetadata(metadata);
    try (Routine axes = load(SOUND, "axes")) {
      for (int i = 0; i < 3; i++) {
        assertThat(PythonScope.run(axes, image).value()).isEqualTo("YX caf\u00e9 \u4e2d (0.5, 0.25) (2, 2)");
      }
    }
  }

  @Test
  void resultImageIsItsOwn() {
    try (Routine half = load(SOUND, "half")) {
      for (int i = 0; i < 3; i++) {
        Object value = PythonScope.run(half, ImageBuffer.ofArray(pixels, PixelType.UINT16, 2, 2)).value();
        try (ImageBuffer image = (ImageBuffer) value) {
          pixels[0] = 1;
          assertThat((short[]) image.toArray()).containsExactly((short) 1);
        }
      }
    }
  }

  // -- Results --

  @ParameterizedTest
  @CsvSource({
    "text_as_image,image", "image_as_number,number", "objects_as_image,object", "something_in_place,None",
  })
  void wrongResultsSayWhatWasDeclared(String name, String expected) {
    try (Routine routine = load(Places.resource("routines/bad_results.py"), name)) {
      Throwable thrown =
          catchThrowable(() -> PythonScope.run(routine, ImageBuffer.ofArray(pixels, PixelType.UINT16, 2, 2)));
      assertThat(thrown).isInstanceOf(BridgeException.class);
      assertThat(((BridgeException) thrown).code()).isIn("result", "conversion");
      assertThat(thrown.getLocalizedMessage()).containsIgnoringCase(expected);
    }
    assertThat(pixels).containsExactly((short) 1, (short) 2, (short) 3, (short) 4);
  }

  @Test
  void wrongShapeIsPythonsOwnError() {
    try (Routine routine = load(Places.resource("routines/bad_results.py"), "wrong_shape")) {
      assertThatThrownBy(() -> PythonScope.run(routine, ImageBuffer.ofArray(pixels, PixelType.UINT16, 2, 2)))
          .isInstanceOf(PythonException.class)
          .hasMessageContaining("could not broadcast");
    }
    assertThat(pixels).containsExactly((short) 1, (short) 2, (short) 3, (short) 4);
  }

  @Test
  void routineThatExitsIsEndedOnly() {
    try (Routine scale = load(SOUND, "scale")) {
      assertThat(scale.provenance()).containsKeys("routine", "source_hash", "python");
    }
    Throwable thrown = catchThrowable(() -> run(Places.resource("routines/leaving.py")));
    assertThat(thrown).isInstanceOf(PythonException.class).hasMessageContaining("sys.exit('bye')");
    assertThat(((BridgeException) thrown).code()).isEqualTo("routine-exit");
    assertThat(((BridgeException) thrown).hint()).contains("return");
  }
}
