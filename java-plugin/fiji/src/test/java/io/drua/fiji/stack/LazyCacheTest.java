package io.drua.fiji.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LazyCacheTest {
  @Test
  void keepsTheLastPlaneWhateverItsSize() {
    LazyCache cache = new LazyCache(Long.MAX_VALUE / 4);
    byte[] one = {1};
    byte[] two = {2};
    cache.put(1, one);
    assertThat(cache.get(1)).isSameAs(one);
    cache.put(2, two);
    assertThat(cache.get(1)).isNull();
    assertThat(cache.get(2)).isSameAs(two);
  }

  @Test
  void forgetsThePlaneThatWasUsedLongestAgo() {
    // Room for 16 planes, whatever the heap.
    long most = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 16);
    LazyCache cache = new LazyCache(most / 16);
    byte[][] planes = new byte[17][1];
    for (int plane = 0; plane < 16; plane++) {
      cache.put(plane, planes[plane]);
    }
    assertThat(cache.get(0)).isSameAs(planes[0]);
    cache.put(16, planes[16]);
    assertThat(cache.get(1)).isNull();
    assertThat(cache.get(0)).isSameAs(planes[0]);
    assertThat(cache.get(2)).isSameAs(planes[2]);
    cache.clear();
    assertThat(cache.get(0)).isNull();
  }
}
