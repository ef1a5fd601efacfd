package io.drua.crosslang.fiji;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.Menus;
import java.awt.Window;
import java.awt.event.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong in front of a user: failing and endless routines, new plugins while ImageJ runs. */
class WindowTroubleChecks {
  private static Person person;
  private ImagePlus image;
  private short[] before;

  @BeforeAll
  static void refresh() throws Exception {
    if (IJ.getInstance() == null) {
      new ij.ImageJ(ij.ImageJ.STANDALONE);
    }
    person = new Person();
    IJ.runPlugIn("io.drua.fiji.command.RefreshRoutines", "");
    Person.until("the menu of the tests", () -> Menus.getImageJMenu("Plugins>Python>Tests") != null);
  }

  @BeforeEach
  void open() throws Exception {
    image = IJ.createImage("ramp", "16-bit ramp", 200, 150, 1);
    image.show();
    image.getWindow().setLocation(760, 400);
    before = Host.shorts(image.getProcessor());
    Thread.sleep(300);
  }

  @AfterEach
  void close() {
    image.changes = false;
    image.close();
  }

  @Test
  void aFailureShowsAMessageAndPythonsTraceback() throws Exception {
    IJ.doCommand("Raise Half Way...");
    person.click(Person.button((java.awt.Container) Person.window("Raise Half Way"), "OK"));
    Window message = Person.window("Raise Half Way...");
    person.pictureOf("failure", message);
    assertThat(IJ.getLog()).contains("ValueError: half way").contains("checks.py").contains("raise ValueError");
    person.click(Person.button(message, "OK"));
    Person.until("the message to go", () -> !message.isShowing());
    assertThat(Host.shorts(image.getProcessor())).isEqualTo(before);
    assertThat(image.isLocked()).isFalse();
  }

  @Test
  void escapeEndsALongRoutine() throws Exception {
    IJ.doCommand("Slow...");
    Window dialog = Person.window("Slow");
    person.click(Person.button(dialog, "OK"));
    Person.until("progress", () -> ij.ImageJ.getStatusBarText().contains("slow and steady"));
    person.clickAt(image.getCanvas(), 20, 20);
    person.key(KeyEvent.VK_ESCAPE);
    Person.until("the end", () -> !image.isLocked());
    assertThat(Person.see("Slow...")).as("what the user wanted is no failure").isNull();
    assertThat(String.valueOf(IJ.getLog())).doesNotContain("Slow... failed");
    assertThat(Host.shorts(image.getProcessor())).isEqualTo(before);
    IJ.resetEscape();
  }

  @Test
  void anImageThatIsClosedWhileARoutineRuns() throws Exception {
    IJ.doCommand("Slow...");
    Window dialog = Person.window("Slow");
    person.retype(Person.parts((java.awt.Container) dialog, java.awt.TextField.class).get(0), "2");
    person.click(Person.button(dialog, "OK"));
    Person.until("the lock", image::isLocked);
    image.changes = false;
    image.close();
    image.flush();
    Person.until("the end", () -> !image.isLocked());
    assertThat(Host.macro("newImage('a', '8-bit ramp', 9, 9, 1); run('Mean of Plane'); close();",
        "return call('io.drua.fiji.Report.lastValue');")).isNotEmpty();
  }

  @Test
  void newMenusAndPluginClassesKeepPython() throws Exception {
    Host.macro("call('io.drua.fiji.Macro.exec', 'kept = 41');");
    ClassLoader old = IJ.getClassLoader();
    IJ.doCommand("Refresh Menus");
    Person.until("the new class loader", () -> IJ.getClassLoader() != old);
    assertThat(Menus.getImageJMenu("Plugins>Python>Tests")).as("kept in Drua_Routines.jar").isNotNull();
    IJ.run(image, "Subtract Top-Hat Background...", "radius=3");
    assertThat(image.getInfoProperty()).contains("subtract_top_hat");
    assertThat(Host.macro("return call('io.drua.fiji.Macro.eval', '1 + 1');")).isEqualTo("2");
    IJ.run(image, "Invert Plane", "");
    assertThat(Host.lastError()).isEmpty();
  }
}
