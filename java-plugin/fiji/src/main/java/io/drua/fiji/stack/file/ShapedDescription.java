package io.drua.fiji.stack.file;

import io.drua.bridge.Nullable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What tifffile writes as description of arrays by default: {@code {"shape": [2, 5, 512, 512]}}. Only the shape is
 * used; with {@code "truncated": true} one directory stands for all planes. Axes have no names: those before Y and X
 * become ImageJ's as in {@link NpyFile}.
 */
final class ShapedDescription {
  private static final String[] LEADING = {"", "Z", "ZC", "TZC"};
  private static final String[] LEADING_OF_COLOURS = {"", "Z", "TZ"};

  private ShapedDescription() {}

  static boolean isOne(String text) {
    return text.startsWith("{\"shape\":");
  }

  static TiffLayout read(Path path, String text, TiffPage page) {
    Object value;
    try {
      // JSON of texts, numbers and lists is Python's too, but for the names of true and false.
      value = new PythonLiteral(text.replace(": true", ": True").replace(": false", ": False")).read();
    } catch (IllegalArgumentException notOnlyTexts) {
      // Other people's metadata beside the shape; the shape itself comes first and holds only numbers.
      value = shapeAlone(path, text, notOnlyTexts);
    }
    Object given = value instanceof Map ? ((Map<?, ?>) value).get("shape") : null;
    int inPage = page.colour ? 3 : 2;
    if (!(given instanceof List) || ((List<?>) given).size() < inPage) {
      throw noShape(path, text, null);
    }
    List<?> shape = (List<?>) given;
    String[] known = page.colour ? LEADING_OF_COLOURS : LEADING;
    TiffLayout layout = new TiffLayout();
    int axes = shape.size() - inPage;
    long planes = 1;
    for (int i = 0; i < axes; i++) {
      if (!(shape.get(i) instanceof Long) || (Long) shape.get(i) < 1 || (Long) shape.get(i) > Integer.MAX_VALUE) {
        throw noShape(path, text, null);
      }
    }
    if (axes < known.length) {
      for (int i = 0; i < axes; i++) {
        layout.add(known[axes].charAt(i), (Long) shape.get(i), false);
      }
    } else {
      for (int i = 0; i < axes; i++) {
        planes = Math.min(planes * (Long) shape.get(i), 1L << 32);
      }
      layout.add('Z', planes, false);
    }
    return text.contains("\"truncated\": true") ? layout.goOnWithoutPages() : layout;
  }

  private static Object shapeAlone(Path path, String text, IllegalArgumentException why) {
    int end = text.indexOf(']');
    try {
      return new PythonLiteral(text.substring(0, end + 1) + "}").read();
    } catch (IllegalArgumentException e) {
      throw noShape(path, text, why);
    }
  }

  private static StackFileException noShape(Path path, String text, @Nullable Throwable why) {
    return StackFileException.corrupt(
        path,
        "expected a shape of whole numbers in its description, found " + StackFileException.brief(text) + ".",
        why);
  }
}
