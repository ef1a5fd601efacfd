package io.drua.fiji.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.measure.ResultsTable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTablesTest {
  private static Map<String, Object> columns(Object area, Object name) {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("area", area);
    columns.put("name", name);
    return columns;
  }

  @Test
  void goesToImageJAndBack() {
    ResultsTable table = new ResultsTable();
    Map<String, Object> columns = columns(Arrays.asList(1.5, 7.0), Arrays.asList("a", "b"));
    ResultTables.append(table, columns, 0);
    assertThat(table.size()).isEqualTo(2);
    assertThat(table.getValue("area", 0)).isEqualTo(1.5);
    assertThat(table.getStringValue("name", 1)).isEqualTo("b");
    assertThat(ResultTables.columns(table)).isEqualTo(columns);
  }

  @Test
  void namesThePlaneWhereThereAreSeveral() {
    ResultsTable table = new ResultsTable();
    ResultTables.append(table, columns(Arrays.asList(1L), Arrays.asList("a")), 1);
    ResultTables.append(table, columns(Arrays.asList(2L, 3L), Arrays.asList("b", "c")), 2);
    assertThat(table.getColumn("Slice")).containsExactly(1, 2, 2);
    assertThat(table.getColumn("area")).containsExactly(1, 2, 3);
  }

  @Test
  void refusesWhatIsNoTable() {
    ResultsTable table = new ResultsTable();
    assertThatThrownBy(() -> ResultTables.append(table, columns(Arrays.asList(1.0), Arrays.asList("a", "b")), 0))
        .hasMessageContaining("\"area\" has 1 rows, \"name\" has 2");
    assertThatThrownBy(() -> ResultTables.append(table, "text", 0)).hasMessageContaining("drua.Table");
    assertThat(table.size()).isZero();
  }
}
