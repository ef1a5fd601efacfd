package io.drua.bridge.internal.service;

/** Runs the static initialisers of classes, before native code gets at their members. */
final class Initialiser {
  private Initialiser() {}

  /**
   * Initialises a class, unless it is.
   *
   * @throws UnusableClassException if that fails, now or once before
   */
  static void initialise(Class<?> type) {
    if (type.isPrimitive() || type.isArray()) {
      return;
    }
    try {
      Class.forName(type.getName(), true, type.getClassLoader());
    } catch (ClassNotFoundException hidden) {
      // A class without a name to find it by, such as a lambda's: there is an object of it, so that it is initialised.
      return;
    } catch (ExceptionInInitializerError failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw failed(type, cause);
    } catch (LinkageError failed) {
      throw failed(type, failed);
    }
  }

  private static UnusableClassException failed(Class<?> type, Throwable cause) {
    return new UnusableClassException(
        type.getTypeName() + " can't be initialised: " + UnusableClassException.text(cause) + ".",
        "What its static initialiser needs has to be there before it is first used; the JVM tries only once.",
        cause);
  }
}
