package io.drua.micromanager.processor;

import io.drua.bridge.BridgeException;
import io.drua.bridge.ParameterManifest;
import io.drua.bridge.RoutineManifest;
import io.drua.bridge.form.ParameterText;
import io.drua.micromanager.runtime.MicroManagerRuntime;
import io.drua.micromanager.settings.ProcessorSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** What a routine's declaration says to the plan of a run. Immutable. */
final class RoutineFacts {
  private final RoutineManifest manifest;

  private RoutineFacts(RoutineManifest manifest) {
    this.manifest = manifest;
  }

  /**
   * The facts of the routine with this key. May take as long as a start of Python.
   *
   * @throws BridgeException if there is none, or Python is needed to know and can't be started
   */
  static RoutineFacts of(String routine) {
    return new RoutineFacts(MicroManagerRuntime.library().find(routine));
  }

  /**
   * The same within a bounded time.
   *
   * @throws BridgeException as above, and if that takes longer; it goes on in the background, for the next question
   */
  static RoutineFacts within(String routine, long millis) {
    RoutineManifest known = MicroManagerRuntime.library().knownOrNull(routine);
    if (known != null) {
      return new RoutineFacts(known);
    }
    AtomicReference<RoutineFacts> found = new AtomicReference<>();
    AtomicReference<RuntimeException> failed = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(1);
    MicroManagerRuntime.inBackground(
        "looking for " + routine,
        () -> {
          try {
            found.set(of(routine));
          } catch (RuntimeException problem) {
            failed.set(problem);
          } finally {
            done.countDown();
          }
        });
    try {
      if (done.await(millis, TimeUnit.MILLISECONDS) && failed.get() != null) {
        throw failed.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (found.get() == null) {
      throw new BridgeException(
          "starting", "Python is still starting, so nothing is known of " + routine + ".", "Try again in a moment.", null);
    }
    return found.get();
  }

  /** Names of the frames that it gives for each; empty where it gives one. */
  List<String> outputs() {
    return manifest.outputs();
  }

  /** SHA-256 of its text, in hexadecimal. */
  String hash() {
    return manifest.hash();
  }

  /** Whether its frames are as large as those that come in. */
  boolean keepsSize() {
    return manifest.inPlace() && manifest.outputs().isEmpty();
  }

  /** What the summary metadata say of a processor that runs it. */
  Map<String, Object> provenance(ProcessorSettings settings, String label) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (ParameterManifest parameter : manifest.parameters()) {
      String given = settings.parameters().get(parameter.name());
      parameters.put(parameter.name(), given == null ? ParameterText.show(parameter.defaultValue()) : given);
    }
    return ChannelPlan.provenance(settings, label, manifest.file().toString(), manifest.hash(), parameters);
  }
}
