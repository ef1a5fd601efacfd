package io.drua.fiji.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Test;

class RoiMapsTest {
  static List<Roi> rois() {
    return Arrays.asList(
        new Roi(2.5, 3, 10, 4),
        new OvalRoi(2, 3, 10, 5),
        new Line(1.5, 2, 8, 9.25),
        new PointRoi(new float[] {1.5f, 7}, new float[] {2, 3.5f}, 2),
        new PolygonRoi(new float[] {1, 9, 5}, new float[] {1, 2, 8}, 3, Roi.POLYGON),
        new PolygonRoi(new float[] {1, 9, 5}, new float[] {1, 2, 8}, 3, Roi.POLYLINE),
        new PolygonRoi(new float[] {1, 9, 5}, new float[] {1, 2, 8}, 3, Roi.FREEROI));
  }

  @ParameterizedTest
  @MethodSource("rois")
  void comesBackAsItWas(Roi roi) {
    roi.setName("cell");
    roi.setGroup(3);
    Roi back = RoiMaps.decode(RoiMaps.encode(roi, null).value(), null).get(0);
    assertThat(back.getType()).isEqualTo(roi.getType());
    assertThat(back.getName()).isEqualTo("cell");
    assertThat(back.getGroup()).isEqualTo(3);
    assertThat(back.getFloatBounds()).isEqualTo(roi.getFloatBounds());
    assertThat(back.getFloatPolygon().xpoints).startsWith(roi.getFloatPolygon().xpoints[0]);
  }

  @Test
  void keepsTheHolesOfACompositeByTheEvenOddRule() {
    ShapeRoi ring = new ShapeRoi(new Roi(0, 0, 20, 20)).not(new ShapeRoi(new Roi(5, 5, 6, 6)));
    ring = ring.or(new ShapeRoi(new Roi(30, 2, 8, 8)));
    Map<?, ?> map = (Map<?, ?>) ((List<?>) RoiMaps.encode(ring, null).value()).get(0);
    List<?> x = (List<?>) map.get("x");
    List<?> y = (List<?>) map.get("y");
    Path2D.Double path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    for (int i = 0; i < x.size(); i++) {
      double px = ((Number) x.get(i)).doubleValue();
      double py = ((Number) y.get(i)).doubleValue();
      if (i == 0) {
        path.moveTo(px, py);
      } else {
        path.lineTo(px, py);
      }
    }
    path.closePath();
    for (int row = 0; row < 24; row++) {
      for (int column = 0; column < 42; column++) {
        assertThat(path.contains(column + 0.5, row + 0.5))
            .as("pixel %d, %d", column, row)
            .isEqualTo(ring.containsPoint(column + 0.5, row + 0.5));
      }
    }
  }

  @Test
  void countsPointsAndLinesFromTheCornerOfAPixel() {
    Map<?, ?> point = (Map<?, ?>) ((List<?>) RoiMaps.encode(new PointRoi(3, 7), null).value()).get(0);
    assertThat(point.get("x")).isEqualTo(Arrays.asList(3.5));
    assertThat(point.get("y")).isEqualTo(Arrays.asList(7.5));
    Map<?, ?> line = (Map<?, ?>) ((List<?>) RoiMaps.encode(new Line(1, 2, 8, 9), null).value()).get(0);
    assertThat(line.get("x")).isEqualTo(Arrays.asList(1.5, 8.5));
    Map<?, ?> area = (Map<?, ?>) ((List<?>) RoiMaps.encode(new Roi(1, 2, 8, 9), null).value()).get(0);
    assertThat(area.get("x")).isEqualTo(Arrays.asList(1.0, 9.0));
  }

  @Test
  void translatesPositionsInAHyperstack() {
    ImagePlus image = IJ.createHyperStack("h", 8, 8, 2, 3, 4, 8);
    Map<String, Object> position = Positions.ofSlice(image, image.getStackIndex(2, 3, 4));
    assertThat(position).containsEntry("C", 1L).containsEntry("Z", 2L).containsEntry("T", 3L);
    Roi roi = new Roi(1, 1, 2, 2);
    Positions.apply(position, roi, image);
    assertThat(new int[] {roi.getCPosition(), roi.getZPosition(), roi.getTPosition()}).containsExactly(2, 3, 4);
    assertThat(Positions.of(roi, image)).isEqualTo(position);
  }

  @Test
  void saysWhatIsWrongWithAnother() {
    Map<String, Object> blob = new java.util.HashMap<>();
    blob.put("type", "blob");
    blob.put("x", Arrays.asList(1.0));
    blob.put("y", Arrays.asList(1.0));
    assertThatThrownBy(() -> RoiMaps.decode(Collections.singletonList(blob), null))
        .hasMessageContaining("\"blob\"")
        .hasMessageContaining("rectangle");
    blob.put("y", Arrays.asList(1.0, 2.0));
    assertThatThrownBy(() -> RoiMaps.decode(Collections.singletonList(blob), null)).hasMessageContaining("1 x and 2 y");
    assertThatThrownBy(() -> RoiMaps.decode("text", null)).hasMessageContaining("text");
  }
}
