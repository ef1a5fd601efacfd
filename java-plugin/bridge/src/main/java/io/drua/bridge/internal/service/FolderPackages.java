package io.drua.bridge.internal.service;

import io.drua.bridge.Nullable;
import java.io.File;
import java.util.Arrays;
import java.util.Set;

/** The packages of a folder of classes. */
final class FolderPackages {
  /** Folders below folders that are looked into for a class. */
  private static final int DEEPEST = 12;

  private FolderPackages() {}

  /** Whether there is a class in such a package, or in one below it. */
  static boolean has(File root, String name) {
    File folder = folder(root, name);
    return folder != null && hasClasses(folder, DEEPEST);
  }

  /** Adds what a package has. */
  static void members(File root, String name, Set<String> classes, Set<String> packages) {
    File folder = name.isEmpty() ? root : folder(root, name);
    File[] files = folder == null ? null : folder.listFiles();
    if (files != null) {
      for (File file : files) {
        PackageIndex.addClass(file.getName(), classes);
        if (isPackage(file.getName()) && file.isDirectory() && hasClasses(file, DEEPEST)) {
          packages.add(file.getName());
        }
      }
    }
  }

  /** The folder of a package, whose name it has exactly: not all file systems tell upper from lower case. */
  @Nullable
  private static File folder(File root, String name) {
    File folder = root;
    for (String part : name.split("\\.")) {
      File next = new File(folder, part);
      String[] siblings = next.isDirectory() ? folder.list() : null;
      if (siblings == null || !Arrays.asList(siblings).contains(part)) {
        return null;
      }
      folder = next;
    }
    return folder;
  }

  private static boolean hasClasses(File folder, int deepest) {
    File[] files = folder.listFiles();
    if (files == null || deepest == 0) {
      return false;
    }
    for (File file : files) {
      if (file.getName().endsWith(".class")) {
        return true;
      }
    }
    for (File file : files) {
      if (isPackage(file.getName()) && file.isDirectory() && hasClasses(file, deepest - 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPackage(String name) {
    return name.indexOf('.') < 0 && name.indexOf('-') < 0;
  }
}
