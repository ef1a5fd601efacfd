package io.drua.bridge.internal.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DruaThreadsTest {
  private static final Runnable NOTHING = () -> {};

  private static Thread runOnOne() {
    AtomicReference<Thread> thread = new AtomicReference<>();
    DruaThreads.run(() -> thread.set(Thread.currentThread()), NOTHING);
    return thread.get();
  }

  @Test
  void runsElsewhereAndWaits() {
    Thread thread = runOnOne();
    assertThat(thread).isNotSameAs(Thread.currentThread());
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).startsWith("Drua-");
    assertThat(DruaThreads.isCurrent()).isFalse();
    AtomicBoolean inside = new AtomicBoolean();
    DruaThreads.run(() -> inside.set(DruaThreads.isCurrent()), NOTHING);
    assertThat(inside).isTrue();
  }

  @Test
  void usesThreadsAgain() throws InterruptedException {
    Set<Thread> threads = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      threads.add(runOnOne());
      if (i % 10 == 0) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
    assertThat(threads).hasSize(1);
  }

  @Test
  void hasALargeStack() {
    AtomicInteger depth = new AtomicInteger();
    DruaThreads.run(() -> descend(depth, 50_000), NOTHING);
    assertThat(depth).hasValue(50_000);
  }

  private static void descend(AtomicInteger depth, int left) {
    if (left > 0) {
      depth.incrementAndGet();
      descend(depth, left - 1);
    }
  }

  @Test
  void handsOverWhatIsThrown() {
    IllegalStateException exception = new IllegalStateException("routine");
    assertThatThrownBy(() -> DruaThreads.run(() -> { throw exception; }, NOTHING)).isSameAs(exception);
    StackOverflowError error = new StackOverflowError();
    assertThatThrownBy(() -> DruaThreads.run(() -> { throw error; }, NOTHING)).isSameAs(error);
    assertThat(runOnOne()).isNotNull();
  }

  @Test
  void anInterruptIsPassedOnAndKept() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    AtomicBoolean finished = new AtomicBoolean();
    AtomicBoolean kept = new AtomicBoolean();
    Thread caller = new Thread(() -> {
      DruaThreads.run(() -> {
        started.countDown();
        try {
          cancelled.await();
        } catch (InterruptedException unexpected) {
          throw new IllegalStateException(unexpected);
        }
        finished.set(true);
      }, cancelled::countDown);
      kept.set(Thread.currentThread().isInterrupted() && finished.get());
    });
    caller.start();
    started.await();
    TimeUnit.MILLISECONDS.sleep(20);
    caller.interrupt();
    caller.join();
    assertThat(kept).isTrue();
  }

  @Test
  void theCallersClassLoaderGoesAlongAndIsForgotten() {
    ClassLoader mine = new ClassLoader(null) {};
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    AtomicReference<ClassLoader> seen = new AtomicReference<>();
    Thread.currentThread().setContextClassLoader(mine);
    try {
      DruaThreads.run(() -> seen.set(Thread.currentThread().getContextClassLoader()), NOTHING);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    assertThat(seen.get()).isSameAs(mine);
    assertThat(runOnOne().getContextClassLoader()).isNotSameAs(mine);
  }

  @Test
  void manyCallersAtOnceEachGetTheirEnd() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(6);
    AtomicInteger done = new AtomicInteger();
    List<Future<?>> all = new ArrayList<>();
    for (int caller = 0; caller < 6; caller++) {
      all.add(callers.submit(() -> {
        for (int i = 0; i < 2000; i++) {
          int before = done.get();
          DruaThreads.run(done::incrementAndGet, NOTHING);
          assertThat(done.get()).isGreaterThan(before);
        }
      }));
    }
    for (Future<?> caller : all) {
      caller.get();
    }
    callers.shutdown();
    assertThat(done).hasValue(12_000);
  }
}
