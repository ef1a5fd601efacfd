package io.drua.fiji.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LazyWorkerTest {
  private static final long MILLIS = 20_000;

  private final List<Integer> computed = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  /** Closed, it holds the worker just behind the end of a request. */
  private volatile CountDownLatch told = new CountDownLatch(0);

  private volatile boolean failing;
  private final LazyWorker worker = new LazyWorker("planes", this::compute);

  /** The first plane waits at the gate, so that others queue up behind it. */
  private void compute(LazyRequest request) {
    computed.add(request.plane);
    begun.countDown();
    try {
      assertThat(gate.await(MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    request.finish(new byte[] {(byte) request.plane}, failing ? new IllegalStateException("no") : null);
    try {
      assertThat(told.await(MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void close() {
    gate.countDown();
    worker.close();
  }

  private LazyRequest first() throws InterruptedException {
    LazyRequest first = worker.request(0, false);
    assertThat(begun.await(MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    return first;
  }

  @Test
  void whatIsShownComesFirstAndTheNewestOfItBeforeAll() throws InterruptedException {
    first();
    worker.request(1, false);
    LazyRequest last = worker.request(2, false);
    worker.request(3, true);
    worker.request(4, true);
    worker.request(1, true);
    gate.countDown();
    assertThat(last.await(MILLIS)).isTrue();
    assertThat(computed).containsExactly(0, 1, 4, 3, 2);
  }

  @Test
  void aPlaneThatTwoAskForIsComputedOnce() throws InterruptedException {
    LazyRequest first = first();
    assertThat(worker.request(0, true)).isSameAs(first);
    LazyRequest second = worker.request(1, false);
    assertThat(worker.request(1, true)).isSameAs(second);
    gate.countDown();
    assertThat(second.await(MILLIS)).isTrue();
    assertThat((byte[]) second.pixels()).containsExactly(1);
    assertThat(worker.request(2, false).await(MILLIS)).isTrue();
    assertThat(computed).startsWith(0, 1);
    assertThat(computed.subList(2, computed.size())).doesNotContain(1);
  }

  @Test
  void planesThatWereScrolledPastAreNotComputed() throws InterruptedException {
    first();
    for (int plane = 1; plane <= 40; plane++) {
      worker.request(plane, true);
    }
    LazyRequest last = worker.request(41, false);
    gate.countDown();
    assertThat(last.await(MILLIS)).isTrue();
    assertThat(computed).startsWith(0, 40, 39, 38).endsWith(28, 27, 41).hasSize(16);
  }

  @Test
  void whatNobodyWaitsForAnyLongerIsNotComputed() throws InterruptedException {
    first();
    LazyRequest left = worker.request(1, false);
    assertThat(left.await(1)).isFalse();
    worker.giveUp(left);
    LazyRequest shown = worker.request(2, false);
    shown.standIn(new byte[1]);
    worker.giveUp(shown);
    LazyRequest last = worker.request(3, false);
    gate.countDown();
    assertThat(last.await(MILLIS)).isTrue();
    assertThat(computed).containsExactly(0, 2, 3);
  }

  @Test
  void afterAFailureThePlaneIsTriedAgain() throws InterruptedException {
    failing = true;
    told = new CountDownLatch(1);
    LazyRequest failed = first();
    gate.countDown();
    assertThat(failed.await(MILLIS)).isTrue();
    assertThat(failed.failure()).hasMessage("no");
    failing = false;
    LazyRequest again = worker.request(0, false);
    assertThat(again).isNotSameAs(failed);
    told.countDown();
    assertThat(again.await(MILLIS)).isTrue();
    assertThat(again.failure()).isNull();
  }

  @Test
  void closingTellsThoseWhoWait() throws InterruptedException {
    LazyRequest first = first();
    LazyRequest queued = worker.request(1, false);
    worker.close();
    for (LazyRequest request : Arrays.asList(first, queued, worker.request(2, true))) {
      assertThat(request.isDone()).isTrue();
      assertThat(request.failure()).hasMessageContaining("was closed");
    }
    gate.countDown();
    assertThat(computed).containsExactly(0);
  }

  @Test
  void standInsGetThePlaneUnlessItIsThereAlready() {
    LazyRequest request = new LazyRequest(3);
    byte[] standIn = {0};
    assertThat(request.standIn(standIn)).isTrue();
    assertThat(request.finish(new byte[] {3}, null)).singleElement().satisfies(
        reference -> assertThat(reference.get()).isSameAs(standIn));
    assertThat(request.standIn(new byte[] {0})).isFalse();
    assertThat(request.finish(new byte[] {4}, null)).isEmpty();
    assertThat((byte[]) request.pixels()).containsExactly(3);
  }
}
