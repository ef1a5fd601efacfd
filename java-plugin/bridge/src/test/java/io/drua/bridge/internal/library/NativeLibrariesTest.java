package io.drua.bridge.internal.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.NativeLibraryException;
import io.drua.bridge.PythonConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeLibrariesTest {
  private String property;

  @TempDir private Path folder;

  @BeforeEach
  void rememberProperty() {
    property = System.getProperty(NativeLibraries.DIRECTORY_PROPERTY);
    System.clearProperty(NativeLibraries.DIRECTORY_PROPERTY);
  }

  @AfterEach
  void restoreProperty() {
    if (property == null) {
      System.clearProperty(NativeLibraries.DIRECTORY_PROPERTY);
    } else {
      System.setProperty(NativeLibraries.DIRECTORY_PROPERTY, property);
    }
  }

  private Path filled(String name) throws IOException {
    Path made = Files.createDirectories(folder.resolve(name));
    Files.createFile(made.resolve("libdrua_loader.so"));
    Files.createFile(made.resolve("libdrua_core.so"));
    return made;
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, LINUX64, libdrua_loader.so", "Linux, aarch64, LINUX_ARM64, libdrua_loader.so",
    "Mac OS X, x86_64, MACOS64, libdrua_loader.dylib", "Mac OS X, aarch64, MACOS_ARM64, libdrua_loader.dylib",
    "Windows 11, amd64, WIN64, drua_loader.dll"
  })
  void knowsItsPlatforms(String os, String arch, String platform, String loader) {
    assertThat(Platform.of(os, arch).name()).isEqualTo(platform);
    assertThat(Platform.of(os, arch).loader()).isEqualTo(loader);
    assertThat(Platform.of(os, arch).core()).isEqualTo(loader.replace("loader", "core"));
  }

  @ParameterizedTest
  @CsvSource({"Linux, i386", "Linux, riscv64", "Windows 10, x86", "Windows 11, aarch64",
    "SunOS, sparcv9", "Darling, amd64"})
  void refusesOthersByName(String os, String arch) {
    assertThatThrownBy(() -> Platform.of(os, arch))
        .isInstanceOf(NativeLibraryException.class)
        .hasMessageContaining(os + " on " + arch);
  }

  @Test
  void theApplicationComesBeforeTheProperty() throws IOException {
    Path application = filled("Fiji/lib/linux64");
    Path other = filled("other");
    System.setProperty(NativeLibraries.DIRECTORY_PROPERTY, other.toString());
    PythonConfig config = PythonConfig.builder().applicationDirectory(folder.resolve("Fiji")).build();
    assertThat(NativeLibraries.locate(config, Platform.LINUX64)).isEqualTo(application);
    Files.delete(application.resolve("libdrua_core.so"));
    assertThat(NativeLibraries.locate(config, Platform.LINUX64)).isEqualTo(other);
  }

  @Test
  void thePropertyMayNameAllPlatformsOrOne() throws IOException {
    PythonConfig config = PythonConfig.builder().build();
    System.setProperty(NativeLibraries.DIRECTORY_PROPERTY, folder.toString());
    assertThatThrownBy(() -> NativeLibraries.locate(config, Platform.LINUX64))
        .isInstanceOf(NativeLibraryException.class)
        .hasMessageContaining(folder.toString());
    Path inner = filled("linux64");
    assertThat(NativeLibraries.locate(config, Platform.LINUX64)).isEqualTo(inner);
  }

  @Test
  void anExplicitFolderIsTakenOrRefused() throws IOException {
    Path explicit = filled("explicit");
    PythonConfig config = PythonConfig.builder().nativeDirectory(explicit).build();
    assertThat(NativeLibraries.locate(config, Platform.LINUX64)).isEqualTo(explicit);
    Files.delete(explicit.resolve("libdrua_loader.so"));
    assertThatThrownBy(() -> NativeLibraries.locate(config, Platform.LINUX64))
        .isInstanceOf(NativeLibraryException.class)
        .hasMessageContaining("libdrua_loader.so");
  }

  @Test
  void theConfiguredCacheComesFirst() {
    assertThat(NativeLibraries.cacheDirectory(PythonConfig.builder().cacheDirectory(folder).build())).isEqualTo(folder);
    assertThat(NativeLibraries.cacheDirectory(PythonConfig.builder().build()).toString()).contains("drua");
  }
}
