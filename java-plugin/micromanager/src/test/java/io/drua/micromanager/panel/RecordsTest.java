package io.drua.micromanager.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.drua.micromanager.monitor.RecordTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What needs no window: the records' model, their file, round numbers of an axis. */
class RecordsTest {
  private static Map<String, Object> row(Object... cells) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < cells.length; i += 2) {
      row.put((String) cells[i], cells[i + 1]);
    }
    return row;
  }

  @Test
  void longTextsAndMoreNamesThanAColumnCanHaveAreCut() {
    RecordTable table = new RecordTable();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      text.append('x');
    }
    table.add(row("note", text.toString()));
    assertThat((String) table.rowsFrom(0).get(0).get("note")).hasSize(1_003).endsWith("x...");
    for (int i = 0; i < 10_500; i++) {
      table.add(row("value " + i, (long) i));
    }
    assertThat(table.columns()).hasSize(10_000).contains("value 9998").doesNotContain("value 9999");
    assertThat(table.count()).isEqualTo(10_501);
  }

  @Test
  void readsOnlyWhatIsNewAndFillsColumnsThatCameLater() {
    RecordTable table = new RecordTable();
    RecordsModel model = new RecordsModel();
    model.show(table);
    table.add(row("time", 0L, "score", 1.5));
    table.add(row("time", 1L, "name", "x, \"y\""));
    assertThat(model.update()).isTrue();
    assertThat(model.update()).isFalse();
    table.add(row("count", 3L, "score", Double.NaN));
    assertThat(model.update()).isTrue();
    assertThat(model.columns()).containsExactly("time", "score", "name", "count");
    assertThat(model.getRowCount()).isEqualTo(3);
    PlotSeries count = model.series().get(2);
    assertThat(count.name()).isEqualTo("count");
    assertThat(count.value(0)).isNaN();
    assertThat(count.value(2)).isEqualTo(3);
    PlotSeries score = model.series().get(1);
    assertThat(score.value(1)).isNaN();
    assertThat(score.range(0, 3)).containsExactly(1.5, 1.5);
    assertThat(score.range(1, 3)).isNull();
  }

  @Test
  void aClearedTableStartsAgain() {
    RecordTable table = new RecordTable();
    RecordsModel model = new RecordsModel();
    model.show(table);
    table.add(row("a", 1L));
    table.add(row("a", 2L));
    model.update();
    table.clear();
    table.add(row("b", 3L));
    assertThat(model.update()).isTrue();
    assertThat(model.columns()).containsExactly("b");
    assertThat(model.getRowCount()).isEqualTo(1);
    assertThat(model.series()).hasSize(1);
    table.clear();
    assertThat(model.update()).isTrue();
    assertThat(model.getRowCount()).isZero();
  }

  @Test
  void keepsTheNewestOfManyRows() {
    RecordTable table = new RecordTable();
    RecordsModel model = new RecordsModel();
    model.show(table);
    for (long i = 0; i < 150_000; i++) {
      table.add(Collections.<String, Object>singletonMap("i", i));
      if (i % 40_000 == 0) {
        model.update();
      }
    }
    model.update();
    int rows = model.getRowCount();
    assertThat(rows).isBetween(100_000, 111_000);
    assertThat(model.getValueAt(rows - 1, 0)).isEqualTo("149999");
    assertThat(model.series().get(0).value(rows - 1)).isEqualTo(149_999);
  }

  @Test
  void writesAFileThatSpreadsheetsRead(@TempDir Path folder) throws Exception {
    List<Map<String, Object>> rows = new ArrayList<>();
    rows.add(row("time", 0L, "name", "a, \"b\"", "ok", true));
    rows.add(row("name", "two\nlines", "score", 0.1 + 0.2));
    Path file = folder.resolve("r.csv");
    List<String> columns = new ArrayList<>();
    Collections.addAll(columns, "time", "name", "score", "ok");
    RecordsFile.write(file, columns, rows);
    assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
        .isEqualTo("time,name,score,ok\r\n0,\"a, \"\"b\"\"\",,true\r\n,\"two\nlines\",0.30000000000000004,\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 5, 0, '0 0.2 0.4 0.6 0.8 1.0'",
    "0, 1, 2, 0, '0 0.5 1.0'",
    "1, 300, 6, 1, '50 100 150 200 250 300'",
    "1, 3, 10, 1, '1 2 3'",
    "-2, 2, 4, 0, '-2 -1 0 1 2'",
    "0, 2000000, 4, 0, '0 500000 1.0e6 1.5e6 2.0e6'",
    "0, 0.0000004, 4, 0, '0 1e-7 2e-7 3e-7 4e-7'",
    "1000000, 1000004, 4, 0, '1.000000e6 1.000001e6 1.000002e6 1.000003e6 1.000004e6'",
  })
  void ticksAreRoundNumbers(double low, double high, int most, double least, String expected) {
    PlotTicks ticks = new PlotTicks(low, high, most, least);
    StringBuilder texts = new StringBuilder();
    for (double value : ticks.values()) {
      texts.append(texts.length() == 0 ? "" : " ").append(ticks.text(value));
    }
    assertThat(texts.toString()).isEqualTo(expected);
  }
}
