package io.drua.bridge.internal.service;

import io.drua.bridge.BridgeException;
import io.drua.bridge.Nullable;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipFile;

/** The class loader of the jars and folders that were added at run time. Classes in them know each other. */
final class AddedPaths extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String ALL = "*";

  private final Set<String> known = new HashSet<String>();

  /**
   * Makes one with nothing in it.
   *
   * @param parent where it looks first
   */
  AddedPaths(ClassLoader parent) {
    super(new URL[0], parent);
  }

  /**
   * Adds a jar, a folder of classes, or with {@code folder/*} all jars of a folder. What is there already stays once.
   *
   * @throws BridgeException with the code {@code "class-path"} if there is no such file, or it is no jar
   */
  void add(String path) {
    File file = new File(path);
    if (ALL.equals(file.getName())) {
      for (File jar : jars(file.getAbsoluteFile().getParentFile())) {
        addFile(jar);
      }
      return;
    }
    if (!file.exists()) {
      throw failure("There is no file or folder " + file.getAbsolutePath() + ".", null);
    }
    addFile(file.getAbsoluteFile());
  }

  private static List<File> jars(File folder) {
    File[] all = folder.listFiles();
    if (all == null) {
      throw failure("There is no folder " + folder + ".", null);
    }
    Arrays.sort(all);
    List<File> jars = new ArrayList<File>();
    for (File file : all) {
      if (file.isFile() && file.getName().toLowerCase(Locale.ROOT).endsWith(".jar")) {
        jars.add(file);
      }
    }
    if (jars.isEmpty()) {
      throw failure("The folder " + folder + " has no jars.", null);
    }
    return jars;
  }

  private synchronized void addFile(File file) {
    if (file.isFile()) {
      // The class loader itself would say nothing, and find nothing.
      try {
        new ZipFile(file).close();
      } catch (IOException noJar) {
        throw failure("The file " + file + " is no jar: " + noJar.getMessage() + ".", noJar);
      }
    }
    try {
      URL url = file.toURI().toURL();
      if (known.add(url.toString())) {
        addURL(url);
      }
    } catch (MalformedURLException impossible) {
      throw failure("The path " + file + " can't be an address: " + impossible.getMessage() + ".", impossible);
    }
  }

  private static BridgeException failure(String message, @Nullable Throwable cause) {
    return new BridgeException(
        "class-path", message, "Give the path of a jar, of a folder with classes, or of jars as in 'jars/*'.", cause);
  }
}
