package io.drua.crosslang.fiji;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Ways into Python from a macro without a display. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HeadlessChecks {
  @AfterEach
  void close() {
    Host.closeAll();
  }

  @Test
  @Order(1)
  void commandsOfAMacro() throws Exception {
    String path = Host.quoted(Host.data("test_image.tif"));
    String value = Host.macro(
        "call('io.drua.fiji.Macro.run', 'Refresh Routines');",
        "open(" + path + ");",
        "run('Subtract Top-Hat Background...', 'radius=12 smooth');",
        "return call('io.drua.fiji.Report.last');");
    assertThat(value).contains("Subtract Top-Hat Background...").contains("Copied (first call)").contains("bytes copied");
    assertThat(Host.shorts(Host.image().getProcessor())).isEqualTo(Host.topHat());
  }

  @Test
  @Order(2)
  void runKnowsTheCommandsFromThenOn() {
    Host.prepare();
    String value = Host.macro(
        "newImage('a', '8-bit ramp', 64, 16, 1);",
        "run('Mean of Plane');",
        "return call('io.drua.fiji.Report.lastValue');");
    assertThat(Double.parseDouble(value)).isEqualTo(Host.image().getStatistics().mean);
  }

  @Test
  void expressionsAndStatements() {
    assertThat(Host.macro("return call('io.drua.fiji.Macro.eval', '6 * 7');")).isEqualTo("42");
    assertThat(Host.macro(
        "call('io.drua.fiji.Macro.exec', 'def f(x):\\n    return x + chr(181)');",
        "return call('io.drua.fiji.Macro.eval', 'f(\"größe \")');")).isEqualTo("größe µ");
    assertThat(Host.macro("return call('io.drua.fiji.Macro.eval', '3 > 2');")).isEqualTo("1");
  }

  @Test
  void failuresOfExpressionsStopTheMacro() {
    assertThat(Host.failure("x = call('io.drua.fiji.Macro.eval', 'undefined_name');"))
        .contains("NameError").contains("undefined_name");
    assertThat(Host.failure("call('io.drua.fiji.Macro.exec', 'import no_such_package');"))
        .contains("ModuleNotFoundError");
    assertThat(Host.failure("call('io.drua.fiji.Macro.exec', 'def f(:');")).contains("SyntaxError");
    assertThat(Host.failure("call('io.drua.fiji.Macro.exec', 'import sys; sys.exit(3)');")).contains("SystemExit");
    assertThat(Host.macro("return call('io.drua.fiji.Macro.eval', '1 + 1');")).isEqualTo("2");
  }

  @Test
  void macroFunctions() {
    String value = Host.macro(
        "Ext.install('io.drua.fiji.macro.MacroFunctions');",
        "newImage('a', '8-bit ramp', 64, 16, 1);",
        "Ext.invertPlane();",
        "Ext.pyExec('k = 20');",
        "a = Ext.choose('good', 3);",
        "b = Ext.pyEval('k + 1');",
        "c = Ext.py('choose', 'mode=fast howmany=5');",
        "return a + '|' + b + '|' + c + '|' + getPixel(0, 0);");
    assertThat(value).isEqualTo("good 3 0.5 x False|21|fast 5 0.5 x False|200");
  }

  @Test
  void failuresOfMacroFunctionsStopTheMacro() {
    String install = "Ext.install('io.drua.fiji.macro.MacroFunctions'); newImage('a', '8-bit ramp', 64, 16, 1);";
    assertThat(Host.failure(install, "Ext.py('no_such_routine', '');"))
        .contains("no_such_routine").contains("Routine Folders");
    assertThat(Host.failure(install, "Ext.pyEval('1/0');")).contains("ZeroDivisionError");
    assertThat(Host.failure(install, "Ext.choose('slow');")).contains("\"mode\"").contains("[fast, good]");
  }
}
