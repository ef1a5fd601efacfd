package io.drua.bridge.internal.service;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which packages there are, and what is in them. Java itself doesn't know: this looks into the JDK's image, and into
 * the jars and folders of all class loaders, each jar once unless it changes.
 */
final class PackageIndex {
  private final Loaders loaders;
  private final ConcurrentHashMap<File, JarPackages> jars = new ConcurrentHashMap<File, JarPackages>();

  PackageIndex(Loaders loaders) {
    this.loaders = loaders;
  }

  /** Whether there is a class in a package of that name, or in one below it. */
  boolean has(String name) {
    if (!ClassFinder.isName(name)) {
      return false;
    }
    if (JdkPackages.has(name) || isLoaded(name)) {
      return true;
    }
    for (File place : ClassPath.of(loaders.all())) {
      if (place.isDirectory() ? FolderPackages.has(place, name) : jar(place).has(name)) {
        return true;
      }
    }
    return false;
  }

  /** Classes that make their own bytes come from no file. */
  private static boolean isLoaded(String name) {
    String below = name + '.';
    for (Package known : Package.getPackages()) {
      if (known.getName().equals(name) || known.getName().startsWith(below)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Simple names of a package's classes, and of the packages below it; of the unnamed package for an empty name.
   * Classes inside of others are left out.
   */
  List<List<String>> members(String name) {
    Set<String> classes = new TreeSet<String>();
    Set<String> packages = new TreeSet<String>();
    if (name.isEmpty() || ClassFinder.isName(name)) {
      JdkPackages.members(name, classes, packages);
      for (File place : ClassPath.of(loaders.all())) {
        if (place.isDirectory()) {
          FolderPackages.members(place, name, classes, packages);
        } else {
          jar(place).members(name, classes, packages);
        }
      }
      addLoaded(name, packages);
    }
    return Arrays.<List<String>>asList(new ArrayList<String>(classes), new ArrayList<String>(packages));
  }

  private static void addLoaded(String name, Set<String> packages) {
    String below = name.isEmpty() ? "" : name + '.';
    for (Package known : Package.getPackages()) {
      String other = known.getName();
      if (other.startsWith(below) && other.length() > below.length()) {
        int dot = other.indexOf('.', below.length());
        packages.add(other.substring(below.length(), dot < 0 ? other.length() : dot));
      }
    }
  }

  private JarPackages jar(File file) {
    JarPackages known = jars.get(file);
    if (known == null || !known.isCurrent()) {
      known = new JarPackages(file);
      jars.put(file, known);
    }
    return known;
  }

  /**
   * Adds the class of a file, if it is one that stands by itself.
   *
   * @param file name of the file, without folders
   */
  static void addClass(String file, Set<String> classes) {
    if (file.endsWith(".class") && file.indexOf('$') < 0 && file.indexOf('-') < 0) {
      classes.add(file.substring(0, file.length() - ".class".length()));
    }
  }
}
