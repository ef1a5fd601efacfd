package io.drua.micromanager.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FrameWorkerTest {
  private static final long LONG = TimeUnit.SECONDS.toNanos(30);

  private final FrameWorker worker = new FrameWorker("frame worker under test");

  @Test
  void oneThreadDoesOneWorkAfterTheOther() {
    AtomicReference<Thread> first = new AtomicReference<>();
    assertThat(worker.submit(() -> first.set(Thread.currentThread())).await(LONG)).isTrue();
    for (int i = 0; i < 2000; i++) {
      AtomicReference<Thread> next = new AtomicReference<>();
      assertThat(worker.submit(() -> next.set(Thread.currentThread())).await(LONG)).isTrue();
      assertThat(next.get()).isSameAs(first.get());
    }
    assertThat(first.get().isDaemon()).isTrue();
    worker.abandon();
  }

  @Test
  void whatItThrowsIsKept() {
    StackOverflowError error = new StackOverflowError();
    FrameWorker.Ticket ticket =
        worker.submit(
            () -> {
              throw error;
            });
    assertThat(ticket.await(LONG)).isTrue();
    assertThat(ticket.thrown()).isSameAs(error);
    assertThat(worker.submit(() -> {}).await(LONG)).isTrue();
  }

  @Test
  void aWaitIsBoundedAndAnAbandonedThreadEndsWithItsWork() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    AtomicReference<Thread> stuck = new AtomicReference<>();
    FrameWorker.Ticket ticket =
        worker.submit(
            () -> {
              stuck.set(Thread.currentThread());
              awaitQuietly(release);
            });
    assertThat(ticket.await(TimeUnit.MILLISECONDS.toNanos(20))).isFalse();
    worker.abandon();
    AtomicReference<Thread> other = new AtomicReference<>();
    assertThat(worker.submit(() -> other.set(Thread.currentThread())).await(LONG)).isTrue();
    assertThat(other.get()).isNotSameAs(stuck.get());
    release.countDown();
    stuck.get().join(30_000);
    assertThat(stuck.get().isAlive()).isFalse();
    assertThat(ticket.isDone()).isTrue();
  }

  @Test
  void anInterruptEndsTheWaitAndIsKept() {
    CountDownLatch release = new CountDownLatch(1);
    FrameWorker.Ticket ticket = worker.submit(() -> awaitQuietly(release));
    Thread.currentThread().interrupt();
    assertThat(ticket.await(LONG)).isFalse();
    assertThat(Thread.interrupted()).isTrue();
    release.countDown();
    assertThat(ticket.await(LONG)).isTrue();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
