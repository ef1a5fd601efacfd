/**
 * ImageJ as a user has it: an application folder with Drua in it, macros without a display, and the window with one.
 *
 * <p>The classes {@code *Checks} run in a Java process of their own, in which only ImageJ is on the class path, so that it
 * loads Drua from its plugins folder; {@link io.drua.crosslang.fiji.ImageJTest} starts these processes and reports each
 * check as a test.
 */
package io.drua.crosslang.fiji;
