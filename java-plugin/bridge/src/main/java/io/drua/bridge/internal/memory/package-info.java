/** Freeing what belongs to Java objects that nobody closed. */
package io.drua.bridge.internal.memory;
