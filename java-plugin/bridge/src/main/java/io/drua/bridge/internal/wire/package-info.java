/** The block format: values as bytes, in both directions. Knows neither frames nor native code. */
package io.drua.bridge.internal.wire;
