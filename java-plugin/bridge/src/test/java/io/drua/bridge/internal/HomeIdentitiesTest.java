package io.drua.bridge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class HomeIdentitiesTest {
  @Test
  void equalArraysAreDifferentArrays() {
    int before = HomeIdentities.lentArrays();
    byte[][] arrays = new byte[1000][4];
    Set<Long> ids = new HashSet<>();
    for (byte[] array : arrays) {
      ids.add(HomeIdentities.lendArray(array));
    }
    assertThat(ids).hasSize(1000);
    for (byte[] array : arrays) {
      HomeIdentities.returnArray(array);
    }
    assertThat(HomeIdentities.lentArrays()).isEqualTo(before);
  }

  @Test
  void returningTooOftenDoesNothing() {
    byte[] array = new byte[1];
    HomeIdentities.returnArray(array);
    long id = HomeIdentities.lendArray(array);
    assertThat(HomeIdentities.lendArray(array)).isEqualTo(id);
    HomeIdentities.returnArray(array);
    HomeIdentities.returnArray(array);
    HomeIdentities.returnArray(array);
    assertThat(HomeIdentities.lendArray(array)).isNotEqualTo(id);
    HomeIdentities.returnArray(array);
  }

  @Test
  void threadsAgreeWhileAnArrayIsLent() throws Exception {
    byte[][] arrays = new byte[50][1];
    ConcurrentHashMap<Integer, Long> ids = new ConcurrentHashMap<>();
    for (int i = 0; i < arrays.length; i++) {
      ids.put(i, HomeIdentities.lendArray(arrays[i]));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Boolean>> results = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      Random random = new Random(thread);
      results.add(threads.submit(() -> {
        boolean same = true;
        for (int i = 0; i < 20_000; i++) {
          int which = random.nextInt(arrays.length);
          same &= HomeIdentities.lendArray(arrays[which]) == ids.get(which);
          HomeIdentities.returnArray(arrays[which]);
        }
        return same;
      }));
    }
    for (Future<Boolean> result : results) {
      assertThat(result.get()).isTrue();
    }
    threads.shutdown();
    for (byte[] array : arrays) {
      HomeIdentities.returnArray(array);
    }
  }
}
