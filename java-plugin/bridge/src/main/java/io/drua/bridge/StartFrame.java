package io.drua.bridge;

import static io.drua.bridge.internal.frame.FrameLayout.ABI_VERSION;
import static io.drua.bridge.internal.frame.FrameLayout.ARGS;
import static io.drua.bridge.internal.frame.FrameLayout.ARGS_LEN;
import static io.drua.bridge.internal.frame.FrameLayout.FRAME_BYTES;
import static io.drua.bridge.internal.frame.FrameLayout.REPLY;
import static io.drua.bridge.internal.frame.FrameLayout.REPLY_CAPACITY;
import static io.drua.bridge.internal.frame.FrameLayout.REPLY_LEN;
import static io.drua.bridge.internal.frame.FrameLayout.STATUS_OK;
import static io.drua.bridge.internal.frame.FrameLayout.VERSION;

import io.drua.bridge.internal.NativeCalls;
import io.drua.bridge.internal.wire.Tag;
import io.drua.bridge.internal.wire.WireReader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The one call that starts Python, written by hand: the classes that every other call needs load meanwhile, instead of
 * before it (see {@link WarmUp}).
 */
final class StartFrame {
  /** Room for the description of the interpreter, or for an error with its traceback. */
  private static final int REPLY_BYTES = 256 << 10;

  private StartFrame() {}

  /**
   * Starts Python.
   *
   * @param settings texts, lists of texts, and null, by name; anything else is taken for its text
   * @return the reply block
   * @throws BridgeException of the kind that the native side says
   */
  static byte[] run(Map<String, ?> settings) {
    byte[] args = block(settings);
    ByteBuffer memory = ByteBuffer.allocateDirect(FRAME_BYTES + args.length + REPLY_BYTES);
    memory.order(ByteOrder.LITTLE_ENDIAN);
    long address = NativeCalls.addressOf(memory);
    memory.putInt(VERSION, ABI_VERSION);
    memory.putLong(ARGS, address + FRAME_BYTES);
    memory.putLong(ARGS_LEN, args.length);
    memory.putLong(REPLY, address + FRAME_BYTES + args.length);
    memory.putLong(REPLY_CAPACITY, REPLY_BYTES);
    memory.position(FRAME_BYTES);
    memory.put(args);
    int status = NativeCalls.start(address);
    int length = (int) Math.min(memory.getLong(REPLY_LEN), REPLY_BYTES);
    byte[] reply = new byte[length];
    memory.get(reply);
    if (status == STATUS_OK) {
      return reply;
    }
    throw failure(status, reply);
  }

  private static BridgeException failure(int status, byte[] reply) {
    FrameValues values = new FrameValues();
    values.readFailure(true);
    Object error = reply.length == 0 ? null : WireReader.decode(reply, 0, values);
    return Failures.of(status, error instanceof Map ? (Map<?, ?>) error : null);
  }

  private static byte[] block(Map<String, ?> settings) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    head(block, Tag.MAP, settings.size());
    for (Map.Entry<String, ?> setting : settings.entrySet()) {
      text(block, setting.getKey());
      Object value = setting.getValue();
      if (value == null) {
        block.write(Tag.NULL);
      } else if (value instanceof List) {
        head(block, Tag.LIST, ((List<?>) value).size());
        for (Object entry : (List<?>) value) {
          text(block, entry.toString());
        }
      } else {
        text(block, value.toString());
      }
    }
    return block.toByteArray();
  }

  private static void text(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    head(block, Tag.TEXT, bytes.length);
    block.write(bytes, 0, bytes.length);
  }

  private static void head(ByteArrayOutputStream block, int tag, int count) {
    block.write(tag);
    for (int shift = 0; shift < 32; shift += 8) {
      block.write(count >>> shift);
    }
  }
}
