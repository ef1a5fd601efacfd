package io.drua.bridge.internal.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.NativeLibraryException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedArchiveTest {
  private final Map<String, byte[]> jar = new HashMap<>();
  private final AtomicInteger opened = new AtomicInteger();
  private String sums;

  @TempDir private Path cache;

  @BeforeEach
  void fillJar() {
    jar.put("libdrua_loader.so", bytes(1, 200_000));
    jar.put("libdrua_core.so", bytes(2, 100_000));
    sums = sumsOf(jar);
  }

  private static byte[] bytes(int seed, int length) {
    byte[] bytes = new byte[length];
    new java.util.Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static String sumsOf(Map<String, byte[]> files) {
    return files.entrySet().stream()
        .map(file -> Checksums.of(file.getValue()) + "  " + file.getKey() + "\n")
        .sorted()
        .collect(Collectors.joining());
  }

  private ShippedArchive archive() {
    ShippedArchive.Source source = name -> {
      opened.incrementAndGet();
      byte[] bytes = jar.get(name);
      return bytes == null ? null : new ByteArrayInputStream(bytes);
    };
    return new ShippedArchive(source, ShippedArchive.Kind.NATIVES, "linux64", sums);
  }

  private void assertComplete(Path folder) throws IOException {
    assertThat(folder).startsWith(cache).endsWith(folder.getFileSystem().getPath("linux64"));
    for (Map.Entry<String, byte[]> file : jar.entrySet()) {
      assertThat(Files.readAllBytes(folder.resolve(file.getKey()))).isEqualTo(file.getValue());
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
    }
  }

  @Test
  void extractsOnceAndLeavesGoodFilesAlone() throws IOException {
    Path folder = archive().extract(cache);
    assertComplete(folder);
    FileTime time = Files.getLastModifiedTime(folder.resolve("libdrua_core.so"));
    assertThat(opened).hasValue(2);
    assertThat(archive().extract(cache)).isEqualTo(folder);
    assertThat(opened).hasValue(2);
    assertThat(Files.getLastModifiedTime(folder.resolve("libdrua_core.so"))).isEqualTo(time);
  }

  @Test
  void replacesADamagedFile() throws IOException {
    Path folder = archive().extract(cache);
    Path core = folder.resolve("libdrua_core.so");
    Files.write(core, Arrays.copyOf(jar.get("libdrua_core.so"), 50_000));
    assertComplete(archive().extract(cache));
    byte[] flipped = jar.get("libdrua_core.so").clone();
    flipped[77] ^= 1;
    Files.write(core, flipped);
    Files.setLastModifiedTime(core, FileTime.fromMillis(1_000_000_000_000L));
    assertComplete(archive().extract(cache));
    Files.delete(core);
    assertComplete(archive().extract(cache));
  }

  @Test
  void keepsAGoodFileThatOnlyLostItsNote() throws IOException {
    Path folder = archive().extract(cache);
    Files.delete(folder.resolve("libdrua_core.so.verified"));
    archive().extract(cache);
    assertThat(opened).hasValue(2);
    assertThat(folder.resolve("libdrua_core.so.verified")).exists();
  }

  @Test
  void anotherReleaseGetsAnotherFolder() throws IOException {
    Path first = archive().extract(cache);
    jar.put("libdrua_core.so", bytes(3, 100_000));
    sums = sumsOf(jar);
    Path second = archive().extract(cache);
    assertThat(second).isNotEqualTo(first);
    assertComplete(second);
  }

  @Test
  void aDamagedJarIsRefusedAndLeavesNothing() throws IOException {
    jar.get("libdrua_core.so")[5] ^= 1;
    assertThatThrownBy(() -> archive().extract(cache))
        .isInstanceOf(NativeLibraryException.class)
        .hasMessageContaining("libdrua_core.so")
        .hasMessageContaining("checksum");
    try (Stream<Path> files = Files.walk(cache)) {
      assertThat(files.filter(Files::isRegularFile).map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".part") || name.startsWith("libdrua_core.so"));
    }
    jar.remove("libdrua_core.so");
    assertThatThrownBy(() -> archive().extract(cache)).hasMessageContaining("is missing");
  }

  @Test
  void aFolderThatCantBeWrittenIsNamed() throws IOException {
    Path file = Files.createFile(cache.resolve("file"));
    assertThatThrownBy(() -> archive().extract(file))
        .isInstanceOf(NativeLibraryException.class)
        .hasMessageContaining(file.toString())
        .extracting(thrown -> ((NativeLibraryException) thrown).hint())
        .asString()
        .contains(NativeLibraries.CACHE_PROPERTY);
  }

  @Test
  void severalAtOnceDoNotDisturbEachOther() throws Exception {
    int count = 8;
    ExecutorService threads = Executors.newFixedThreadPool(count);
    CyclicBarrier together = new CyclicBarrier(count);
    List<Future<Path>> folders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      folders.add(threads.submit(() -> {
        together.await();
        return archive().extract(cache);
      }));
    }
    Set<Path> places = new HashSet<>();
    for (Future<Path> folder : folders) {
      places.add(folder.get());
    }
    threads.shutdown();
    assertThat(places).hasSize(1);
    assertComplete(places.iterator().next());
  }

  @Test
  void readsChecksumFilesOfEveryTool() throws IOException {
    sums = sums.replace("  ", " *").replace("\n", "\r\n") + "\r\n# end\r\n";
    assertComplete(archive().extract(cache));
  }
}
