package io.drua.fiji.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.measure.ResultsTable;
import io.drua.bridge.ImageBuffer;
import io.drua.bridge.PixelType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutineTablesTest {
  private static Map<String, Object> columns(Object area, Object name) {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("area", area);
    columns.put("name", name);
    return columns;
  }

  @Test
  void goesToImageJAndBack() {
    ResultsTable table = new ResultsTable();
    RoutineTables.append(table, columns(Arrays.asList(1.5, 7.0, null), Arrays.asList("a", true, null)), 0);
    assertThat(table.size()).isEqualTo(3);
    assertThat(table.getValue("area", 0)).isEqualTo(1.5);
    assertThat(table.getStringValue("name", 1)).isEqualTo("1");
    Map<String, Object> columns = RoutineTables.columns(table);
    assertThat(columns.get("name")).isEqualTo(Arrays.asList("a", 1.0, null));
    DoubleBuffer area = ((ImageBuffer) columns.get("area")).asByteBuffer().asDoubleBuffer();
    assertThat(new double[] {area.get(0), area.get(1), area.get(2)}).containsExactly(1.5, 7.0, Double.NaN);
  }

  @Test
  void takesArraysOfAnyType() {
    ResultsTable table = new ResultsTable();
    ByteBuffer area = ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder());
    area.putShort(0, (short) 1).putShort(2, (short) -1);
    ByteBuffer name = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
    name.putFloat(0, 0.5f).putFloat(4, 2);
    RoutineTables.append(
        table,
        columns(ImageBuffer.ofDirect(area, PixelType.UINT16, 2), ImageBuffer.ofDirect(name, PixelType.FLOAT32, 2)),
        0);
    assertThat(table.getColumn("area")).containsExactly(1, 65535);
    assertThat(table.getColumn("name")).containsExactly(0.5, 2);
  }

  @Test
  void namesThePlaneWhereThereAreSeveral() {
    ResultsTable table = new ResultsTable();
    RoutineTables.append(table, columns(Arrays.asList(1L), Arrays.asList("a")), 1);
    RoutineTables.append(table, columns(Arrays.asList(2L, 3L), Arrays.asList("b", "c")), 2);
    assertThat(table.getColumn("Slice")).containsExactly(1, 2, 2);
    assertThat(table.getColumn("area")).containsExactly(1, 2, 3);
  }

  @Test
  void refusesWhatIsNoTable() {
    ResultsTable table = new ResultsTable();
    assertThatThrownBy(() -> RoutineTables.append(table, columns(Arrays.asList(1.0), Arrays.asList("a", "b")), 0))
        .hasMessageContaining("\"area\" has 1 rows, \"name\" has 2");
    assertThatThrownBy(() -> RoutineTables.append(table, "text", 0)).hasMessageContaining("drua.Table");
    assertThat(table.size()).isZero();
  }

  @Test
  void emptyCellsOfAColumnOfNumbersAreGaps() {
    ResultsTable table = new ResultsTable();
    RoutineTables.append(table, columns(Arrays.asList("", 2.0), Arrays.asList("", "")), 0);
    assertThat(RoutineTables.columns(table)).isEqualTo(columns(Arrays.asList(null, 2.0), Arrays.asList("", "")));
  }

  @Test
  void decimalPlacesStay() {
    ResultsTable table = new ResultsTable();
    RoutineTables.append(table, columns(Arrays.asList(0.123456), Arrays.asList("a")), 0);
    table.setDecimalPlaces(0, 5);
    RoutineTables.append(table, columns(Arrays.asList(0.5), Arrays.asList("b")), 0);
    assertThat(table.getStringValue("area", 1)).isEqualTo("0.50000");
  }
}
