package io.drua.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinPolicyTest {
  private static final long SHORT = 1_000_000;
  private static final long LONG = 70_000_000;

  private static PinPolicy policy(boolean declared, boolean collectorTakesPins) {
    CollectorTraits collector = new CollectorTraits() {
      @Override
      synchronized boolean takesPins() {
        return collectorTakesPins;
      }
    };
    return new PinPolicy(RoutineTraits.builder().pin(declared).build(), collector);
  }

  private static void succeed(PinPolicy policy, long nanos, int times) {
    for (int i = 0; i < times; i++) {
      policy.record(nanos, false, false, false);
    }
  }

  @Test
  void theFirstCallIsCopied() {
    PinPolicy policy = policy(true, true);
    assertThat(policy.reasonToCopy()).isEqualTo("first call");
    assertThat(policy.reasonToCopy()).isEqualTo("first call");
    succeed(policy, SHORT, 1);
    assertThat(policy.reasonToCopy()).isNull();
  }

  @Test
  void blockingCollectorsNeedADeclaration() {
    PinPolicy undeclared = policy(false, false);
    succeed(undeclared, SHORT, 3);
    assertThat(undeclared.reasonToCopy()).contains("pin=True");
    PinPolicy declared = policy(true, false);
    succeed(declared, SHORT, 3);
    assertThat(declared.reasonToCopy()).isNull();
  }

  @Test
  void otherCollectorsNeedNone() {
    PinPolicy policy = policy(false, true);
    succeed(policy, LONG, 3);
    assertThat(policy.reasonToCopy()).isNull();
  }

  @Test
  void slowRoutinesAreCopiedWhereACollectorWaits() {
    PinPolicy policy = policy(true, false);
    succeed(policy, LONG, 1);
    assertThat(policy.reasonToCopy()).contains("70 ms");
    succeed(policy, SHORT, 7);
    assertThat(policy.reasonToCopy()).isNull();
    succeed(policy, LONG, 2);
    assertThat(policy.reasonToCopy()).as("two of seven are outliers").isNull();
    succeed(policy, LONG, 3);
    assertThat(policy.reasonToCopy()).contains("70 ms");
  }

  @Test
  void trustIsLostForGood() {
    PinPolicy escaped = policy(true, true);
    succeed(escaped, SHORT, 1);
    escaped.record(SHORT, true, false, false);
    succeed(escaped, SHORT, 20);
    assertThat(escaped.reasonToCopy()).isEqualTo("a view outlived an earlier call");
    PinPolicy calls = policy(true, true);
    calls.record(SHORT, false, true, false);
    succeed(calls, SHORT, 20);
    assertThat(calls.reasonToCopy()).isEqualTo("it called Java in an earlier call");
    PinPolicy lost = policy(true, true);
    lost.record(SHORT, false, false, true);
    assertThat(lost.reasonToCopy()).contains("lost");
  }

  @ParameterizedTest
  @CsvSource({
    "G1 Young Generation|G1 Old Generation, 17, false", "G1 Young Generation|G1 Old Generation, 21, false",
    "G1 Young Generation|G1 Concurrent GC|G1 Old Generation, 22, true", "G1 Young Generation, 25, true",
    "PS Scavenge|PS MarkSweep, 25, false", "Copy|MarkSweepCompact, 25, false", "ZGC Cycles|ZGC Pauses, 25, false",
    "Shenandoah Pauses|Shenandoah Cycles, 17, true", "Epsilon Heap, 17, true", "ParNew|ConcurrentMarkSweep, 8, false"
  })
  void knowsTheCollectors(String names, int version, boolean takesPins) {
    List<String> beans = Arrays.asList(names.split("\\|"));
    assertThat(CollectorTraits.takesPins(beans, version)).isEqualTo(takesPins);
  }

  @Test
  void unknownCollectorsWait() {
    assertThat(CollectorTraits.takesPins(Collections.emptyList(), 25)).isFalse();
    assertThat(CollectorTraits.majorVersion("1.8")).isEqualTo(8);
    assertThat(CollectorTraits.majorVersion("11")).isEqualTo(11);
    assertThat(CollectorTraits.majorVersion("25.0")).isEqualTo(25);
    assertThat(CollectorTraits.majorVersion("odd")).isEqualTo(8);
  }
}
