package io.drua.bridge.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.NativeLibraryException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Several copies of the bridge, as several plugin class loaders make them. */
class NativeHomeTest {
  /** A copy of the bridge in a class loader of its own, with nothing above it but the JDK. */
  private static Class<?> copy() throws Exception {
    URL classes = NativeHome.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader loader = new URLClassLoader(new URL[] {classes}, null);
    return Class.forName(NativeHome.class.getName(), true, loader);
  }

  private static Object invoke(Class<?> copy, String name, Class<?>[] types, Object... args) throws Exception {
    return copy.getMethod(name, types).invoke(null, args);
  }

  private static long nextId(Class<?> copy) throws Exception {
    return (long) invoke(copy, "nextId", new Class<?>[0]);
  }

  @Test
  void copiesAreCopies() throws Exception {
    assertThat(copy()).isNotSameAs(copy()).isNotSameAs(NativeHome.class);
  }

  @Test
  void copiesShareOneSeriesOfNumbers() throws Exception {
    Class<?> first = copy();
    Class<?> second = copy();
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      ids.add(nextId(first));
      ids.add(nextId(second));
      ids.add(NativeHome.nextId());
    }
    assertThat(ids).doesNotHaveDuplicates().isSorted().doesNotContain(0L);
  }

  @Test
  void copiesKnowTheSameArray() throws Exception {
    Class<?>[] object = {Object.class};
    short[] pixels = new short[4];
    Class<?> other = copy();
    long here = NativeHome.lendArray(pixels);
    long there = (long) invoke(other, "lendArray", object, pixels);
    long another = (long) invoke(other, "lendArray", object, new short[4]);
    assertThat(there).isEqualTo(here);
    assertThat(another).isNotEqualTo(here);
    NativeHome.returnArray(pixels);
    assertThat((long) invoke(other, "lendArray", object, pixels)).isEqualTo(here);
    invoke(other, "returnArray", object, pixels);
    invoke(other, "returnArray", object, pixels);
    assertThat(NativeHome.lendArray(pixels)).isNotEqualTo(here);
    NativeHome.returnArray(pixels);
  }

  @Test
  void copiesFindEachOthersFunctions() throws Exception {
    Class<?> other = copy();
    Function<byte[], byte[]> function = block -> block;
    long id = (long) invoke(other, "addFunction", new Class<?>[] {Function.class}, function);
    assertThat(NativeHome.functionOf(id)).isSameAs(function);
    NativeHome.removeFunction(id);
    assertThat(invoke(other, "functionOf", new Class<?>[] {long.class}, id)).isNull();
  }

  @Test
  void theHomeRefersToNoPlugin() throws Exception {
    Class<?> bridge = new HomeLoader().defineAll();
    ClassLoader home = bridge.getClassLoader();
    assertThat(bridge).isNotSameAs(NativeBridge.class);
    assertThat(home).isNotSameAs(NativeHome.class.getClassLoader());
    assertThat(home.getParent()).isNull();
  }

  @Test
  void aRaceMakesOneHome() throws Exception {
    Object home = System.getProperties().remove(NativeHome.KEY);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      CyclicBarrier together = new CyclicBarrier(8);
      List<Future<Object>> locks = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Callable<Object> start =
            () -> {
              together.await();
              return invoke(copy(), "startLock", new Class<?>[0]);
            };
        locks.add(threads.submit(start));
      }
      Set<Object> different = Collections.newSetFromMap(new IdentityHashMap<>());
      for (Future<Object> lock : locks) {
        different.add(lock.get());
      }
      assertThat(different).hasSize(1);
    } finally {
      threads.shutdownNow();
      System.getProperties().put(NativeHome.KEY, home);
    }
  }

  @Test
  void anotherReleaseIsRefusedByName() throws Exception {
    Object home = System.getProperties().put(NativeHome.KEY, Collections.emptyMap());
    try {
      assertThatThrownBy(() -> nextId(copy()))
          .isInstanceOfAny(InvocationTargetException.class, ExceptionInInitializerError.class)
          .rootCause()
          .hasMessageContaining("Another release of Drua");
    } finally {
      System.getProperties().put(NativeHome.KEY, home);
    }
  }

  @Test
  void withoutALibraryCallsSaySo() {
    assertThatThrownBy(() -> NativeCalls.release(1))
        .isInstanceOf(NativeLibraryException.class)
        .hasMessageContaining("not loaded");
    assertThat(NativeCalls.loadedPath()).isNull();
  }
}
