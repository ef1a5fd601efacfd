package io.drua.bridge.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.beans.IndexedPropertyDescriptor;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeanPropertiesTest {
  private final Asked asked = new Asked();

  @Test
  void gettersSettersAndBooleans() {
    assertThat(asked.joined(Bean.class, "properties"))
        .containsExactly(
            "URL getURL null", "flag isFlag setFlag", "large getLarge setLarge", "number getNumber setNumber");
    assertThat(asked.joined(Below.class, "properties")).containsExactly("number getNumber setNumber");
  }

  /** The JDK's own answer, for all that isn't indexed, only written, or hidden by a method or field. */
  @ParameterizedTest
  @ValueSource(classes = {
    Thread.class, java.util.Calendar.class, java.util.GregorianCalendar.class, java.text.SimpleDateFormat.class,
    java.net.URL.class, java.io.File.class, java.util.zip.ZipEntry.class, java.util.Locale.class,
    java.awt.geom.Rectangle2D.Double.class, java.util.logging.LogRecord.class, java.net.HttpURLConnection.class,
  })
  void sameAsTheIntrospectors(Class<?> type) throws IntrospectionException {
    Map<String, String> expected = new TreeMap<>();
    for (PropertyDescriptor property : Introspector.getBeanInfo(type).getPropertyDescriptors()) {
      String name = property.getName();
      boolean hidden = !OverloadTable.of(type).named(name).isEmpty() || PublicFields.names(type).contains(name);
      if (!(property instanceof IndexedPropertyDescriptor) && property.getReadMethod() != null && !hidden) {
        String setter = property.getWriteMethod() == null ? "null" : property.getWriteMethod().getName();
        expected.put(name, property.getReadMethod().getName() + " " + setter);
      }
    }
    Map<String, String> found = new HashMap<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      collect(each, found);
    }
    // What a parent has as a property, and the class as a field, is the field in Python.
    found.keySet().removeAll(PublicFields.names(type));
    assertThat(found).containsExactlyInAnyOrderEntriesOf(expected);
  }

  private void collect(Class<?> type, Map<String, String> found) {
    for (Object entry : (List<?>) asked.describe(type).get("properties")) {
      List<?> property = (List<?>) entry;
      found.putIfAbsent((String) property.get(0), property.get(1) + " " + property.get(2));
    }
  }

  @Property
  void namesAreAsTheIntrospectors(@ForAll String name) {
    assertThat(BeanProperties.decapitalize(name)).isEqualTo(Introspector.decapitalize(name));
  }

  /** Fixtures. */
  public static class Bean {
    public int field;

    public int getNumber() {
      return 0;
    }

    public void setNumber(int number) {}

    public boolean isFlag() {
      return true;
    }

    public boolean getFlag() {
      return true;
    }

    public void setFlag(boolean flag) {}

    public Integer getLarge() {
      return 0;
    }

    public void setLarge(Number number) {}

    public Boolean isBoxed() {
      return true;
    }

    public String getURL() {
      return "";
    }

    public void setURL(int number) {}

    public int getField() {
      return 1;
    }

    public int getMethod() {
      return 1;
    }

    public int method() {
      return 1;
    }

    public void getNothing() {}

    public int get() {
      return 1;
    }

    public int getIndexed(int index) {
      return index;
    }

    public void setOnly(int value) {}

    public static int getStatic() {
      return 1;
    }
  }

  public static class Below extends Bean {
    @Override
    public void setNumber(int number) {}
  }
}
