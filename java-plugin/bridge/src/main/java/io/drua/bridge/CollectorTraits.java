package io.drua.bridge;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** What the garbage collector of this JVM does about pinned arrays. Looked up once, and only when asked for. */
class CollectorTraits {
  private static final int G1_PINS_REGIONS = 22;

  @Nullable private Boolean takesPins;

  /** Whether it collects around a pin, instead of waiting for its end. */
  synchronized boolean takesPins() {
    if (takesPins == null) {
      takesPins = find();
    }
    return takesPins;
  }

  private static boolean find() {
    List<String> names = new ArrayList<String>();
    try {
      for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
        names.add(bean.getName());
      }
    } catch (LinkageError missing) {
      // A runtime without the module java.management: the careful answer holds for every collector.
      return false;
    }
    return takesPins(names, majorVersion(System.getProperty("java.specification.version", "1.8")));
  }

  /** G1 pins single regions since Java 22 (JEP 423), Shenandoah always did, and Epsilon never collects. */
  static boolean takesPins(List<String> names, int javaVersion) {
    for (String name : names) {
      boolean takes =
          name.startsWith("Shenandoah")
              || name.startsWith("Epsilon")
              || name.startsWith("G1") && javaVersion >= G1_PINS_REGIONS;
      if (!takes) {
        return false;
      }
    }
    return !names.isEmpty();
  }

  /** Version 8 of {@code "1.8"}, version 21 of {@code "21"}. */
  static int majorVersion(String specification) {
    String text = specification.startsWith("1.") ? specification.substring(2) : specification;
    int dot = text.indexOf('.');
    try {
      return Integer.parseInt(dot < 0 ? text : text.substring(0, dot));
    } catch (NumberFormatException unknown) {
      return 8;
    }
  }
}
