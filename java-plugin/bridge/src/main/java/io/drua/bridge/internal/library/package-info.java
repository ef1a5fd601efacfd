/** Finding, checking and opening the native libraries. */
package io.drua.bridge.internal.library;
