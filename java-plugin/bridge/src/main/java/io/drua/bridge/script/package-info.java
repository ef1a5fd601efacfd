/**
 * Python for {@code javax.script}: {@code new ScriptEngineManager().getEngineByName("drua-python")}.
 */
package io.drua.bridge.script;
