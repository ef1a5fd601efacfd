package io.drua.crosslang.fiji;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Options of {@code run("Command...", "options")}: what is read, and what each wrong one is told. */
class OptionChecks {
  private static final String IMAGE = "newImage('a', '8-bit ramp', 64, 16, 1);";

  @BeforeAll
  static void prepare() {
    Host.prepare();
  }

  @AfterEach
  void close() {
    Host.closeAll();
  }

  private static String choose(String options) {
    return Host.macro(
        IMAGE, "run('Choose...', " + Host.quoted(options) + ");", "return call('io.drua.fiji.Report.lastValue');");
  }

  private static String wrong(String options) {
    return Host.failure(IMAGE, "run('Choose...', " + Host.quoted(options) + ");");
  }

  @Test
  void valuesOfEachKind() {
    assertThat(choose("mode=good howmany=4 weight=0.25 title=[two words [and brackets]] flag"))
        .isEqualTo("good 4 0.25 two words [and brackets] True");
    assertThat(choose("MODE=GOOD HowMany=3")).as("whatever their case").isEqualTo("good 3 0.5 x False");
    assertThat(choose("howMany=3 flag=true title='µ x'")).isEqualTo("fast 3 0.5 µ x True");
    assertThat(choose(" ")).as("defaults, not what was given last").isEqualTo("fast 2 0.5 x False");
  }

  @Test
  void variablesOfTheMacro() {
    assertThat(Host.macro(
        IMAGE, "n = 5; t = 'a b';", "run('Choose...', 'howmany=&n title=&t');",
        "return call('io.drua.fiji.Report.lastValue');")).isEqualTo("fast 5 0.5 a b False");
  }

  @Test
  void wrongValues() {
    assertThat(wrong("howmany=abc")).contains("\"howMany\": expected a whole number from 1 to 5, found \"abc\"");
    assertThat(wrong("howmany=2.5")).contains("whole number").contains("\"2.5\"");
    assertThat(wrong("howmany=9")).contains("from 1 to 5").contains("\"9\"");
    assertThat(wrong("weight=-0.1")).contains("from 0 to 1");
    assertThat(wrong("weight=nan")).contains("\"weight\"");
    assertThat(wrong("weight=1e999")).contains("\"weight\"");
    assertThat(wrong("mode=quick")).contains("one of [fast, good]").contains("\"quick\"");
    assertThat(wrong("flag=perhaps")).contains("true or false");
  }

  @Test
  void wrongTexts() {
    assertThat(wrong("bogus=1")).contains("\"bogus\" isn't an option").contains("howMany");
    assertThat(wrong("mode=good mode=fast")).contains("given twice");
    assertThat(wrong("title=[x")).contains("has no end");
    assertThat(wrong("howmany")).contains("has no value");
    assertThat(wrong("howmany=")).contains("is empty").contains("whole number").contains("leave the option out for 2");
    assertThat(Host.failure(IMAGE, "run('Needs Value...', ' ');"))
        .contains("\"least\" is missing").contains("least=...");
    assertThat(Host.failure(IMAGE, "run('Needs Value...');")).contains("\"least\" is missing");
  }

  @Test
  void otherImages() {
    String two = "newImage('other', '8-bit white', 64, 16, 1);" + IMAGE;
    Host.macro(two, "run('Add Image (Python)...', 'other=other factor=2');");
    assertThat(Host.image().getBitDepth()).isEqualTo(32);
    assertThat(Host.image().getProcessor().getf(0, 0)).isEqualTo(510);
    assertThat(Host.failure(two, "run('Add Image (Python)...', 'factor=2');")).contains("\"other\" is missing");
    assertThat(Host.failure(two, "run('Add Image (Python)...', 'other=zzz');")).contains("no image \"zzz\" is open").contains("[");
  }
}
