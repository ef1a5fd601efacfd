package io.drua.bridge.form;

import io.drua.bridge.ParameterManifest;
import io.drua.bridge.RoutineManifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A routine's documentation for people, from the numpydoc text of its function. */
final class RoutineHelp {
  private static final Pattern CODE = Pattern.compile("``([^`]+)``");
  private static final Pattern RULE = Pattern.compile("-{3,}");
  private static final Pattern SEPARATOR = Pattern.compile("(?<=[/\\\\])");

  private RoutineHelp() {}

  /** The whole as HTML in the subset that Swing shows: what it does, its parameters, further sections, its file. */
  static String html(RoutineManifest routine) {
    StringBuilder text = new StringBuilder("<html><h3>").append(ParameterForm.escape(ParameterForm.title(routine)));
    text.append("</h3>");
    if (!routine.description().startsWith(routine.summary())) {
      text.append("<p>").append(inline(routine.summary())).append("</p>");
    }
    String[] lines = routine.description().split("\n", -1);
    int sections = firstSection(lines);
    paragraphs(text, lines, sections);
    parameters(text, routine);
    for (int at = sections; at < lines.length; ) {
      int next = nextSection(lines, at + 2);
      // Each parameter's own text is in the list already.
      if (!lines[at].trim().equals("Parameters")) {
        section(text, lines, at, next);
      }
      at = next;
    }
    // A path has no blanks, and a window would be as wide as the path.
    String file = SEPARATOR.matcher(String.valueOf(routine.file())).replaceAll("\u200b");
    return text.append("<p>").append(ParameterForm.escape(file)).append("</p></html>").toString();
  }

  /** A text without the marks of numpydoc. */
  static String plain(String text) {
    return CODE.matcher(text).replaceAll("$1");
  }

  private static String inline(String text) {
    Matcher codes = CODE.matcher(ParameterForm.escape(text));
    return codes.replaceAll("<code>$1</code>");
  }

  private static int firstSection(String[] lines) {
    return nextSection(lines, 0);
  }

  private static int nextSection(String[] lines, int from) {
    for (int at = from; at + 1 < lines.length; at++) {
      if (!lines[at].trim().isEmpty() && RULE.matcher(lines[at + 1].trim()).matches()) {
        return at;
      }
    }
    return lines.length;
  }

  private static void paragraphs(StringBuilder text, String[] lines, int end) {
    StringBuilder paragraph = new StringBuilder();
    for (int at = 0; at <= end; at++) {
      String line = at < end ? lines[at].trim() : "";
      if (!line.isEmpty()) {
        paragraph.append(paragraph.length() == 0 ? "" : " ").append(line);
      } else if (paragraph.length() > 0) {
        text.append("<p>").append(inline(paragraph.toString())).append("</p>");
        paragraph.setLength(0);
      }
    }
  }

  private static void parameters(StringBuilder text, RoutineManifest routine) {
    if (routine.parameters().isEmpty()) {
      return;
    }
    text.append("<ul>");
    for (ParameterManifest parameter : routine.parameters()) {
      text.append("<li><b>").append(ParameterForm.escape(parameter.name())).append("</b>: ");
      text.append(ParameterForm.escape(ParameterText.expected(parameter)));
      if (parameter.help() != null) {
        text.append(". ").append(inline(parameter.help()));
      }
      text.append("</li>");
    }
    text.append("</ul>");
  }

  /** A heading, then its lines: indented ones belong to the one above. */
  private static void section(StringBuilder text, String[] lines, int at, int end) {
    text.append("<p><b>").append(inline(lines[at].trim())).append("</b>");
    for (int line = at + 2; line < end; line++) {
      String words = lines[line].trim();
      if (!words.isEmpty()) {
        text.append(lines[line].startsWith(" ") ? " " : "<br>").append(inline(words));
      }
    }
    text.append("</p>");
  }
}
