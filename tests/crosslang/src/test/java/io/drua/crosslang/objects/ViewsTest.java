package io.drua.crosslang.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.ConversionException;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonException;
import io.drua.bridge.PythonNamespace;
import io.drua.bridge.StaleHandleException;
import io.drua.crosslang.support.PythonScope;
import java.util.Arrays;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewsTest {
  private PythonNamespace python;

  @BeforeEach
  void open() {
    python = PythonScope.runtime().openNamespace();
  }

  @AfterEach
  void stillWorks() {
    assertThat(python.eval("40 + 2")).isEqualTo(42L);
    python.close();
  }

  @Test
  void listsAreChangedFromBothSides() {
    python.exec("values = [1, 'b']");
    try (PyObject object = python.object("values")) {
      List<Object> view = object.asList();
      assertThat(view).isEqualTo(Arrays.asList(1, "b")).hasSize(2);
      view.add(3.5);
      view.add(0, null);
      assertThat(python.eval("values == [None, 1, 'b', 3.5]")).isEqualTo(true);
      python.exec("values.append(9)");
      assertThat(view).hasSize(5).endsWith(9);
      assertThat(view.set(1, "one")).isEqualTo(1);
      assertThat(view.remove(0)).isNull();
      assertThat(view.remove("b")).isTrue();
      assertThat(view.remove("b")).isFalse();
      assertThat(view.indexOf(9)).isEqualTo(2);
      assertThat(view.indexOf(9.0)).isEqualTo(2);
      assertThat(view.contains("none")).isFalse();
      view.subList(0, 2).clear();
      assertThat(python.eval("values == [9]")).isEqualTo(true);
      view.addAll(Arrays.asList(2, 1));
      view.sort(null);
      assertThat(python.eval("values == [1, 2, 9]")).isEqualTo(true);
      view.removeIf(value -> value.equals(2));
      assertThat(view).containsExactly(1, 9);
      view.clear();
      assertThat(python.eval("values == []")).isEqualTo(true);
    }
  }

  @Test
  void placesThatAreNotThereAreJavasException() {
    python.exec("values = [1]");
    try (PyObject object = python.object("values")) {
      List<Object> view = object.asList();
      assertThatThrownBy(() -> view.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> view.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> view.add(3, 1)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> view.remove(5)).isInstanceOf(IndexOutOfBoundsException.class);
      Iterator<Object> values = view.iterator();
      values.next();
      assertThatThrownBy(values::next).isInstanceOf(java.util.NoSuchElementException.class);
    }
  }

  @Test
  void containersInContainersAreLive() {
    python.exec("data = {'rows': [{'n': 1}], 'names': {'a'}}");
    try (PyObject object = python.object("data")) {
      Map<Object, Object> data = object.asMap();
      @SuppressWarnings("unchecked")
      Map<Object, Object> row = (Map<Object, Object>) ((List<?>) data.get("rows")).get(0);
      row.put("n", 2);
      row.put("m", Collections.emptyList());
      assertThat(python.eval("data['rows'] == [{'n': 2, 'm': []}] or data['rows']")).isEqualTo(true);
      ((Set<?>) data.get("names")).clear();
      assertThat(python.eval("data['names'] == set()")).isEqualTo(true);
    }
  }

  @Test
  void mapsKeepTheContractOfMap() {
    python.exec("import collections\ndata = {'a': 1, 2: 'two'}\ndefaults = collections.defaultdict(list)");
    try (PyObject object = python.object("data");
        PyObject defaults = python.object("defaults")) {
      Map<Object, Object> view = object.asMap();
      assertThat(view).hasSize(2).containsEntry("a", 1).containsEntry(2, "two");
      assertThat(view.get("none")).isNull();
      assertThat(view.put("a", 5)).isEqualTo(1);
      assertThat(view.put("new", null)).isNull();
      assertThat(view.containsKey("new")).isTrue();
      assertThat(view.remove("new")).isNull();
      assertThat(view.remove(2)).isEqualTo("two");
      for (Map.Entry<Object, Object> entry : view.entrySet()) {
        entry.setValue(10);
      }
      assertThat(python.eval("data == {'a': 10}")).isEqualTo(true);
      assertThat(view).isEqualTo(Collections.singletonMap("a", 10)).hasToString("{a=10}");
      view.keySet().removeAll(Collections.singleton("a"));
      assertThat(view).isEmpty();
      assertThat(defaults.asMap().get("x")).isNull();
      assertThat(defaults.length()).isZero();
      try (PyObject list = python.object("[]")) {
        assertThatThrownBy(() -> defaults.asMap().get(list))
            .isInstanceOf(PythonException.class).hasMessageContaining("unhashable");
      }
    }
  }

  @Test
  void setsKeepTheContractOfSet() {
    python.exec("names = {'a', 'b'}");
    try (PyObject object = python.object("names")) {
      Set<Object> view = object.asSet();
      assertThat(view.add("a")).isFalse();
      assertThat(view.add("c")).isTrue();
      assertThat(view.remove("b")).isTrue();
      assertThat(view.remove("b")).isFalse();
      assertThat(view).containsExactlyInAnyOrder("a", "c");
      Iterator<Object> names = view.iterator();
      names.next();
      names.remove();
      assertThatThrownBy(names::remove).isInstanceOf(IllegalStateException.class);
      names.next();
      assertThat(names.hasNext()).isFalse();
      assertThat(view).hasSize(1);
    }
  }

  @Test
  void changesDuringIterationAreNoticed() {
    python.exec("data = {n: n for n in range(3)}\nnames = {1, 2, 3}");
    try (PyObject data = python.object("data");
        PyObject names = python.object("names")) {
      Iterator<Object> keys = data.asMap().keySet().iterator();
      keys.next();
      python.exec("data[99] = 1");
      assertThatThrownBy(keys::next).isInstanceOf(ConcurrentModificationException.class);
      Iterator<Map.Entry<Object, Object>> entries = data.asMap().entrySet().iterator();
      python.exec("del data[0]\ndata[100] = 1");
      assertThatThrownBy(entries::next).isInstanceOf(ConcurrentModificationException.class);
      Iterator<Object> values = names.asSet().iterator();
      python.exec("names.clear()");
      assertThatThrownBy(values::next).isInstanceOf(ConcurrentModificationException.class);
    }
  }

  @Test
  void whatPythonCantChangeJavaCantEither() {
    python.exec("import types\nfixed = types.MappingProxyType({'a': 1})\ntup = [(1, 2)]\nfrozen = frozenset([1])");
    try (PyObject fixed = python.object("fixed");
        PyObject tup = python.object("tup[0]");
        PyObject frozen = python.object("frozen")) {
      assertThat(fixed.asMap()).containsEntry("a", 1);
      assertThatThrownBy(() -> fixed.asMap().put("b", 1)).isInstanceOf(UnsupportedOperationException.class);
      assertThat(tup.asList()).containsExactly(1, 2);
      for (Runnable change : Arrays.<Runnable>asList(
          () -> tup.asList().add(1), () -> tup.asList().set(0, 1), () -> tup.asList().clear(),
          () -> frozen.asSet().add(2), () -> frozen.asSet().clear())) {
        assertThatThrownBy(change::run).isInstanceOf(UnsupportedOperationException.class);
      }
    }
  }

  @Test
  void onlyContainersHaveViews() {
    try (PyObject number = python.object("5")) {
      assertThatThrownBy(number::asList)
          .isInstanceOf(ConversionException.class).hasMessageContaining("int").hasMessageContaining("sequence");
      assertThatThrownBy(number::asMap).isInstanceOf(ConversionException.class);
      assertThatThrownBy(number::asSet).isInstanceOf(ConversionException.class);
    }
    PyObject list = python.object("[1]");
    List<Object> view = list.asList();
    list.close();
    assertThatThrownBy(view::size).isInstanceOf(StaleHandleException.class);
  }

  @Test
  void aViewIsTheContainerItselfInPython() {
    python.exec("values = [1]\ndef is_it(other):\n    return other is values");
    try (PyObject object = python.object("values")) {
      List<Object> view = object.asList();
      List<Object> outer = new java.util.ArrayList<>(view);
      assertThat(python.call("is_it", io.drua.bridge.PythonProxies.argument(view))).isEqualTo(true);
      view.add(outer);
      assertThat(python.eval("type(values[1]).__name__")).isNotEqualTo("list");
      assertThat(view.get(1)).isSameAs(outer);
      view.add(view);
      assertThat(python.eval("values[2] is values")).isEqualTo(true);
    }
  }
}
