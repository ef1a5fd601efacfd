/** How Java interfaces are implemented by Python. Not for programs that use the bridge. */
package io.drua.bridge.internal.proxy;
