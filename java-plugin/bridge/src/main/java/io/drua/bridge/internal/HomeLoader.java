package io.drua.bridge.internal;

import io.drua.bridge.Nullable;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The class loader of {@link NativeBridge} and its helpers. Everything is defined at once, so that it needs the
 * plugin's jar no longer, and its parent is the JDK's own loader. This class itself is of the copy that came first:
 * that one stays as long as the JVM, every later copy can be collected.
 */
final class HomeLoader extends ClassLoader {
  private static final String[] CLASSES = {
    "HomeRegistry", "HomeIdentities$Stripe", "HomeIdentities", "HomeEvents$Work", "HomeEvents", "HomeEntry",
    "HomeClasses", "HomeObjects", "NativeBridge",
  };

  HomeLoader() {
    super(null);
  }

  /** Defines all classes, and gives the bridge. */
  Class<?> defineAll() throws IOException, ClassNotFoundException {
    String prefix = HomeLoader.class.getName();
    prefix = prefix.substring(0, prefix.lastIndexOf('.') + 1);
    File place = place();
    if (place != null && place.isFile()) {
      try (ZipFile jar = new ZipFile(place)) {
        define(prefix, place, jar);
      }
    } else {
      define(prefix, place, null);
    }
    return Class.forName(prefix + "NativeBridge", true, this);
  }

  private void define(String prefix, @Nullable File place, @Nullable ZipFile jar) throws IOException {
    String folder = prefix.replace('.', '/');
    for (String name : CLASSES) {
      byte[] bytes;
      try (InputStream in = open(place, jar, folder + name + ".class", name + ".class")) {
        bytes = read(in, name);
      }
      defineClass(prefix + name, bytes, 0, bytes.length);
    }
  }

  /**
   * The jar or folder that this class was loaded from, null where the class loader doesn't say. Asking the class loader
   * for the files would have it look into every module of the JDK for each of them.
   */
  @Nullable
  private static File place() {
    CodeSource source = HomeLoader.class.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null || !"file".equals(location.getProtocol())) {
      return null;
    }
    try {
      return new File(location.toURI());
    } catch (URISyntaxException | IllegalArgumentException odd) {
      // Then the class loader is asked.
      return null;
    }
  }

  @Nullable
  private static InputStream open(@Nullable File place, @Nullable ZipFile jar, String path, String name)
      throws IOException {
    if (jar != null) {
      ZipEntry entry = jar.getEntry(path);
      if (entry != null) {
        return jar.getInputStream(entry);
      }
    } else if (place != null) {
      File file = new File(place, path);
      if (file.isFile()) {
        return new FileInputStream(file);
      }
    }
    return HomeLoader.class.getResourceAsStream(name);
  }

  private static byte[] read(@Nullable InputStream in, String name) throws IOException {
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
