package io.drua.bridge.internal.service;

import io.drua.bridge.Nullable;
import io.drua.bridge.Typed;
import java.io.File;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.UUID;

/**
 * Values of Java's library that Python's library has classes for, under the type names that {@code drua._typed} knows.
 * What Python's class can't hold exactly (nanoseconds, years beyond 9999) is left alone: it stays a Java object.
 */
final class PlainTypes {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxxxx");
  private static final int LAST_YEAR = 9999;
  private static final long SECONDS_OF_DAY = 86_400;
  private static final long MOST_DAYS = 999_999_999;
  private static final int MICRO = 1000;

  private PlainTypes() {}

  /** The value under its type name, or null if it has none. */
  @Nullable
  static Typed of(Object value) {
    if (value instanceof BigDecimal) {
      return new Typed("decimal.Decimal", value.toString());
    } else if (value instanceof UUID) {
      return new Typed("uuid.UUID", value.toString());
    } else if (value instanceof Path || value instanceof File) {
      return new Typed("pathlib.Path", value.toString());
    } else if (value instanceof Duration) {
      return duration((Duration) value);
    } else if (value instanceof Instant) {
      return isExact(((Instant) value).atOffset(ZoneOffset.UTC)) ? time(((Instant) value).atOffset(ZoneOffset.UTC)) : null;
    }
    return value instanceof Temporal && isExact((Temporal) value) ? time((Temporal) value) : null;
  }

  @Nullable
  private static Typed time(Temporal value) {
    if (value instanceof LocalDate) {
      return new Typed("datetime.date", DATE.format(value));
    } else if (value instanceof LocalTime) {
      return new Typed("datetime.time", TIME.format(value));
    } else if (value instanceof LocalDateTime) {
      return new Typed("datetime.datetime", LOCAL.format(value));
    } else if (value instanceof OffsetDateTime) {
      return new Typed("datetime.datetime", OFFSET.format(value));
    }
    return null;
  }

  private static boolean isExact(Temporal value) {
    if (value.isSupported(ChronoField.YEAR)) {
      int year = value.get(ChronoField.YEAR);
      if (year < 1 || year > LAST_YEAR) {
        return false;
      }
    }
    return !value.isSupported(ChronoField.NANO_OF_SECOND) || value.get(ChronoField.NANO_OF_SECOND) % MICRO == 0;
  }

  @Nullable
  private static Typed duration(Duration value) {
    long days = Math.floorDiv(value.getSeconds(), SECONDS_OF_DAY);
    if (value.getNano() % MICRO != 0 || days > MOST_DAYS || days < -MOST_DAYS) {
      return null;
    }
    long seconds = Math.floorMod(value.getSeconds(), SECONDS_OF_DAY);
    return new Typed("datetime.timedelta", Arrays.<Object>asList(days, seconds, (long) (value.getNano() / MICRO)));
  }
}
