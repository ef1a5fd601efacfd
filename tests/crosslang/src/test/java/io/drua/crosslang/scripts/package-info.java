/**
 * Scripts as they are written for PyImageJ, scyjava and JPype, run unchanged in an ImageJ that is open.
 *
 * <p>{@link io.drua.crosslang.scripts.ScriptsTest} starts ImageJ in processes of its own, without a display on every
 * Python of this machine and once with a window; {@code ScriptChecks} runs the scripts there.
 */
package io.drua.crosslang.scripts;
