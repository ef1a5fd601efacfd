/** Java as Python code sees it: what the files in {@code python/java} of the resources check. */
package io.drua.crosslang.java;
