package io.drua.micromanager.processor;

import io.drua.bridge.ImageBuffer;
import io.drua.bridge.Nullable;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.RoutineResult;
import io.drua.bridge.Transfer;
import io.drua.bridge.Typed;
import io.drua.micromanager.metadata.FrameBlocks;
import java.util.Map;
import org.micromanager.data.Image;

/**
 * One frame's way through a routine: what Python gets of it, where the result lies, and what was copied. Everything
 * that Python may look at is taken before pixels are pinned.
 */
final class FrameCall {
  private static final String METADATA = "metadata";

  private final Image image;
  private final Object raw;
  private final boolean writes;
  private final boolean exclusive;
  private final RoutineCall call;
  private final String hash;
  /** Where the frame's pixels are after the routine: the frame's own array, or the one that took its place. */
  private final Object result;

  @Nullable private final String reason;
  @Nullable private final String extraReason;
  private final long extraBytes;
  private boolean entered;
  @Nullable private RoutineResult outcome;

  private FrameCall(
      Image image,
      Object raw,
      Object result,
      boolean writes,
      boolean exclusive,
      RoutineCall call,
      String hash,
      @Nullable String reason,
      @Nullable String extraReason,
      long extraBytes) {
    this.image = image;
    this.raw = raw;
    this.result = result;
    this.writes = writes;
    this.exclusive = exclusive;
    this.call = call;
    this.hash = hash;
    this.reason = reason;
    this.extraReason = extraReason;
    this.extraBytes = extraBytes;
  }

  /**
   * Prepares the call; for whoever has entered the generation.
   *
   * @param exclusive whether nobody else holds the pixels, so that they may be changed in place
   * @param held why they may not, in a few words
   * @param forced why the routine gets a copy whatever the policy says; null: by the policy
   */
  static FrameCall of(
      Generation generation, Image image, boolean exclusive, String held, @Nullable String forced) {
    LoadedProcessor loaded = generation.loaded();
    FrameBlocks blocks = generation.blocks();
    Object raw = image.getRawPixels();
    PixelKind kind = PixelKind.of(image, raw);
    String reason = forced != null ? forced : loaded.callsJava() ? "it calls Java" : loaded.routine().reasonToCopy();
    RoutineCall.Builder builder = RoutineCall.builder().onCallerThread();
    Object result = raw;
    Object lent = raw;
    String extraReason = null;
    long extraBytes = 0;
    if (loaded.writes() && reason != null) {
      // Also where nobody else holds the frame: a call that is left behind may end at any time, and must not write into
      // pixels that went on meanwhile.
      result = PixelKind.empty(raw);
      builder.copiedInto(reason, result);
    } else if (loaded.writes() && !exclusive) {
      lent = PixelKind.copy(raw);
      result = lent;
      extraReason = held;
      extraBytes = PixelKind.bytes(raw);
    } else if (reason != null) {
      builder.copied(reason);
    }
    ImageBuffer buffer =
        kind.lend(lent, image.getHeight(), image.getWidth())
            .withMetadataBlock(blocks.ofImage(image, kind.isColour()));
    builder.image(buffer);
    if (loaded.takesMetadata()) {
      builder.parameter(METADATA, blocks.ofFrame(image));
    }
    return new FrameCall(image, raw, result, loaded.writes(), exclusive, builder.build(), loaded.hash(), reason, extraReason, extraBytes);
  }

  /** Calls the routine, on this thread. */
  void run(Generation generation) {
    entered = true;
    outcome = generation.loaded().routine().run(call);
  }

  /** Asks the routine to stop. */
  void cancel() {
    call.cancel();
  }

  // -- What is known of it --

  Image image() {
    return image;
  }

  /** Whether the routine works on a copy, so that its thread can be left behind. */
  boolean canBeAbandoned() {
    return reason != null;
  }

  /** Whether the routine may change pixels; if not, it can only return frames. */
  boolean writes() {
    return writes;
  }

  /** SHA-256 of the routine's text, in hexadecimal. */
  String hash() {
    return hash;
  }

  /** Whether the routine works on the pixels of the frame itself, so that a failure may leave them half changed. */
  boolean isInPlace() {
    return writes && result == raw;
  }

  /** Whether the routine was called, however that went. */
  boolean wasEntered() {
    return entered;
  }

  /** The pixels after the call: the frame's own array, or another one. */
  Object pixels() {
    return result;
  }

  /** Whether the frame itself goes on. */
  boolean isSameFrame() {
    return result == raw;
  }

  /** Whether nobody but the next receiver holds the pixels. */
  boolean isExclusive() {
    return result != raw || exclusive;
  }

  /** What the routine said beside the pixels; null for nothing. */
  @Nullable
  Map<?, ?> reply() {
    Object value = outcome == null ? null : outcome.value();
    if (value instanceof Typed && ((Typed) value).value() instanceof Map) {
      return (Map<?, ?>) ((Typed) value).value();
    }
    return null;
  }

  long pythonNanos() {
    return outcome == null ? 0 : outcome.pythonNanos();
  }

  Transfer transfer() {
    return outcome.transfers().get(0);
  }

  @Nullable
  String extraReason() {
    return extraReason;
  }

  long extraBytes() {
    return extraBytes;
  }
}
