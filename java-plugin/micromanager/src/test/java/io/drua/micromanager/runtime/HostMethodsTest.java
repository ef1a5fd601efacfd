package io.drua.micromanager.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.ConversionException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HostMethodsTest {
  /** The overloads of a device's property, as Micro-Manager's core has them. */
  public interface Core {
    void set(String device, int value);

    void set(String device, boolean value);

    void set(String device, float value);

    void set(String device, double value);

    void set(String device, String value);

    void either(String one, Object two);

    void either(Object one, String two);

    void whole(int value);

    void list(String[] names);
  }

  private static Class<?> chosen(String name, Object... given) {
    Class<?>[] types = HostMethods.choose(Core.class, name, given).method.getParameterTypes();
    return types[types.length - 1];
  }

  @Test
  void theNearestOverloadIsCalled() {
    assertThat(chosen("set", "Camera", 0.1)).isEqualTo(double.class);
    assertThat(chosen("set", "Camera", 3L)).isEqualTo(int.class);
    assertThat(chosen("set", "Camera", 1L << 40)).isEqualTo(double.class);
    assertThat(chosen("set", "Camera", true)).isEqualTo(boolean.class);
    assertThat(chosen("set", "Camera", "x")).isEqualTo(String.class);
  }

  @Test
  void argumentsBecomeWhatTheMethodTakes() {
    assertThat(HostMethods.choose(Core.class, "whole", new Object[] {7L}).arguments).containsExactly(7);
    Object[] names = HostMethods.choose(Core.class, "list", new Object[] {Arrays.asList("a", "b")}).arguments;
    assertThat((String[]) names[0]).containsExactly("a", "b");
  }

  @Test
  void whatDoesNotFitIsSaid() {
    assertThatThrownBy(() -> chosen("whole", 1L << 40))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("whole")
        .satisfies(thrown -> assertThat(((ConversionException) thrown).hint()).contains("whole(int)"));
    assertThatThrownBy(() -> chosen("nothing")).hasMessageContaining("nothing");
    assertThatThrownBy(() -> chosen("either", "a", "b")).hasMessageContaining("equally well");
  }
}
