package io.drua.micromanager.panel;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Records as a file of comma-separated values (RFC 4180, UTF-8, decimal points). */
final class RecordsFile {
  private RecordsFile() {}

  /**
   * Writes a file, in place of one that is there.
   *
   * @throws IOException if it can't be written
   */
  static void write(Path file, List<String> columns, List<Map<String, Object>> rows) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      line(out, columns, null);
      for (Map<String, Object> row : rows) {
        line(out, columns, row);
      }
    }
  }

  private static void line(BufferedWriter out, List<String> columns, @io.drua.bridge.Nullable Map<String, Object> row)
      throws IOException {
    for (int i = 0; i < columns.size(); i++) {
      Object value = row == null ? columns.get(i) : row.get(columns.get(i));
      out.write(i == 0 ? "" : ",");
      out.write(quoted(value == null ? "" : text(value)));
    }
    out.write("\r\n");
  }

  private static String quoted(String text) {
    boolean special = text.indexOf(',') >= 0 || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    return special ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  /** A value as it stands in the table and in the file: all digits, but no ".0" behind whole numbers. */
  static String text(Object value) {
    if (value instanceof Double) {
      double number = (Double) value;
      if (number == Math.rint(number) && Math.abs(number) < 1e15) {
        return String.valueOf((long) number);
      }
    }
    return String.valueOf(value);
  }
}
