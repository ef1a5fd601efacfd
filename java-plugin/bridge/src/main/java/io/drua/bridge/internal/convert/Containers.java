package io.drua.bridge.internal.convert;

import io.drua.bridge.ConversionException;
import io.drua.bridge.Nullable;
import io.drua.bridge.PythonValues;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** Lists, sets and maps, all of them copies whose entries are natural values. */
final class Containers {
  private Containers() {}

  /** Entries as an instance of a class; null if it is none for several values. */
  @Nullable
  static Object ofSeveral(Collection<?> values, Class<?> target, boolean set) {
    if (target.isArray()) {
      return array(values, target);
    } else if (target == Iterator.class) {
      return natural(values, new ArrayList<Object>(values.size())).iterator();
    } else if (target == Stream.class) {
      return natural(values, new ArrayList<Object>(values.size())).stream();
    }
    Collection<Object> made = collection(values.size(), target, set);
    return made == null ? null : natural(values, made);
  }

  private static Collection<Object> natural(Collection<?> values, Collection<Object> made) {
    for (Object value : values) {
      try {
        made.add(PythonValues.convert(value, Object.class));
      } catch (NullPointerException | ClassCastException | IllegalStateException refused) {
        throw new ConversionException(
            "A " + made.getClass().getName() + " refuses " + Misfit.describe(value) + " as an entry.",
            "Ask for List, Set or Collection, which take any.",
            refused);
      }
    }
    return made;
  }

  @Nullable
  private static Collection<Object> collection(int size, Class<?> target, boolean set) {
    if (set && target.isAssignableFrom(LinkedHashSet.class)) {
      return new LinkedHashSet<Object>(2 * size);
    } else if (target.isAssignableFrom(ArrayList.class)) {
      return new ArrayList<Object>(size);
    } else if (target.isAssignableFrom(LinkedHashSet.class)) {
      return new LinkedHashSet<Object>(2 * size);
    } else if (target.isAssignableFrom(TreeSet.class)) {
      return new TreeSet<Object>();
    } else if (target.isAssignableFrom(LinkedList.class)) {
      return new LinkedList<Object>();
    } else if (target.isAssignableFrom(ArrayDeque.class)) {
      return new ArrayDeque<Object>(size);
    }
    return Collection.class.isAssignableFrom(target) ? Containers.<Collection<Object>>instance(target) : null;
  }

  private static Object array(Collection<?> values, Class<?> target) {
    Class<?> element = target.getComponentType();
    Object array = Array.newInstance(element, values.size());
    int index = 0;
    for (Object value : values) {
      try {
        Array.set(array, index, PythonValues.convert(value, element));
      } catch (ConversionException failed) {
        throw new ConversionException("At index " + index + ": " + failed.getMessage(), failed.hint(), failed);
      }
      index++;
    }
    return array;
  }

  /** Entries as an instance of a class; null if it is no map. */
  @Nullable
  static Object ofMap(Map<?, ?> entries, Class<?> target) {
    Map<Object, Object> made;
    if (target.isAssignableFrom(LinkedHashMap.class)) {
      made = new LinkedHashMap<Object, Object>(2 * entries.size());
    } else if (target.isAssignableFrom(TreeMap.class)) {
      made = new TreeMap<Object, Object>();
    } else if (target.isAssignableFrom(ConcurrentHashMap.class)) {
      made = new ConcurrentHashMap<Object, Object>(2 * entries.size() + 1);
    } else if (target.isAssignableFrom(ConcurrentSkipListMap.class)) {
      made = new ConcurrentSkipListMap<Object, Object>();
    } else if (Map.class.isAssignableFrom(target)) {
      made = instance(target);
    } else {
      return target.isAssignableFrom(Iterable.class) || target == Iterator.class
          ? ofSeveral(entries.keySet(), target, true)
          : null;
    }
    return made == null ? null : fill(entries, made);
  }

  private static Map<Object, Object> fill(Map<?, ?> entries, Map<Object, Object> made) {
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      Object key = PythonValues.convert(entry.getKey(), Object.class);
      try {
        made.put(key, PythonValues.convert(entry.getValue(), Object.class));
      } catch (NullPointerException | ClassCastException refused) {
        throw new ConversionException(
            "A " + made.getClass().getName() + " refuses the entry of " + Misfit.describe(entry.getKey()) + ".",
            "Ask for Map, which takes any.",
            refused);
      }
    }
    return made;
  }

  /** An empty one, where the class can be made without anything. */
  @Nullable
  @SuppressWarnings("unchecked")
  private static <T> T instance(Class<?> target) {
    if (target.isInterface() || !Modifier.isPublic(target.getModifiers()) || Modifier.isAbstract(target.getModifiers())) {
      return null;
    }
    try {
      return (T) target.getConstructor().newInstance();
    } catch (InvocationTargetException failed) {
      throw new ConversionException(
          "An empty " + target.getName() + " can't be made.", "Ask for an interface, such as List.", failed.getCause());
    } catch (ReflectiveOperationException none) {
      // No public constructor without parameters: then it is a class that no Python value becomes.
      return null;
    }
  }
}
