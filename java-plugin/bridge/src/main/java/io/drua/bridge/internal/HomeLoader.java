package io.drua.bridge.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The class loader of {@link NativeBridge} and its helpers. Everything is defined at once, so that it needs the plugin's
 * jar no longer, and its parent is the JDK's own loader. This class itself is of the copy that came first: that one stays
 * as long as the JVM, every later copy can be collected.
 */
final class HomeLoader extends ClassLoader {
  private static final String[] CLASSES = {
    "HomeRegistry", "HomeIdentities$Stripe", "HomeIdentities", "HomeEvents$Work", "HomeEvents", "HomeEntry", "NativeBridge"
  };

  HomeLoader() {
    super(null);
  }

  /** Defines all classes, and gives the bridge. */
  Class<?> defineAll() throws IOException, ClassNotFoundException {
    String prefix = HomeLoader.class.getName();
    prefix = prefix.substring(0, prefix.lastIndexOf('.') + 1);
    for (String name : CLASSES) {
      byte[] bytes = read(name + ".class");
      defineClass(prefix + name, bytes, 0, bytes.length);
    }
    return Class.forName(prefix + "NativeBridge", true, this);
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = HomeLoader.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("The class file " + name + " is missing in the bridge's jar.");
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
      byte[] buffer = new byte[1 << 13];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
      }
      return out.toByteArray();
    }
  }
}
