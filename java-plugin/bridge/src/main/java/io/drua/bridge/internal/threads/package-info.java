/** Threads with stacks that are large enough for Python. */
package io.drua.bridge.internal.threads;
