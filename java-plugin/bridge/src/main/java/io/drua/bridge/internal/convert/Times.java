package io.drua.bridge.internal.convert;

import io.drua.bridge.Nullable;
import io.drua.bridge.Typed;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.List;

/** Python's dates and times, which travel as ISO text under a type name. */
final class Times {
  private Times() {}

  /** A date, a time or a duration as an instance of a class; null if it is none, or the class none for it. */
  @Nullable
  static Object of(Typed value, Class<?> target) {
    try {
      switch (value.name()) {
        case "datetime.datetime":
          return moment(String.valueOf(value.value()), target);
        case "datetime.date":
          return fit(LocalDate.parse(String.valueOf(value.value())), target);
        case "datetime.time":
          return time(String.valueOf(value.value()), target);
        case "datetime.timedelta":
          return fit(duration(value), target);
        default:
          return null;
      }
    } catch (DateTimeException | ArithmeticException outOfRange) {
      throw Misfit.of(value, target, "Java has no such time; change it in Python.", outOfRange);
    }
  }

  @Nullable
  private static Object moment(String text, Class<?> target) {
    if (!hasOffset(text)) {
      LocalDateTime local = LocalDateTime.parse(text);
      // As Python itself takes a time without a zone when it makes a time stamp of it.
      return target == Date.class ? Date.from(local.atZone(ZoneId.systemDefault()).toInstant()) : fit(local, target);
    }
    OffsetDateTime moment = OffsetDateTime.parse(text);
    if (target == Instant.class) {
      return moment.toInstant();
    } else if (target == ZonedDateTime.class) {
      return moment.toZonedDateTime();
    } else if (target == Date.class) {
      return Date.from(moment.toInstant());
    }
    return fit(moment, target);
  }

  @Nullable
  private static Object time(String text, Class<?> target) {
    return fit(hasOffset(text) ? (Temporal) OffsetTime.parse(text) : LocalTime.parse(text), target);
  }

  /** Whether a sign or a Z follows the time of day; the date before it has hyphens, too. */
  private static boolean hasOffset(String text) {
    int time = text.indexOf('T') + 1;
    return text.indexOf('+', time) >= 0 || text.indexOf('-', time) >= 0 || text.endsWith("Z");
  }

  private static Duration duration(Typed value) {
    Object payload = value.value();
    if (payload instanceof List && ((List<?>) payload).size() == 3) {
      List<?> parts = (List<?>) payload;
      Object days = parts.get(0);
      Object seconds = parts.get(1);
      Object micros = parts.get(2);
      if (days instanceof Long && seconds instanceof Long && micros instanceof Long) {
        return Duration.ofDays((Long) days).plusSeconds((Long) seconds).plusNanos(1000 * (Long) micros);
      }
    }
    throw Misfit.of(value, Duration.class, "Expected days, seconds and microseconds; this is a defect of Drua.");
  }

  @Nullable
  private static Object fit(Object made, Class<?> target) {
    return target.isInstance(made) ? made : null;
  }

  /** A {@code decimal.Decimal} as an instance of a class; null if the class has none. */
  @Nullable
  static Object decimal(Typed value, Class<?> type, Class<?> asked) {
    String text = String.valueOf(value.value());
    try {
      return Numbers.decimal(new BigDecimal(text), type, asked);
    } catch (NumberFormatException special) {
      if (type == Double.class || type == Float.class) {
        Object number = special(text, type);
        if (number != null) {
          return number;
        }
      }
      throw Misfit.of(value, asked, "BigDecimal has neither NaN nor infinity; use float() in Python.", special);
    }
  }

  @Nullable
  private static Object special(String text, Class<?> type) {
    double number;
    if (text.equals("NaN")) {
      number = Double.NaN;
    } else if (text.equals("Infinity") || text.equals("-Infinity")) {
      number = text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    } else {
      return null;
    }
    return type == Float.class ? (Object) (float) number : (Object) number;
  }
}
