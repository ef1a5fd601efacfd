package io.drua.bridge.internal.service;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.GenericSignatureFormatError;
import java.lang.reflect.MalformedParameterizedTypeException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;

/**
 * Methods and constructors as Java writes them: {@code static <T> java.util.List<T> asList(T...)}. Names of classes are
 * those that can be imported; only {@code java.lang} is left out.
 */
final class Signatures {
  private static final String LANG = "java.lang.";

  private final StringBuilder text = new StringBuilder(64);

  private Signatures() {}

  /** The text of a method or constructor. */
  static String of(Executable executable) {
    try {
      return new Signatures().write(executable, true);
    } catch (GenericSignatureFormatError | TypeNotPresentException | MalformedParameterizedTypeException unreadable) {
      // The byte code says more than is there; what is needed for a call is.
      return new Signatures().write(executable, false);
    } catch (LinkageError missing) {
      return new Signatures().write(executable, false);
    }
  }

  private String write(Executable executable, boolean generics) {
    if (executable instanceof Method && Modifier.isStatic(executable.getModifiers())) {
      text.append("static ");
    }
    if (generics) {
      variables(executable.getTypeParameters());
    }
    if (executable instanceof Constructor) {
      text.append(ClassKinds.simpleName(executable.getDeclaringClass()));
    } else {
      Method method = (Method) executable;
      type(generics ? method.getGenericReturnType() : method.getReturnType());
      text.append(' ').append(method.getName());
    }
    parameters(executable, generics);
    return text.toString();
  }

  private void variables(TypeVariable<?>[] variables) {
    for (int i = 0; i < variables.length; i++) {
      text.append(i == 0 ? "<" : ", ").append(variables[i].getName());
      bounds(" extends ", variables[i].getBounds());
    }
    text.append(variables.length == 0 ? "" : "> ");
  }

  private void bounds(String word, Type[] bounds) {
    if (bounds.length == 1 && bounds[0] == Object.class) {
      return;
    }
    for (int i = 0; i < bounds.length; i++) {
      text.append(i == 0 ? word : " & ");
      type(bounds[i]);
    }
  }

  private void parameters(Executable executable, boolean generics) {
    Class<?>[] erased = executable.getParameterTypes();
    Type[] types = Arrays.copyOf(erased, erased.length, Type[].class);
    Type[] generic = generics ? executable.getGenericParameterTypes() : types;
    // The byte code leaves out what the compiler adds in front, such as the outer object of an inner class.
    System.arraycopy(generic, 0, types, types.length - generic.length, generic.length);
    text.append('(');
    for (int i = 0; i < types.length; i++) {
      text.append(i == 0 ? "" : ", ");
      type(types[i]);
      if (i == types.length - 1 && executable.isVarArgs()) {
        text.setLength(text.length() - 2);
        text.append("...");
      }
    }
    text.append(')');
  }

  private void type(Type type) {
    if (type instanceof Class) {
      text.append(name((Class<?>) type));
    } else if (type instanceof TypeVariable) {
      text.append(((TypeVariable<?>) type).getName());
    } else if (type instanceof GenericArrayType) {
      type(((GenericArrayType) type).getGenericComponentType());
      text.append("[]");
    } else if (type instanceof WildcardType) {
      wildcard((WildcardType) type);
    } else {
      parameterized((ParameterizedType) type);
    }
  }

  private void wildcard(WildcardType type) {
    text.append('?');
    if (type.getLowerBounds().length > 0) {
      bounds(" super ", type.getLowerBounds());
    } else {
      bounds(" extends ", type.getUpperBounds());
    }
  }

  private void parameterized(ParameterizedType type) {
    Class<?> raw = (Class<?>) type.getRawType();
    if (type.getOwnerType() instanceof ParameterizedType) {
      type(type.getOwnerType());
      text.append('.').append(raw.getSimpleName());
    } else {
      text.append(name(raw));
    }
    Type[] arguments = type.getActualTypeArguments();
    for (int i = 0; i < arguments.length; i++) {
      text.append(i == 0 ? "<" : ", ");
      type(arguments[i]);
    }
    text.append(arguments.length == 0 ? "" : ">");
  }

  /** The name of a class as Java writes it. */
  static String name(Class<?> type) {
    if (type.isArray()) {
      return name(type.getComponentType()) + "[]";
    }
    String name = type.getCanonicalName();
    if (name == null) {
      name = type.getName();
    }
    boolean isLang = type.getName().lastIndexOf('.') == LANG.length() - 1 && name.startsWith(LANG);
    return isLang ? name.substring(LANG.length()) : name;
  }
}
