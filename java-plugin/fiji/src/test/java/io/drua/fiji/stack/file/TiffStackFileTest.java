package io.drua.fiji.stack.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.PixelType;
import io.drua.fiji.stack.file.TestFiles.Tiff;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TiffStackFileTest {
  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
  private static final String OME =
      "<?xml version=\"1.0\"?><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"><Image ID=\"I:0\">"
          + "<Pixels DimensionOrder=\"%s\" SizeX=\"4\" SizeY=\"3\" SizeZ=\"%d\" SizeC=\"%d\" SizeT=\"%d\" "
          + "PhysicalSizeX=\"0.5\" PhysicalSizeY=\"0.25\" PhysicalSizeZ=\"2\" TimeIncrement=\"3\">"
          + "<Channel Name=\"DAPI\"/><Channel Name=\"GFP\"/>%s</Pixels></Image></OME>";

  @TempDir Path folder;

  private StackFile read(Tiff tiff) {
    return read(tiff.bytes());
  }

  private StackFile read(byte[] bytes) {
    return StackFile.read(TestFiles.write(folder, "a.tif", bytes), null);
  }

  private String refused(Tiff tiff, String code) {
    StackFileException problem = org.assertj.core.api.Assertions.catchThrowableOfType(
        StackFileException.class, () -> read(tiff));
    assertThat(problem).isNotNull();
    assertThat(problem.code()).isEqualTo("stack-file-" + code);
    return problem.getMessage();
  }

  static Stream<Arguments> kinds() {
    return Stream.of(LITTLE, ByteOrder.BIG_ENDIAN)
        .flatMap(order -> Stream.of(Arguments.of(order, false), Arguments.of(order, true)));
  }

  static Tiff pages(ByteOrder order, boolean big, int pages, String description) {
    Tiff tiff = new Tiff(order, big);
    int at = tiff.pixels(24 * pages);
    for (int page = 0; page < pages; page++) {
      tiff.page(4, 3, 16, 1, at + 24L * page, 24);
      if (page == 0 && description != null) {
        tiff.text(270, description);
      }
      tiff.end();
    }
    return tiff;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void countsPages(ByteOrder order, boolean big) {
    StackFile file = read(pages(order, big, 5, null));
    assertThat(file.axes()).isEqualTo("ZYX");
    assertThat(file.shape()).containsExactly(5, 3, 4);
    assertThat(file.order()).isEqualTo(order);
    assertThat(file.type()).isEqualTo(PixelType.UINT16);
    assertThat(file.offset()).isEqualTo(big ? 16 : 8);
    assertThat(read(pages(order, big, 1, null)).axes()).isEqualTo("YX");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void readsStripsOneBehindTheOther(ByteOrder order, boolean big) {
    Tiff tiff = new Tiff(order, big);
    int at = tiff.pixels(120);
    tiff.numbers(256, TestFiles.SHORT, 4).numbers(257, TestFiles.SHORT, 30).numbers(258, TestFiles.SHORT, 8)
        .numbers(262, TestFiles.SHORT, 0).numbers(273, TestFiles.LONG, at, at + 48, at + 96)
        .numbers(278, TestFiles.SHORT, 12).numbers(279, TestFiles.SHORT, 48, 48, 24).end();
    StackFile file = read(tiff);
    assertThat(file.offset()).isEqualTo(at);
    assertThat(file.sizeInBytes()).isEqualTo(120);
    assertThat(file.metadata().info().whiteIsZero).isTrue();
  }

  @Test
  void readsColoursAndFloats() {
    Tiff tiff = new Tiff(LITTLE, false);
    int at = tiff.pixels(36);
    tiff.numbers(256, TestFiles.LONG, 4).numbers(257, TestFiles.LONG, 3).numbers(258, TestFiles.SHORT, 8, 8, 8)
        .numbers(262, TestFiles.SHORT, 2).numbers(273, TestFiles.LONG, at).numbers(277, TestFiles.SHORT, 3).end();
    StackFile file = read(tiff);
    assertThat(file.axes()).isEqualTo("YXS");
    assertThat(file.isColour()).isTrue();
    Tiff floats = new Tiff(LITTLE, false);
    read(floats.page(4, 3, 32, 3, floats.pixels(48), 48).end());
    assertThat(read(floats).type()).isEqualTo(PixelType.FLOAT32);
  }

  @Test
  void believesImageJAboutPlanesWithoutPages() {
    Tiff tiff = new Tiff(LITTLE, false);
    int at = tiff.pixels(24 * 12);
    tiff.page(4, 3, 16, 1, at, 24).text(270,
        "ImageJ=1.54p\nimages=12\nchannels=2\nslices=3\nframes=2\nhyperstack=true\nmode=color\nunit=\\u00B5m\n"
            + "spacing=-2.5\nfinterval=0.5\nmin=3.0\nmax=77.0\nxorigin=4\n")
        .numbers(282, TestFiles.RATIONAL, 4, 1).numbers(283, TestFiles.RATIONAL, 2, 1)
        .numbers(296, TestFiles.SHORT, 1).end();
    StackFile file = read(tiff);
    assertThat(file.axes()).isEqualTo("TZCYX");
    assertThat(file.shape()).containsExactly(2, 3, 2, 3, 4);
    StackMetadata metadata = file.metadata();
    assertThat(metadata.calibration().pixelWidth).isEqualTo(0.25);
    assertThat(metadata.calibration().pixelHeight).isEqualTo(0.5);
    assertThat(metadata.calibration().pixelDepth).isEqualTo(2.5);
    assertThat(metadata.calibration().getUnit()).isEqualTo("\u00b5m");
    assertThat(metadata.calibration().frameInterval).isEqualTo(0.5);
    assertThat(metadata.calibration().xOrigin).isEqualTo(4);
    assertThat(metadata.displayRange()).containsExactly(3, 77);
    assertThat(metadata.mode()).isEqualTo("color");
    assertThat(metadata.isHyperstack()).isTrue();
    assertThat(metadata.notes()).isEmpty();
  }

  @Test
  void doesntBelieveImageJBeyondTheFile() {
    Tiff tiff = new Tiff(LITTLE, false);
    tiff.page(4, 3, 16, 1, tiff.pixels(24), 24).text(270, "ImageJ=1.54p\nimages=100\nslices=100\n").end();
    assertThat(refused(tiff, "truncated")).contains("[100, 3, 4]").contains("need 2400 bytes");
  }

  @Test
  void showsAsSlicesWhatDoesntMultiply() {
    StackFile file = read(pages(LITTLE, false, 5, "ImageJ=1.54p\nimages=5\nchannels=2\nslices=2\n"));
    assertThat(file.axes()).isEqualTo("ZYX");
    assertThat(file.metadata().notes()).singleElement().asString().contains("are not 5 images");
  }

  @Test
  void refusesImageJDescriptionsOfScatteredPages() {
    Tiff tiff = new Tiff(LITTLE, false);
    int first = tiff.pixels(24);
    tiff.page(4, 3, 16, 1, first, 24).text(270, "ImageJ=1.54p\nimages=2\nslices=2\n").end();
    tiff.page(4, 3, 16, 1, tiff.pixels(24), 24).end();
    assertThat(refused(tiff, "unsupported")).contains("scattered: page 2");
  }

  @ParameterizedTest
  @CsvSource({"XYCZT, 2, 2, 3, TZCYX, true", "XYZCT, 2, 2, 3, TCZYX, false", "XYTZC, 1, 2, 6, CTYX, false",
      "XYZTC, 6, 1, 2, TZYX, true"})
  void readsOmeInItsOrder(String order, int z, int c, int t, String axes, boolean inOrder) {
    String description = String.format(OME, order, z, c, t, "<TiffData PlaneCount=\"9\"/>");
    StackFile file = read(pages(LITTLE, true, z * c * t, description));
    assertThat(file.axes()).isEqualTo(axes);
    assertThat(file.isInImageJOrder()).isEqualTo(inOrder);
    assertThat(file.slices()).isEqualTo(z);
    assertThat(file.channels()).isEqualTo(c);
    assertThat(file.frames()).isEqualTo(t);
    assertThat(file.metadata().channelNames()).containsExactly("DAPI", "GFP");
    assertThat(file.metadata().calibration().pixelHeight).isEqualTo(0.25);
    assertThat(file.metadata().calibration().pixelDepth).isEqualTo(2);
    assertThat(file.metadata().calibration().frameInterval).isEqualTo(3);
  }

  @Test
  void refusesOmeThatPutsPlanesElsewhere() {
    assertThat(refused(pages(LITTLE, false, 4, String.format(OME, "XYCZT", 2, 2, 1,
        "<TiffData IFD=\"1\" FirstZ=\"1\" PlaneCount=\"1\"/>")), "unsupported")).contains("not in the order XYCZT");
    assertThat(refused(pages(LITTLE, false, 4, String.format(OME, "XYCZT", 2, 2, 1,
        "<TiffData IFD=\"0\"><UUID FileName=\"b.tif\">u</UUID></TiffData>")), "unsupported")).contains("\"b.tif\"");
    assertThat(refused(pages(LITTLE, false, 3, String.format(OME, "XYCZT", 2, 2, 1, "")), "unsupported"))
        .contains("4 planes, the file has 3");
    assertThat(refused(pages(LITTLE, false, 4, String.format(OME, "XYCZT", 2, 2, 1, "").replace("</OME>",
        "<Image><Pixels/></Image></OME>")), "unsupported")).contains("several images");
  }

  @Test
  void xmlCantReadOtherFilesOrGrow() {
    Path secret = TestFiles.write(folder, "secret.txt", "SECRET".getBytes(StandardCharsets.UTF_8));
    String[] heads = {
      "<!DOCTYPE OME [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>",
      "<!DOCTYPE OME [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\"><!ENTITY x \"&b;&b;&b;&b;&b;\">]>"
    };
    for (String head : heads) {
      String text = head + String.format(OME, "XYCZT", 1, 1, 1, "").replace("\"DAPI\"", "\"&x;\"")
          .substring("<?xml version=\"1.0\"?>".length());
      assertThatThrownBy(() -> read(pages(LITTLE, false, 1, text)))
          .isInstanceOf(StackFileException.class).hasMessageNotContaining("SECRET");
    }
  }

  @Test
  void readsTifffilesShape() {
    StackFile file = read(pages(LITTLE, false, 6, "{\"shape\": [2, 3, 3, 4]}"));
    assertThat(file.axes()).isEqualTo("ZCYX");
    assertThat(file.shape()).containsExactly(2, 3, 3, 4);
    Tiff truncated = new Tiff(LITTLE, false);
    int at = truncated.pixels(24 * 6);
    truncated.page(4, 3, 16, 1, at, 24).text(270, "{\"shape\": [6, 3, 4], \"truncated\": true}").end();
    assertThat(read(truncated).shape()).containsExactly(6, 3, 4);
    assertThat(read(pages(LITTLE, false, 6, "{\"shape\": [6, 3, 4], \"laser\": 0.5}")).planes()).isEqualTo(6);
  }

  @Test
  void refusesMorePagesThanTheDescriptionSpeaksOf() {
    assertThat(refused(pages(LITTLE, false, 6, "{\"shape\": [3, 3, 4]}"), "unsupported")).contains("several series");
  }

  @Test
  void saysWhyPixelsCantBeUsed() {
    assertThat(refused(page().numbers(259, TestFiles.SHORT, 5).end(), "unsupported")).contains("compressed (LZW)");
    assertThat(refused(page().numbers(322, TestFiles.SHORT, 16).end(), "unsupported")).contains("tiles");
    assertThat(refused(page().numbers(277, TestFiles.SHORT, 3).numbers(284, TestFiles.SHORT, 2).end(), "unsupported"))
        .contains("planes of their own");
    assertThat(refused(page().numbers(277, TestFiles.SHORT, 4).end(), "unsupported")).contains("found 4");
    assertThat(refused(page().numbers(262, TestFiles.SHORT, 6).end(), "unsupported")).contains("interpretation 6");
    assertThat(refused(page().numbers(339, TestFiles.SHORT, 2).end(), "unsupported")).contains("16 bit signed");
    assertThat(refused(page().numbers(266, TestFiles.SHORT, 2).end(), "unsupported")).contains("reverse");
    assertThat(refused(page().numbers(33629, TestFiles.SHORT, 2).end(), "unsupported")).contains("33629");
  }

  /** A page whose first fields are to be overridden: the first of a tag counts, so these come last. */
  private static Overriding page() {
    return new Overriding();
  }

  private static final class Overriding {
    private final Tiff tiff = new Tiff(LITTLE, false);
    private final int at = tiff.pixels(24);

    Overriding numbers(int tag, int type, long... numbers) {
      tiff.numbers(tag, type, numbers);
      return this;
    }

    Tiff end() {
      return tiff.page(4, 3, 16, 1, at, 24).end();
    }
  }

  @Test
  void endsChainsThatLeadBack() {
    Tiff tiff = pages(LITTLE, false, 3, null);
    tiff.point(ByteBuffer.wrap(tiff.bytes()).order(LITTLE).getInt(4));
    assertThat(refused(tiff, "unsupported")).contains("page 4 begins at byte 8");
  }

  @Test
  void refusesPagesOfOtherKinds() {
    Tiff tiff = new Tiff(LITTLE, false);
    int at = tiff.pixels(36);
    tiff.page(4, 3, 16, 1, at, 24).end().page(4, 3, 8, 1, at + 24, 12).end();
    assertThat(refused(tiff, "unsupported")).contains("page 2 is 4 x 3 uint8").contains("page 1 is 4 x 3 uint16");
  }

  @Test
  void refusesNumbersBeyondAnyFile() {
    Tiff tiff = new Tiff(LITTLE, true);
    tiff.pixels(8);
    tiff.page(4, 3, 16, 1, -1, 24).end();
    assertThat(refused(tiff, "corrupt")).contains("18446744073709551615");
    Tiff large = new Tiff(LITTLE, true);
    large.page(Integer.MAX_VALUE, Integer.MAX_VALUE, 16, 1, 8, 24).end();
    assertThat(refused(large, "truncated")).contains("larger than the file");
    Tiff far = new Tiff(LITTLE, true);
    far.pixels(8);
    far.page(4, 3, 16, 1, Long.MAX_VALUE - 3, 24).end();
    assertThat(refused(far, "truncated")).contains("from byte 9223372036854775804");
    assertThat(refused(new Tiff(LITTLE, true).point(Long.MAX_VALUE), "truncated")).contains("directory");
  }

  @Test
  void readsImageJsOwnFields() {
    Tiff tiff = new Tiff(LITTLE, false);
    int at = tiff.pixels(48);
    byte[] info = "hello \u00b5".getBytes(StandardCharsets.UTF_16LE);
    byte[] label = "one".getBytes(StandardCharsets.UTF_16LE);
    int header = 4 + 3 * 8;
    ByteBuffer data = ByteBuffer.allocate(header + info.length + label.length + 16).order(LITTLE);
    data.putInt(0x494a494a).putInt(0x696e666f).putInt(1).putInt(0x6c61626c).putInt(2).putInt(0x72616e67).putInt(1);
    data.put(info).put(label).putDouble(5).putDouble(9);
    tiff.page(4, 3, 16, 1, at, 24).text(270, "ImageJ=1.54p\nimages=2\nslices=2\n")
        .numbers(50838, TestFiles.LONG, header, info.length, label.length, 0, 16)
        .field(50839, TestFiles.BYTE, data.capacity(), data.array()).end();
    StackMetadata metadata = read(tiff).metadata();
    assertThat(metadata.info().info).isEqualTo("hello \u00b5");
    assertThat(metadata.label(1)).isEqualTo("one");
    assertThat(metadata.label(2)).isNull();
    assertThat(metadata.info().displayRanges).containsExactly(5, 9);
    assertThat(metadata.notes()).isEmpty();
  }

  @Test
  void leavesOutImageJsFieldsThatContradictThemselves() {
    Tiff tiff = new Tiff(LITTLE, false);
    int at = tiff.pixels(48);
    ByteBuffer data = ByteBuffer.allocate(40).order(LITTLE);
    data.putInt(0x494a494a).putInt(0x696e666f).putInt(Integer.MAX_VALUE);
    tiff.page(4, 3, 16, 1, at, 24).numbers(50838, TestFiles.LONG, 12, 1 << 30)
        .field(50839, TestFiles.BYTE, data.capacity(), data.array()).end();
    assertThat(read(tiff).metadata().notes()).singleElement().asString().contains("claim 2147483647 items");
  }

  @ParameterizedTest
  @CsvSource({"test_image.tif, YX, 1806", "test_still_stack.tif, CYX, 38756"})
  void readsRealImages(String name, String axes, long offset) {
    StackFile file = StackFile.read(TestFiles.root().resolve("tests/data").resolve(name), null);
    assertThat(file.axes()).isEqualTo(axes);
    assertThat(file.offset()).isEqualTo(offset);
    assertThat(file.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    assertThat(file.metadata().calibration().getUnit()).isEqualTo("micron");
    assertThat(file.metadata().notes()).isEmpty();
  }
}
