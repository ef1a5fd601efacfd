package io.drua.bridge.internal.service;

import io.drua.bridge.Nullable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The class loaders that are asked for a class, in this order: the thread's own, that of ImageJ's plugins, the
 * bridge's, the application's, and that of what was added at run time. Safe for several threads.
 */
final class Loaders {
  private static final String JDK = "java.";

  private final PluginLoader plugins = new PluginLoader();
  private final AddedPaths added;
  private volatile Found found = new Found(Collections.<ClassLoader>emptyList());

  Loaders() {
    added = new AddedPaths(new Others(this));
  }

  /** Adds a jar, a folder of classes, or {@code folder/*}. */
  void add(String path) {
    added.add(path);
  }

  /** All class loaders, as they are now on this thread. */
  List<ClassLoader> all() {
    List<ClassLoader> all = new ArrayList<ClassLoader>(others());
    all.add(added);
    return all;
  }

  private List<ClassLoader> others() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    List<ClassLoader> places = new ArrayList<ClassLoader>(3);
    places.add(context);
    places.add(Loaders.class.getClassLoader());
    places.add(ClassLoader.getSystemClassLoader());
    places.removeAll(Collections.singleton(null));
    Set<ClassLoader> others = new LinkedHashSet<ClassLoader>();
    others.add(context);
    others.add(plugins.current(places));
    others.addAll(places);
    others.remove(null);
    return new ArrayList<ClassLoader>(others);
  }

  /**
   * The class of a binary name, not initialised; null if no loader has it.
   *
   * @throws UnusableClassException if it is there, and something that it needs is not
   */
  @Nullable
  Class<?> find(String name) {
    if (name.startsWith(JDK)) {
      // The JVM lets nobody else define these.
      return search(name, Collections.singletonList(ClassLoader.getSystemClassLoader()), true);
    }
    // Mostly this is enough, and ImageJ, which takes AWT along, isn't woken to ask for its plugins.
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    Class<?> type = context == null ? null : search(name, Collections.singletonList(context), false);
    if (type != null) {
      return type;
    }
    List<ClassLoader> all = all();
    Found known = found;
    if (!known.loaders.equals(all)) {
      // Classes of a plugin loader that was replaced are out of date.
      known = new Found(all);
      found = known;
    }
    type = known.classes.get(name);
    if (type == null) {
      type = search(name, all, true);
      if (type != null) {
        known.classes.put(name, type);
      }
    }
    return type;
  }

  @Nullable
  private static Class<?> search(String name, List<ClassLoader> loaders, boolean isLast) {
    LinkageError failure = null;
    for (ClassLoader loader : loaders) {
      try {
        return Class.forName(name, false, loader);
      } catch (ClassNotFoundException none) {
        continue;
      } catch (LinkageError unusable) {
        // A file system that takes upper for lower case finds another class, which isn't the one.
        String message = String.valueOf(unusable.getMessage());
        if (!message.contains("wrong name")) {
          failure = unusable;
        }
      }
    }
    if (failure == null || !isLast) {
      return null;
    }
    throw new UnusableClassException(
        "The class " + name + " is there, but can't be loaded: " + UnusableClassException.text(failure) + ".",
        "Add the jar that has the missing class to the class path, or with drua.java.add_path.",
        failure);
  }

  /** What was found, for one list of loaders. */
  private static final class Found {
    private final List<ClassLoader> loaders;
    private final ConcurrentHashMap<String, Class<?>> classes = new ConcurrentHashMap<String, Class<?>>();

    Found(List<ClassLoader> loaders) {
      this.loaders = loaders;
    }
  }

  /** Lets classes in added jars use what all the other loaders have. */
  private static final class Others extends ClassLoader {
    static {
      registerAsParallelCapable();
    }

    private final Loaders loaders;

    Others(Loaders loaders) {
      super(null);
      this.loaders = loaders;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      for (ClassLoader loader : loaders.others()) {
        try {
          return Class.forName(name, false, loader);
        } catch (ClassNotFoundException none) {
          continue;
        }
      }
      throw new ClassNotFoundException(name);
    }
  }
}
