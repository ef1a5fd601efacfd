package io.drua.crosslang.stress;

import io.drua.bridge.MemoryBlock;
import io.drua.bridge.RuntimeStatistics;
import io.drua.crosslang.support.Collector;
import io.drua.crosslang.support.PythonScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** Very many images there and back. Fails where memory, or what one side holds for the other, grew. */
public final class ImageLeakMain {
  private static final int PARTS = 5;
  private static final int IMAGES = Integer.getInteger("drua.leak.images", 10_000);
  /** Growth over the last three parts that is the allocators' own: a leak of one image of 100 KiB in twenty is beyond. */
  private static final long MOST_GROWTH = 30L << 20;

  private ImageLeakMain() {}

  /** Runs all parts. */
  public static void main(String[] args) throws Exception {
    PythonScope scope = PythonScope.of("images_leak.py");
    long[] process = new long[PARTS];
    for (int part = 0; part < PARTS; part++) {
      scope.call("part", (long) part * IMAGES / PARTS, (long) IMAGES / PARTS);
      Collector.awaitCollected("nothing lent, called or mapped", ImageLeakMain::isQuiet);
      Collector.settled();
      process[part] = residentBytes();
      System.out.println("part " + part + ": process " + (process[part] >> 10) + " KiB, mapped "
          + MemoryBlock.mappedBytes() + ", references " + scope.call("references") + ", "
          + PythonScope.runtime().statistics());
    }
    if (process[PARTS - 1] - process[1] > MOST_GROWTH) {
      throw new AssertionError("memory of the process grew from " + process[1] + " to " + process[PARTS - 1]);
    }
    System.out.println("LEAK OK");
    System.out.flush();
    System.exit(0);
  }

  private static boolean isQuiet() {
    RuntimeStatistics now = PythonScope.runtime().statistics();
    return now.owners() + now.buffers() + now.borrows() + now.calls() == 0 && MemoryBlock.mappedBytes() == 0;
  }

  /** Memory of this process that is in use, where the system tells; otherwise 0. */
  private static long residentBytes() throws IOException {
    Path status = Paths.get("/proc/self/status");
    if (Files.isReadable(status)) {
      for (String line : new String(Files.readAllBytes(status), StandardCharsets.UTF_8).split("\n")) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
        }
      }
    }
    return 0;
  }
}
