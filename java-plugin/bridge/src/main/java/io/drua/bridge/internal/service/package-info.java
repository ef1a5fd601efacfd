/** What Python asks of Java: classes described, found and converted to. Not for programs that use the bridge. */
package io.drua.bridge.internal.service;
