package io.drua.bridge.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SweeperTest {
  private static final class Counting extends Sweeper.Entry {
    private final AtomicInteger freed;
    private final boolean counted;

    Counting(Object watched, AtomicInteger freed, boolean counted) {
      super(watched);
      this.freed = freed;
      this.counted = counted;
    }

    @Override
    protected boolean counted() {
      return counted;
    }

    @Override
    protected void free() {
      freed.incrementAndGet();
    }
  }

  private static void waitFor(AtomicInteger freed, int wanted) throws InterruptedException {
    for (int i = 0; i < 200 && freed.get() < wanted; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(10);
      Sweeper.sweep();
    }
    assertThat(freed).hasValue(wanted);
  }

  @Test
  void closingFreesOnceAndIsNoLeak() throws InterruptedException {
    long swept = Sweeper.swept();
    AtomicInteger freed = new AtomicInteger();
    Sweeper.Entry entry = new Counting(new Object(), freed, true);
    assertThat(entry.ended()).isFalse();
    assertThat(entry.end()).isTrue();
    assertThat(entry.end()).isFalse();
    assertThat(entry.ended()).isTrue();
    waitFor(freed, 1);
    assertThat(Sweeper.swept()).isEqualTo(swept);
  }

  @Test
  void forgottenObjectsAreFreedAndCounted() throws InterruptedException {
    long swept = Sweeper.swept();
    int open = Sweeper.open();
    AtomicInteger freed = new AtomicInteger();
    for (int i = 0; i < 10; i++) {
      new Counting(new Object(), freed, i % 2 == 0);
    }
    waitFor(freed, 10);
    assertThat(Sweeper.swept()).isEqualTo(swept + 5);
    assertThat(Sweeper.open()).isEqualTo(open);
  }

  @Test
  void objectsInUseStay() throws InterruptedException {
    AtomicInteger freed = new AtomicInteger();
    Object used = new Object();
    Sweeper.Entry entry = new Counting(used, freed, true);
    System.gc();
    TimeUnit.MILLISECONDS.sleep(20);
    Sweeper.sweep();
    assertThat(freed).hasValue(0);
    assertThat(used).isNotNull();
    entry.end();
  }
}
