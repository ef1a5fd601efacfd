package io.drua.bridge.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.ParameterException;
import io.drua.bridge.TestManifests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterFormTest {
  private static final Map<String, String> NOTHING = Collections.<String, String>emptyMap();

  private static Map<String, Object> parameter(String name, String kind, Object... more) {
    Map<String, Object> values = new LinkedHashMap<String, Object>();
    values.put("name", name);
    values.put("kind", kind);
    values.put("label", name);
    for (int i = 0; i < more.length; i += 2) {
      values.put((String) more[i], more[i + 1]);
    }
    return values;
  }

  private static ParameterForm form(Map<String, String> texts, Map<?, ?>... parameters) {
    Map<String, Object> values = new HashMap<String, Object>();
    values.put("name", "f");
    values.put("label", "Filter <A>...");
    values.put("description", "Does this.\n\nAnd a & ``b``\nmore.\n\nParameters\n----------\nsigma : px\n    Width.\n\n"
        + "Returns\n-------\nscore : float\n    How sharp it is.\n\nReferences\n----------\nOne.\nTwo.");
    values.put("parameters", Arrays.<Object>asList((Object[]) parameters));
    return new ParameterForm(TestManifests.of(values), texts);
  }

  private static ParameterField field(Map<?, ?> parameter) {
    return form(NOTHING, parameter).fields().get(0);
  }

  @Test
  void choosesAControlForEachKind() {
    ParameterForm form = form(NOTHING,
        parameter("sigma", "float", "default", 2.0, "minimum", 0.5, "maximum", 100.0),
        parameter("open", "float", "default", 2.0, "minimum", 0.5),
        parameter("endless", "float", "default", 2.0, "minimum", 0.5, "maximum", Double.POSITIVE_INFINITY),
        parameter("perhaps", "int", "minimum", 1.0, "maximum", 9.0),
        parameter("smooth", "bool", "default", true),
        parameter("mode", "choice", "default", "a", "choices", Arrays.asList("a", "b")),
        parameter("name", "text", "default", ""),
        parameter("file", "path", "required", true),
        parameter("where", "folder", "default", "x"),
        parameter("other", "image"),
        parameter("rows", "table"),
        parameter("area", "roi"),
        parameter("colour", "color", "default", "red"));
    List<ParameterField.Control> controls = new ArrayList<ParameterField.Control>();
    for (ParameterField field : form.fields()) {
      controls.add(field.control());
    }
    assertThat(controls).containsExactly(
        ParameterField.Control.SLIDER, ParameterField.Control.SPINNER, ParameterField.Control.SPINNER,
        ParameterField.Control.SPINNER, ParameterField.Control.CHECKBOX, ParameterField.Control.CHOICE,
        ParameterField.Control.TEXT, ParameterField.Control.FILE, ParameterField.Control.FOLDER,
        ParameterField.Control.IMAGE, ParameterField.Control.TABLE, ParameterField.Control.SELECTION,
        ParameterField.Control.TEXT);
    assertThat(form.texts()).doesNotContainKey("area").containsEntry("sigma", "2").containsEntry("perhaps", "");
  }

  @Test
  void givesTextsAndValuesAndSaysWhatIsWrongFirst() {
    Map<String, String> texts = new HashMap<String, String>();
    texts.put("sigma", "1.5");
    ParameterForm form = form(texts,
        parameter("sigma", "float", "default", 2.0, "minimum", 0.5, "maximum", 100.0, "unit", "pixel"),
        parameter("count", "int", "default", 3L),
        parameter("perhaps", "int"));
    assertThat(form.values()).containsEntry("sigma", 1.5).containsEntry("count", 3L).containsEntry("perhaps", null);
    assertThat(form.problem()).isNull();
    form.field("count").setText("2.5");
    form.field("sigma").setText("900");
    assertThat(form.problem()).contains("sigma").contains("from 0.5 to 100 pixel").contains("900");
    assertThat(form.field("count").problem()).contains("a whole number").contains("2.5");
    assertThatThrownBy(form::values).isInstanceOf(ParameterException.class).hasMessageContaining("sigma");
    form.setDefaults();
    assertThat(form.texts().toString()).isEqualTo("{sigma=2, count=3, perhaps=}");
    assertThatThrownBy(() -> form.field("nothing")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void offersNothingWhereAValueNeedNotBeGiven() {
    ParameterField mode = field(parameter("mode", "choice", "choices", Arrays.asList("a", "b")));
    assertThat(mode.choices()).containsExactly(ParameterField.NONE, "a", "b");
    mode.setText("b");
    assertThat(mode.value()).isEqualTo("b");
    mode.setText(ParameterField.NONE);
    assertThat(mode.text()).isEmpty();
    assertThat(mode.value()).isNull();
    assertThat(field(parameter("mode", "choice", "default", "a", "choices", Arrays.asList("a", "b"))).choices())
        .containsExactly("a", "b");
    assertThat(field(parameter("other", "image")).choices(Arrays.asList("x"))).containsExactly(ParameterField.NONE, "x");
    assertThat(field(parameter("other", "image", "required", true)).choices(Arrays.asList("x"))).containsExactly("x");
  }

  @Test
  void aTextIsTakenAsItIs() {
    ParameterField text = field(parameter("note", "text", "default", ""));
    text.setText(ParameterField.NONE);
    assertThat(text.value()).isEqualTo(ParameterField.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 200, , 1, 199",
    "0.5, 10, , 0.05, 190",
    "0, 1, 0.3, 0.3, 4",
    "0, 65535, 0.001, 0.001, 1000000",
  })
  void aSliderGoesInHandySteps(double minimum, double maximum, Double step, double expected, int last) {
    ParameterField field = field(
        parameter("s", "float", "default", minimum, "minimum", minimum, "maximum", maximum, "step", step));
    assertThat(field.step()).isEqualTo(expected, org.assertj.core.api.Assertions.within(1e-12));
    assertThat(field.lastPosition()).isEqualTo(last);
    assertThat(field.textAt(0)).isEqualTo(ParameterText.show(minimum));
    assertThat(field.textAt(field.lastPosition())).isEqualTo(ParameterText.show(maximum));
  }

  @Test
  void everyPositionOfASliderIsAValueThatStaysThere() {
    ParameterField field = field(parameter("s", "float", "default", 1.0, "minimum", 0.1, "maximum", 3.3));
    for (int position = 0; position <= field.lastPosition(); position++) {
      field.setText(field.textAt(position));
      assertThat(field.problem()).isNull();
      assertThat(field.position()).isEqualTo(position);
      assertThat(field.text().length()).as(field.text()).isLessThan(6);
    }
    field.setText("abc");
    assertThat(field.position()).isZero();
    field.setText("900");
    assertThat(field.position()).isEqualTo(field.lastPosition());
  }

  @Test
  void aWholeNumberHasAPositionEach() {
    ParameterField field = field(parameter("n", "int", "default", 8L, "minimum", 1L, "maximum", 100L));
    assertThat(field.lastPosition()).isEqualTo(99);
    assertThat(field.position()).isEqualTo(7);
    assertThat(field.textAt(8)).isEqualTo("9");
  }

  @ParameterizedTest
  @CsvSource({"2.5, 1, 2.6", "25, 1, 26", "0, 1, 0.1", "0.2, 1, 0.21", "0.3, -3, 0.27", "5e-5, 1, 5.1E-5", "x, 1, 2", "100, 1, 100"})
  void arrowsGoByATenthOfThePowerOfTen(String text, int steps, String expected) {
    ParameterField field = field(parameter("s", "float", "default", 2.0, "maximum", 100.0));
    field.setText(text);
    assertThat(field.stepped(steps)).isEqualTo(expected);
  }

  @Test
  void writesTheHelpAsHtml() {
    ParameterForm form = form(NOTHING, parameter("sigma", "float", "default", 2.0, "help", "Width ``<1>``", "unit", "px"));
    assertThat(form.help())
        .startsWith("<html><h3>Filter &lt;A&gt;</h3><p>Does this.</p><p>And a &amp; <code>b</code> more.</p>")
        .contains("<p><b>Returns</b><br>score : float How sharp it is.</p><p><b>References</b><br>One.<br>Two.</p>")
        .doesNotContain("----")
        .contains("<b>sigma</b>: a number in px. Width <code>&lt;1&gt;</code>").endsWith("</html>");
    assertThat(ParameterForm.title(form.routine())).isEqualTo("Filter <A>");
    ParameterField field = form.fields().get(0);
    assertThat(field.labelWithUnit()).isEqualTo("Sigma (px)");
    assertThat(field.help()).isEqualTo("Width <1>\nA number in px.");
  }
}
