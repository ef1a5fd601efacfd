package io.drua.fiji.stack.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.io.RoiEncoder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever is in a file: it is described, and all its pixels lie in it, or it is refused with a
 * {@link StackFileException}; soon, and without memory that its header asks for.
 */
class DamagedFilesTest {
  private static final long MOST_BYTES = 4 << 20;
  /** ROIs of texts load fonts when they are first made. */
  private static final long MOST_ROI_BYTES = 64 << 20;

  private static final long MOST_NANOS = 5_000_000_000L;
  /** What numbers in headers like to be when they are wrong. */
  private static final long[] EXTREMES = {
    0, 1, 2, 8, 0xff, 0xffff, 0x7fffffffL, 0x80000000L, 0xfffffff0L, 0xffffffffL, 0x100000000L, Long.MAX_VALUE,
    Long.MIN_VALUE, -1
  };

  private static final List<byte[]> SOUND = new ArrayList<>();
  private static Path file;

  @BeforeContainer
  static void makeFiles() throws IOException {
    file = Files.createTempFile("damaged", ".tif");
    for (int version = 1; version <= 3; version++) {
      SOUND.add(TestFiles.npy(version, TestFiles.npyHeader("'<u2'", version == 2, "(2, 3, 4)"), 48));
    }
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      for (boolean big : new boolean[] {false, true}) {
        SOUND.add(TiffStackFileTest.pages(order, big, 4, null).bytes());
        SOUND.add(TiffStackFileTest.pages(order, big, 4, "ImageJ=1.54p\nimages=4\nslices=2\nchannels=2\n").bytes());
        SOUND.add(TiffStackFileTest.pages(order, big, 4, "{\"shape\": [2, 2, 3, 4]}").bytes());
        SOUND.add(TiffStackFileTest.pages(order, big, 4,
            "<OME ><Image><Pixels DimensionOrder=\"XYCZT\" SizeX=\"4\" SizeY=\"3\" SizeZ=\"2\" SizeC=\"2\" SizeT=\"1\">"
                + "<TiffData IFD=\"0\"/></Pixels></Image></OME>").bytes());
        SOUND.add(withImageJsFields(order, big));
      }
    }
    Path data = TestFiles.root().resolve("tests/data");
    SOUND.add(Files.readAllBytes(data.resolve("test_image.tif")));
    SOUND.add(Files.readAllBytes(data.resolve("test_still_stack.tif")));
    for (byte[] sound : SOUND) {
      Files.write(file, sound);
      assertThat(StackFile.read(file, sound[0] == (byte) 0x93 && sound[6] == 2 ? "XYZ" : null).planes()).isPositive();
    }
  }

  private static byte[] withImageJsFields(ByteOrder order, boolean big) {
    TestFiles.Tiff tiff = new TestFiles.Tiff(order, big);
    int at = tiff.pixels(48);
    byte[] label = "one".getBytes(StandardCharsets.UTF_16BE);
    ByteBuffer data = ByteBuffer.allocate(28 + label.length + 16).order(order);
    data.putInt(0x494a494a).putInt(0x6c61626c).putInt(2).putInt(0x72616e67).putInt(1).putInt(0x726f6920).putInt(0);
    data.put(label).putDouble(1).putDouble(2);
    return tiff.page(4, 3, 16, 1, at, 24)
        .text(270, "ImageJ=1.54p\nimages=2\nslices=2\nmin=1\nmax=5\ncf=0\nc0=1\nc1=2\n")
        .numbers(50838, TestFiles.LONG, 28, label.length, 0, 16)
        .field(50839, TestFiles.BYTE, data.capacity(), data.array()).end().bytes();
  }

  @AfterContainer
  static void removeFiles() throws IOException {
    Files.deleteIfExists(file);
  }

  /** One change: a byte, a short, an int or a long at some place, most often near a beginning or an end. */
  static final class Change {
    final double place;
    final int width;
    final long value;

    Change(double place, int width, long value) {
      this.place = place;
      this.width = width;
      this.value = value;
    }

    void applyTo(byte[] bytes) {
      if (bytes.length < 16) {
        return;
      }
      // Directories are at the end, headers at the beginning.
      int reach = Math.min(bytes.length - 8, 1200);
      int at = place < 0.5
          ? (int) (place * 2 * reach)
          : bytes.length - 8 - (int) ((place - 0.5) * 2 * reach);
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(value % 2 == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      if (width == 1) {
        buffer.put(at, (byte) value);
      } else if (width == 2) {
        buffer.putShort(at, (short) value);
      } else if (width == 4) {
        buffer.putInt(at, (int) value);
      } else {
        buffer.putLong(at, value);
      }
    }

    @Override
    public String toString() {
      return width + " bytes of " + value + " at " + place;
    }
  }

  @Provide
  static Arbitrary<List<Change>> changes() {
    Arbitrary<Long> values = Arbitraries.oneOf(
        Arbitraries.integers().between(0, EXTREMES.length - 1).map(i -> EXTREMES[i]),
        Arbitraries.longs().between(0, 4000),
        Arbitraries.longs());
    return Combinators.combine(Arbitraries.doubles().between(0, 1), Arbitraries.of(1, 1, 2, 4, 8), values)
        .as(Change::new).list().ofMinSize(1).ofMaxSize(6);
  }

  @Provide
  static Arbitrary<Integer> small() {
    return Arbitraries.integers().between(0, SOUND.size() - 3);
  }

  @Property(tries = 6000)
  void changedFilesAreDescribedOrRefused(@ForAll("small") int which, @ForAll("changes") List<Change> changes)
      throws IOException {
    byte[] bytes = SOUND.get(which).clone();
    changes.forEach(change -> change.applyTo(bytes));
    check(bytes);
  }

  @Property(tries = 400)
  void changedRealImagesAreDescribedOrRefused(@ForAll boolean stack, @ForAll("changes") List<Change> changes)
      throws IOException {
    byte[] bytes = SOUND.get(SOUND.size() - (stack ? 1 : 2)).clone();
    changes.forEach(change -> change.applyTo(bytes));
    check(bytes);
  }

  @Property(tries = 1500)
  void shortenedFilesAreDescribedOrRefused(@ForAll("small") int which, @ForAll("place") double place)
      throws IOException {
    byte[] sound = SOUND.get(which);
    check(Arrays.copyOf(sound, (int) (place * sound.length)));
  }

  @Provide
  static Arbitrary<Double> place() {
    return Arbitraries.doubles().between(0, 1);
  }

  @Property(tries = 2000)
  void anyBytesAreRefusedOrDescribed(@ForAll("heads") byte[] head, @ForAll byte[] rest) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(head.length + rest.length).put(head).put(rest);
    check(all.array());
  }

  @Provide
  static Arbitrary<byte[]> heads() {
    return Arbitraries.of(
        new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0}, new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8},
        new byte[] {'I', 'I', 43, 0, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0},
        new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 40, 0}, new byte[0]);
  }

  private static void check(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long allocated = threads.getThreadAllocatedBytes(thread);
    long start = System.nanoTime();
    try {
      StackFile found = StackFile.read(file, null);
      long size = found.type().bytes();
      for (long length : found.shape()) {
        assertThat(length).isPositive();
        size = Math.multiplyExact(size, length);
      }
      assertThat(found.sizeInBytes()).isEqualTo(size);
      assertThat(found.offset()).isNotNegative();
      assertThat(found.offset() + size).isLessThanOrEqualTo(bytes.length);
      assertThat((long) found.planes() * found.width() * found.height()).isEqualTo(
          size / found.type().bytes() / (found.isColour() ? 3 : 1));
    } catch (StackFileException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
      assertThat(refused.hint()).isNotEmpty();
      assertThat(refused.code()).matches("stack-file-(truncated|corrupt|unsupported)");
    }
    assertThat(System.nanoTime() - start).as("time").isLessThan(MOST_NANOS);
    assertThat(threads.getThreadAllocatedBytes(thread) - allocated).as("bytes allocated")
        .isLessThan(MOST_BYTES + 20L * bytes.length);
  }

  @Property(tries = 3000)
  void changedRoisAreReadOrLeftOut(@ForAll("rois") byte[] roi, @ForAll("changes") List<Change> changes) {
    byte[] bytes = roi.clone();
    changes.forEach(change -> change.applyTo(bytes));
    List<String> notes = new ArrayList<>();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long allocated = threads.getThreadAllocatedBytes(thread);
    Roi found = RoiBytes.decode(bytes, notes);
    assertThat(found == null).isEqualTo(!notes.isEmpty());
    assertThat(threads.getThreadAllocatedBytes(thread) - allocated).as("bytes allocated").isLessThan(MOST_ROI_BYTES);
  }

  @Provide
  static Arbitrary<byte[]> rois() {
    return Arbitraries.of(
        RoiEncoder.saveAsByteArray(new Roi(1, 2, 30, 40)),
        RoiEncoder.saveAsByteArray(new PolygonRoi(new float[] {1, 5, 9}, new float[] {2, 8, 3}, Roi.POLYGON)),
        RoiEncoder.saveAsByteArray(new PointRoi(new float[] {1, 5, 9}, new float[] {2, 8, 3}, 3)),
        RoiEncoder.saveAsByteArray(new ShapeRoi(new Roi(1, 2, 30, 40)).or(new ShapeRoi(new Roi(50, 2, 9, 9)))));
  }
}
