/** How Python's values become instances of Java classes. Not for programs that use the bridge. */
package io.drua.bridge.internal.convert;
