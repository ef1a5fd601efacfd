package io.drua.bridge.internal.library;

import io.drua.bridge.NativeLibraryException;
import java.util.Locale;

/** The platforms that Drua is built for, with the names that ImageJ's folders have. */
enum Platform {
  /** Linux on x86-64. */
  LINUX64("linux64", "lib", ".so"),
  /** Linux on aarch64. */
  LINUX_ARM64("linux-arm64", "lib", ".so"),
  /** macOS on x86-64. */
  MACOS64("macos64", "lib", ".dylib"),
  /** macOS on Apple silicon. */
  MACOS_ARM64("macos-arm64", "lib", ".dylib"),
  /** Windows on x86-64. */
  WIN64("win64", "", ".dll");

  private final String folder;
  private final String prefix;
  private final String suffix;

  Platform(String folder, String prefix, String suffix) {
    this.folder = folder;
    this.prefix = prefix;
    this.suffix = suffix;
  }

  /** The platform of this JVM. */
  static Platform current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  /**
   * The platform with the names that a JVM gives it.
   *
   * @throws NativeLibraryException if Drua is not built for it
   */
  static Platform of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String arch = osArch.toLowerCase(Locale.ROOT);
    boolean intel = arch.equals("amd64") || arch.equals("x86_64");
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    if (os.startsWith("linux") && (intel || arm)) {
      return intel ? LINUX64 : LINUX_ARM64;
    }
    if (os.startsWith("mac") && (intel || arm)) {
      return intel ? MACOS64 : MACOS_ARM64;
    }
    if (os.startsWith("windows") && intel) {
      return WIN64;
    }
    throw new NativeLibraryException(
        "Drua has no native library for this platform: " + osName + " on " + osArch + ".",
        "It runs in a 64-bit Java on Linux (x86-64, aarch64), macOS (Intel, Apple silicon) and Windows (x86-64).");
  }

  /** Folder of its libraries. */
  String folder() {
    return folder;
  }

  /** File name of the library that the JVM opens. */
  String loader() {
    return prefix + "drua_loader" + suffix;
  }

  /** File name of the library that works inside Python. */
  String core() {
    return prefix + "drua_core" + suffix;
  }
}
