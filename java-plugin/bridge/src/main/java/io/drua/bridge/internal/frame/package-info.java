/** One call as memory: frame, spans, arguments and reply, as the native interface lays them out. */
package io.drua.bridge.internal.frame;
