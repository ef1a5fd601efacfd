/** Python for {@code javax.script}: {@code new ScriptEngineManager().getEngineByName("python3")}. */
package io.drua.bridge.script;
