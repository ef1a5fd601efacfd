package io.drua.fiji.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Arrow;
import ij.gui.EllipseRoi;
import ij.gui.ImageRoi;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.RotatedRectRoi;
import ij.gui.ShapeRoi;
import ij.gui.TextRoi;
import ij.process.ByteProcessor;
import java.awt.Color;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Test;

class RoiMapsTest {
  static List<Roi> rois() {
    float[] x = {1, 9.5f, 5};
    float[] y = {1, 2, 8.25f};
    PolygonRoi curved = new PolygonRoi(new float[] {1, 19, 15, 3}, new float[] {1, 2, 18, 14}, 4, Roi.POLYGON);
    curved.fitSpline(120);
    PointRoi counted = new PointRoi(x, y, 3);
    counted.setCounters(new int[] {0, 1 + (3 << 8), 2});
    ShapeRoi ring = new ShapeRoi(new Roi(0, 0, 20, 20)).not(new ShapeRoi(new OvalRoi(5, 5, 7, 6)));
    Line wide = new Line(1.5, 2, 8, 9.25);
    wide.setStrokeWidth(4.5);
    return Arrays.asList(
        new Roi(2.5, 3, 10, 4),
        new Roi(2, 3, 10, 14, 6),
        new OvalRoi(2, 3, 10, 5),
        new OvalRoi(2.25, 3, 10.5, 5),
        new EllipseRoi(3.5, 4, 20, 11.25, 0.4),
        new RotatedRectRoi(3.5, 4, 20, 11.25, 6.5),
        new Line(0.125, 2, 8, 9.25),
        wide,
        new Arrow(1, 2, 30, 9),
        new PointRoi(new float[] {1.5f, 7}, new float[] {2, 3.5f}, 2),
        counted,
        new PolygonRoi(x, y, 3, Roi.POLYGON),
        new PolygonRoi(new int[] {1, 9, 9, 1}, new int[] {1, 1, 5, 5}, 4, Roi.TRACED_ROI),
        curved,
        new PolygonRoi(x, y, 3, Roi.POLYLINE),
        new PolygonRoi(x, y, 3, Roi.FREELINE),
        new PolygonRoi(x, y, 3, Roi.ANGLE),
        new PolygonRoi(x, y, 3, Roi.FREEROI),
        ring,
        new TextRoi(3, 4, "two\nlines"));
  }

  @ParameterizedTest
  @MethodSource("rois")
  void comesBackAsItWas(Roi roi) {
    roi.setName("cell");
    roi.setGroup(3);
    roi.setFillColor(new Color(1, 2, 3, 128));
    roi.setStrokeColor(Color.RED);
    roi.setProperty("area", "12.5");
    roi.setProperty("note", "first\nsecond");
    roi.setPosition(2, 3, 4);
    Roi back = RoiMaps.decode(RoiMaps.encode(roi, null).value(), null).get(0);
    assertThat(back.getClass()).isEqualTo(roi.getClass());
    assertThat(back.getType()).isEqualTo(roi.getType());
    assertThat(back.getName()).isEqualTo("cell");
    assertThat(back.getGroup()).isEqualTo(3);
    assertThat(back.getFillColor()).isEqualTo(roi.getFillColor());
    assertThat(back.getStrokeColor()).isEqualTo(roi.getStrokeColor());
    assertThat(back.getStrokeWidth()).isEqualTo(roi.getStrokeWidth());
    assertThat(back.getProperties()).isEqualTo(roi.getProperties());
    assertThat(new int[] {back.getCPosition(), back.getZPosition(), back.getTPosition()}).containsExactly(2, 3, 4);
    assertThat(back.getFloatBounds()).isEqualTo(roi.getFloatBounds());
    assertThat(back.getBounds()).isEqualTo(roi.getBounds());
    assertThat(back.getFloatPolygon().xpoints).containsExactly(roi.getFloatPolygon().xpoints);
    assertThat(back.getFloatPolygon().ypoints).containsExactly(roi.getFloatPolygon().ypoints);
    if (roi.getMask() != null) {
      assertThat((byte[]) back.getMask().getPixels()).isEqualTo((byte[]) roi.getMask().getPixels());
    }
    if (roi instanceof PointRoi) {
      assertThat(((PointRoi) back).getCounters()).isEqualTo(((PointRoi) roi).getCounters());
    }
    if (roi instanceof TextRoi) {
      assertThat(((TextRoi) back).getText()).isEqualTo(((TextRoi) roi).getText());
    }
  }

  @Test
  void takesColumnsOfManyRois() {
    Roi[] rois = rois().toArray(new Roi[0]);
    Object[] columns = RoiMaps.columns(rois, null);
    Roi[] back = RoiMaps.ofColumns(
        (double[]) columns[0], (double[]) columns[1], (int[]) columns[2], (List<?>) columns[3], null, null);
    for (int i = 0; i < rois.length; i++) {
      assertThat(RoiMaps.encode(back[i], null).value()).isEqualTo(RoiMaps.encode(rois[i], null).value());
    }
    assertThatThrownBy(() -> RoiMaps.ofColumns(new double[3], new double[3], new int[] {2},
        Collections.singletonList(Collections.singletonMap("type", "point")), null, null))
        .hasMessageContaining("3 x and 3 y");
  }

  @Test
  void takesWhatAMapCannotSayFromTheSource() {
    Arrow arrow = new Arrow(1, 2, 30, 9);
    arrow.setStyle("open double");
    arrow.setStrokeWidth(5);
    ImageRoi image = new ImageRoi(1, 2, new ByteProcessor(3, 4));
    Roi[] sources = {arrow, image};
    Object[] columns = RoiMaps.columns(sources, null);
    List<?> heads = (List<?>) columns[3];
    @SuppressWarnings("unchecked")
    Map<String, Object> head = (Map<String, Object>) heads.get(0);
    head.put("name", "renamed");
    head.put("stroke_color", "#00ff0080");
    double[] x = (double[]) columns[0];
    Roi[] back = RoiMaps.ofColumns(x, (double[]) columns[1], (int[]) columns[2], heads, sources, null);
    assertThat(back[0]).isNotSameAs(arrow).isInstanceOf(Arrow.class);
    assertThat(((Arrow) back[0]).getStyle()).isEqualTo(Arrow.OPEN);
    assertThat(((Arrow) back[0]).getDoubleHeaded()).isTrue();
    assertThat(back[0].getStrokeWidth()).isEqualTo(5);
    assertThat(back[0].getName()).isEqualTo("renamed");
    assertThat(back[0].getStrokeColor()).isEqualTo(new Color(0, 255, 0, 128));
    assertThat(arrow.getName()).isNull();
    assertThat(((ImageRoi) back[1]).getProcessor().getHeight()).isEqualTo(4);
    x[0]++;
    head.put("type", "line");
    Roi other = RoiMaps.ofColumns(
        x, (double[]) columns[1], (int[]) columns[2], heads, new Roi[] {arrow, image}, null)[0];
    assertThat(other).isExactlyInstanceOf(Line.class);
    assertThat(((Line) other).x1d).isEqualTo(2);
  }

  @Test
  void keepsTheRingsOfAComposite() {
    ShapeRoi ring = new ShapeRoi(new Roi(0, 0, 20, 20)).not(new ShapeRoi(new Roi(5, 5, 6, 6)));
    ring = ring.or(new ShapeRoi(new Roi(30, 2, 8, 8)));
    Map<?, ?> map = (Map<?, ?>) ((List<?>) RoiMaps.encode(ring, null).value()).get(0);
    assertThat(map.get("type")).isEqualTo("composite");
    assertThat((List<?>) map.get("rings")).hasSize(3).first().isEqualTo(0L);
    assertThat((List<?>) map.get("x")).hasSize(12);
    assertThat(map.get("box")).isNull();
  }

  @Test
  void readsTheBridgedPolygonsOfEarlierVersions() {
    Map<String, Object> map = new java.util.HashMap<>();
    map.put("type", "polygon");
    map.put("x", Arrays.asList(0.0, 9.0, 9.0, 0.0, 0.0, 3.0, 3.0, 6.0, 6.0, 3.0, 0.0));
    map.put("y", Arrays.asList(0.0, 0.0, 9.0, 9.0, 0.0, 3.0, 6.0, 6.0, 3.0, 3.0, 0.0));
    Roi roi = RoiMaps.decode(map, null).get(0);
    assertThat(roi.getMask().getPixel(4, 4)).isZero();
    assertThat(roi.getMask().getPixel(1, 7)).isEqualTo(255);
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
    blob.put("x", Arrays.asList(1.0, Double.NaN));
    assertThatThrownBy(() -> RoiMaps.decode(blob, null)).hasMessageContaining("(NaN, 2.0)");
    blob.put("x", Arrays.asList(1.0, 2.0));
    blob.put("type", "composite");
    blob.put("rings", Arrays.asList(0, 2));
    assertThatThrownBy(() -> RoiMaps.decode(blob, null)).hasMessageContaining("[0, 2]");
    blob.put("type", "polygon");
    blob.put("stroke_color", "reddish");
    assertThatThrownBy(() -> RoiMaps.decode(blob, null)).hasMessageContaining("reddish");
    blob.put("stroke_color", null);
    blob.put("of_the_future", 3);
    assertThat(RoiMaps.decode(blob, null)).hasSize(1);
    Object image = RoiMaps.encode(new ImageRoi(1, 2, new ByteProcessor(3, 4)), null).value();
    assertThatThrownBy(() -> RoiMaps.decode(image, null)).hasMessageContaining("ImageRoi");
  }
}
