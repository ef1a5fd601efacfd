package io.drua.bridge.internal;

import java.util.Arrays;

/**
 * Numbers for Java arrays while they are lent: the same array has the same number, for all copies of the bridge, as
 * long as at least one call works on it. Native code cannot tell, because a pinned array may have two addresses.
 */
final class HomeIdentities {
  private static final int STRIPES = 64;
  private static final Stripe[] TABLE = new Stripe[STRIPES];

  static {
    for (int i = 0; i < STRIPES; i++) {
      TABLE[i] = new Stripe();
    }
  }

  private HomeIdentities() {}

  /** Number of an array, which is lent once more. */
  static long lendArray(Object array) {
    Stripe stripe = stripe(array);
    synchronized (stripe) {
      return stripe.lend(array);
    }
  }

  /** An array is lent once less. */
  static void returnArray(Object array) {
    Stripe stripe = stripe(array);
    synchronized (stripe) {
      stripe.giveBack(array);
    }
  }

  /** Arrays that are lent now. */
  static int lentArrays() {
    int total = 0;
    for (Stripe stripe : TABLE) {
      synchronized (stripe) {
        total += stripe.size;
      }
    }
    return total;
  }

  private static Stripe stripe(Object array) {
    int hash = System.identityHashCode(array);
    return TABLE[(hash ^ hash >>> 6) & STRIPES - 1];
  }

  /** A short list; few arrays are lent at one time. */
  private static final class Stripe {
    private Object[] arrays = new Object[4];
    private long[] ids = new long[4];
    private int[] counts = new int[4];
    private int size;

    long lend(Object array) {
      for (int i = 0; i < size; i++) {
        if (arrays[i] == array) {
          counts[i]++;
          return ids[i];
        }
      }
      if (size == arrays.length) {
        arrays = Arrays.copyOf(arrays, 2 * size);
        ids = Arrays.copyOf(ids, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
      }
      arrays[size] = array;
      ids[size] = HomeRegistry.nextId();
      counts[size] = 1;
      return ids[size++];
    }

    void giveBack(Object array) {
      for (int i = 0; i < size; i++) {
        if (arrays[i] == array) {
          if (--counts[i] == 0) {
            size--;
            arrays[i] = arrays[size];
            ids[i] = ids[size];
            counts[i] = counts[size];
            arrays[size] = null;
          }
          return;
        }
      }
    }
  }
}
