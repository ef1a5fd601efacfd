package io.drua.fiji.macro;

import ij.IJ;
import ij.macro.ExtensionDescriptor;
import ij.macro.Functions;
import ij.macro.Interpreter;
import ij.macro.MacroExtension;
import ij.plugin.PlugIn;
import io.drua.bridge.ParameterException;
import io.drua.bridge.ParameterManifest;
import io.drua.bridge.RoutineManifest;
import io.drua.bridge.form.ParameterText;
import io.drua.fiji.dialog.ParameterValues;
import io.drua.fiji.menu.HeadlessCommands;
import io.drua.fiji.menu.RoutineEntries;
import io.drua.fiji.runtime.CallLog;
import io.drua.fiji.runtime.Failure;
import io.drua.fiji.runtime.RoutineIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Macro functions: {@code run("Drua Macro Extensions");}, then {@code Ext.whiteTopHat(25);}. Without a display, {@code
 * Ext.install("io.drua.fiji.macro.MacroFunctions");} does the same.
 *
 * <p>Each routine is a function, named in camel case, with its parameters in their order; those with a default may be
 * left out at the end (but ImageJ wants at least one value where there are parameters). Besides:
 * {@code Ext.py(routine, options)}, {@code Ext.pyEval(expression)}, {@code Ext.pyExec(code)}. All return text.
 */
public final class MacroFunctions implements PlugIn, MacroExtension {
  private final Map<String, String> keys = new LinkedHashMap<>();

  @Override
  public void run(String argument) {
    boolean inMacro = Failure.inMacro();
    try {
      if (Interpreter.getInstance() == null) {
        throw new ParameterException(
            "Macro functions can only be added by a running macro.", "Write run(\"Drua Macro Extensions\"); into it.");
      }
      HeadlessCommands.prepare();
      Functions.registerExtensions(this);
    } catch (Throwable e) {
      throw Failure.fail("Drua Macro Extensions", e, inMacro);
    }
  }

  @Override
  public ExtensionDescriptor[] getExtensionFunctions() {
    List<ExtensionDescriptor> functions = new ArrayList<>();
    functions.add(function("py", ARG_STRING, ARG_STRING + ARG_OPTIONAL));
    functions.add(function("pyEval", ARG_STRING));
    functions.add(function("pyExec", ARG_STRING));
    for (Map.Entry<String, RoutineManifest> entry : RoutineIndex.routines().entrySet()) {
      String name = camelCase(entry.getValue().name());
      if (name.startsWith("py") || keys.containsKey(name)) {
        IJ.log("[Drua] Ext." + name + " is taken; write Ext.py(\"" + entry.getKey() + "\", options) for this routine.");
        continue;
      }
      keys.put(name, entry.getKey());
      functions.add(function(name, types(entry.getValue())));
    }
    return functions.toArray(new ExtensionDescriptor[0]);
  }

  private ExtensionDescriptor function(String name, int... types) {
    return ExtensionDescriptor.newDescriptor(name, this, types);
  }

  private static int[] types(RoutineManifest routine) {
    List<Integer> types = new ArrayList<>();
    for (String other : ParameterValues.otherImages(routine)) {
      types.add(other == null ? 0 : ARG_STRING);
    }
    for (ParameterManifest parameter : routine.parameters()) {
      if (!parameter.kind().equals("roi")) {
        types.add((isNumber(parameter) ? ARG_NUMBER : ARG_STRING) + (parameter.required() ? 0 : ARG_OPTIONAL));
      }
    }
    int[] array = new int[types.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = types.get(i);
    }
    return array;
  }

  private static boolean isNumber(ParameterManifest parameter) {
    return parameter.kind().equals("float") || parameter.kind().equals("int") || parameter.kind().equals("bool");
  }

  /** The name of a Python function as macros write names: {@code white_top_hat} becomes {@code whiteTopHat}. */
  static String camelCase(String name) {
    StringBuilder text = new StringBuilder();
    boolean up = false;
    for (char letter : name.toCharArray()) {
      if (letter == '_') {
        up = text.length() > 0;
      } else {
        text.append(up ? String.valueOf(letter).toUpperCase(Locale.US) : letter);
        up = false;
      }
    }
    return text.toString();
  }

  @Override
  public String handleExtension(String name, Object[] arguments) {
    try {
      switch (name) {
        case "pyEval":
          return MacroPython.eval(String.valueOf(arguments[0]));
        case "pyExec":
          return MacroPython.exec(String.valueOf(arguments[0]));
        case "py":
          return run(String.valueOf(arguments[0]), arguments[1] == null ? "" : String.valueOf(arguments[1]));
        default:
          return run(keys.get(name), options(keys.get(name), arguments));
      }
    } catch (Throwable e) {
      throw Failure.fail("Ext." + name, e, true);
    }
  }

  private static String options(String key, Object[] arguments) {
    RoutineManifest routine = RoutineIndex.find(key);
    StringBuilder options = new StringBuilder();
    int at = 0;
    for (String other : ParameterValues.otherImages(routine)) {
      append(options, other, arguments[at++]);
    }
    for (ParameterManifest parameter : routine.parameters()) {
      if (parameter.kind().equals("roi") || arguments == null || at >= arguments.length) {
        continue;
      }
      Object value = arguments[at++];
      if (value != null) {
        append(options, parameter.name(), parameter.kind().equals("bool") ? !value.equals(0.0) : value);
      }
    }
    return options.toString();
  }

  private static void append(StringBuilder options, String key, Object value) {
    options.append(key).append("=[").append(ParameterText.show(value)).append("] ");
  }

  private static String run(String name, String options) {
    String key = RoutineIndex.key(RoutineIndex.find(name));
    // A blank, because ImageJ takes an empty text for no options, which would open the dialog.
    IJ.run(RoutineEntries.label(key), options.isEmpty() ? " " : options);
    return CallLog.last() == null ? "" : CallLog.last().value();
  }
}
