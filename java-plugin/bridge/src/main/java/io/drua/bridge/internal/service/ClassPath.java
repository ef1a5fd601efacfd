package io.drua.bridge.internal.service;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The jars and folders that class loaders read. */
final class ClassPath {
  /** Jars that a jar's manifest names; launchers have one that names all others. */
  private static final ConcurrentHashMap<File, String> NAMED = new ConcurrentHashMap<File, String>();

  private final Set<File> places = new LinkedHashSet<File>();

  private ClassPath() {}

  /** All that exist, in the order of the loaders. */
  static Set<File> of(List<ClassLoader> loaders) {
    ClassPath path = new ClassPath();
    for (ClassLoader loader : loaders) {
      for (ClassLoader each = loader; each != null; each = each.getParent()) {
        if (each instanceof URLClassLoader) {
          path.add(((URLClassLoader) each).getURLs());
        }
      }
    }
    path.add(System.getProperty("java.class.path"));
    path.add(System.getProperty("jdk.module.path"));
    // Java 8 has its own classes in a jar.
    path.add(System.getProperty("sun.boot.class.path"));
    return path.places;
  }

  private void add(String list) {
    if (list != null) {
      for (String entry : list.split(File.pathSeparator)) {
        // An empty one means the current folder.
        add(new File(entry).getAbsoluteFile());
      }
    }
  }

  private void add(URL[] urls) {
    if (urls != null) {
      for (URL url : urls) {
        if ("file".equals(url.getProtocol())) {
          try {
            add(new File(url.toURI()));
          } catch (URISyntaxException | IllegalArgumentException odd) {
            // Spaces that nobody encoded: the path is what it says.
            add(new File(url.getPath()));
          }
        }
      }
    }
  }

  private void add(File place) {
    if (!place.exists() || !places.add(place) || !place.isFile()) {
      return;
    }
    String named = NAMED.get(place);
    if (named == null) {
      named = named(place);
      NAMED.put(place, named);
    }
    if (!named.isEmpty()) {
      URI base = place.toURI();
      for (String entry : named.trim().split(" +")) {
        try {
          add(new File(base.resolve(entry)));
        } catch (IllegalArgumentException noFile) {
          // An address that is no file's is none that is looked into.
          continue;
        }
      }
    }
  }

  private static String named(File jar) {
    try (JarFile file = new JarFile(jar, false)) {
      Manifest manifest = file.getManifest();
      String named = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return named == null ? "" : named;
    } catch (IOException noJar) {
      // Class loaders pass it over, too.
      return "";
    }
  }
}
