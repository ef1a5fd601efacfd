package io.drua.bridge;

import io.drua.bridge.internal.convert.Converter;
import io.drua.bridge.internal.convert.ObjectConverter;

/**
 * Values from Python as instances of a Java class that somebody asks for. Safe for several threads.
 *
 * <table>
 *   <caption>What becomes what</caption>
 *   <tr><th>Python</th><th>Java</th></tr>
 *   <tr><td>{@code None}</td><td>{@code null}; an empty {@code Optional}; refused for primitives</td></tr>
 *   <tr><td>{@code bool}</td><td>{@code boolean}; 0 or 1 where a number is asked for</td></tr>
 *   <tr><td>{@code int}</td><td>any number that has room for it; naturally {@code Integer}, {@code Long} or
 *       {@code BigInteger}</td></tr>
 *   <tr><td>{@code float}</td><td>{@code double}, {@code float}, {@code BigDecimal}</td></tr>
 *   <tr><td>{@code str}</td><td>{@code String}; {@code char} and {@code char[]}; an enum's constant of that name;
 *       {@code Path}, {@code File}</td></tr>
 *   <tr><td>{@code bytes}</td><td>{@code byte[]}</td></tr>
 *   <tr><td>{@code list}, {@code tuple}</td><td>{@code ArrayList}, or the array or collection that is asked
 *       for</td></tr>
 *   <tr><td>{@code set}, {@code frozenset}</td><td>{@code LinkedHashSet}, or the collection that is asked for</td></tr>
 *   <tr><td>{@code dict}</td><td>{@code LinkedHashMap}, or the map that is asked for</td></tr>
 *   <tr><td>{@code datetime}, {@code date}, {@code time}, {@code timedelta}</td><td>{@code LocalDateTime} or, if it
 *       knows its zone, {@code OffsetDateTime}; {@code LocalDate}; {@code LocalTime}; {@code Duration}. Also
 *       {@code Instant}, {@code ZonedDateTime}, {@code Date}</td></tr>
 *   <tr><td>{@code Decimal}, {@code UUID}, {@code Path}</td><td>{@code BigDecimal}, {@code UUID}, {@code Path}</td></tr>
 *   <tr><td>{@code Enum}</td><td>an enum's constant of that name; otherwise its value</td></tr>
 *   <tr><td>{@code complex}</td><td>{@link Typed}; {@code double[]} of real and imaginary part</td></tr>
 *   <tr><td>{@code ndarray}</td><td>{@link ImageBuffer}; a primitive array, nested for several axes, which is a copy.
 *       Unsigned numbers keep their bits in an array of the same width, and are checked in another</td></tr>
 *   <tr><td>an object of Java</td><td>itself</td></tr>
 *   <tr><td>any other object</td><td>{@link PyObject}; an interface, by {@linkplain PythonProxies proxy}; a live
 *       {@code List}, {@code Map} or {@code Set} for a container</td></tr>
 * </table>
 *
 * <p>Containers are copies, as deep as they are, with natural entries: those for {@code Object}. Numbers out of range
 * are refused; nothing wraps around, and nothing loses its fraction.
 */
public final class PythonValues {
  private PythonValues() {}

  /**
   * Converts.
   *
   * @param value what the bridge gave. A {@link PyObject} or {@link ImageBuffer} belongs to the result from now on; if
   *     there is none, or the result is a copy, it is closed
   * @param target the class that is asked for; {@code Object} for whatever is natural
   * @return an instance of it; of its box for a primitive class
   * @throws ConversionException if the value does not fit: the message says what was expected and found
   */
  @Nullable
  public static Object convert(@Nullable Object value, Class<?> target) {
    return value instanceof PyObject
        ? ObjectConverter.convert((PyObject) value, target)
        : Converter.convert(value, target);
  }

  /** Converts to a class that is known when the program is written; see {@link #convert}. */
  @Nullable
  @SuppressWarnings("unchecked")
  public static <T> T to(Class<T> target, @Nullable Object value) {
    return (T) convert(value, target);
  }
}
