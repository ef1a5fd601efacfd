package io.drua.bridge.internal.service;

import io.drua.bridge.internal.NativeHome;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Public fields of classes. */
final class PublicFields {
  private static final long STATIC = 1;
  private static final long FINAL = 8;

  private PublicFields() {}

  /**
   * Those that a class brings into its family: its own, and what it makes public of a parent that isn't. A class that
   * isn't public brings none.
   */
  static List<Field> broughtBy(Class<?> type) {
    if (type.isPrimitive() || type.isArray() || !ClassKinds.isPublic(type)) {
      return Collections.emptyList();
    }
    List<Field> fields = new ArrayList<Field>();
    for (Field field : type.getFields()) {
      Class<?> declaring = field.getDeclaringClass();
      if ((declaring == type || !ClassKinds.isPublic(declaring)) && !field.isSynthetic()) {
        fields.add(field);
      }
    }
    return fields;
  }

  /** Names of all public fields of a class, inherited ones too. */
  static Set<String> names(Class<?> type) {
    Set<String> names = new HashSet<String>();
    for (Field field : type.getFields()) {
      names.add(field.getName());
    }
    return names;
  }

  /** Name, whether static, whether final. */
  static List<Object> describe(Field field) {
    int modifiers = field.getModifiers();
    return Arrays.<Object>asList(field.getName(), Modifier.isStatic(modifiers), Modifier.isFinal(modifiers));
  }

  /** Field id, modifiers, class of its values, class that declares it. */
  static List<Object> use(Class<?> type, String name, NativeIds ids) {
    Field field;
    try {
      field = type.getField(name);
    } catch (NoSuchFieldException none) {
      throw new UnusableClassException(
          type.getTypeName() + " has no public field " + name + ".", "Its fields are listed by dir().", none);
    } catch (LinkageError missing) {
      throw UnusableClassException.ofMembers(type, missing);
    }
    Class<?> declaring = field.getDeclaringClass();
    Initialiser.initialise(declaring);
    int modifiers = field.getModifiers();
    long flags = (Modifier.isStatic(modifiers) ? STATIC : 0) | (Modifier.isFinal(modifiers) ? FINAL : 0);
    return Arrays.<Object>asList(
        ids.field(field), flags, NativeHome.classId(field.getType()), NativeHome.classId(declaring));
  }
}
