package io.drua.bridge.internal.service;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The packages of a jar. Its classes are read again when somebody asks, which is rare, so that they take no memory. */
final class JarPackages {
  private final File file;
  private final long modified;
  private final long length;
  private final Set<String> packages = new HashSet<String>();

  JarPackages(File file) {
    this.file = file;
    modified = file.lastModified();
    length = file.length();
    for (String path : classes()) {
      int slash = path.lastIndexOf('/');
      // Those above are packages, too.
      while (slash > 0 && packages.add(path.substring(0, slash).replace('/', '.'))) {
        slash = path.lastIndexOf('/', slash - 1);
      }
    }
  }

  /** Whether the jar is still the one that was read. */
  boolean isCurrent() {
    return file.lastModified() == modified && file.length() == length;
  }

  /** Whether there is such a package, or one below it. */
  boolean has(String name) {
    return packages.contains(name);
  }

  /** Adds what a package has. */
  void members(String name, Set<String> classNames, Set<String> packageNames) {
    if (!name.isEmpty() && !has(name)) {
      return;
    }
    String prefix = name.isEmpty() ? "" : name.replace('.', '/') + '/';
    for (String path : classes()) {
      if (path.startsWith(prefix)) {
        int slash = path.indexOf('/', prefix.length());
        if (slash < 0) {
          PackageIndex.addClass(path.substring(prefix.length()), classNames);
        } else {
          packageNames.add(path.substring(prefix.length(), slash));
        }
      }
    }
  }

  private List<String> classes() {
    List<String> classes = new ArrayList<String>();
    try (ZipFile jar = new ZipFile(file)) {
      for (Enumeration<? extends ZipEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        String path = entries.nextElement().getName();
        // Versions for newer Javas and other things that are no packages.
        if (path.endsWith(".class") && !path.startsWith("META-INF/")) {
          classes.add(path);
        }
      }
    } catch (IOException noJar) {
      // Class loaders pass it over, too.
      return Collections.emptyList();
    }
    return classes;
  }
}
