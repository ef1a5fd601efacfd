package io.drua.crosslang.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.PyObject;
import io.drua.bridge.PythonException;
import io.drua.bridge.StaleHandleException;
import io.drua.crosslang.support.PythonScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObjectsTest {
  private static final String CODE =
      "class Point:\n"
          + "    def __init__(self, x, y=0):\n        self.x, self.y = x, y\n"
          + "    def __eq__(self, other):\n        return isinstance(other, Point) and self.x == other.x\n"
          + "    def __hash__(self):\n        return self.x\n"
          + "    def __lt__(self, other):\n        return self.x < other.x\n"
          + "    def __le__(self, other):\n        return self.x <= other.x\n"
          + "    def __bool__(self):\n        return self.x != 0\n"
          + "    def __len__(self):\n        return 2\n"
          + "    def __iter__(self):\n        yield self.x\n        yield self.y\n"
          + "    def __contains__(self, value):\n        return value in (self.x, self.y)\n"
          + "    def __repr__(self):\n        return f'Point({self.x})'\n"
          + "    def __str__(self):\n        return 'a point'\n"
          + "    def shifted(self, by, *, twice=False):\n        return Point(self.x + by * (2 if twice else 1))\n"
          + "class Managed:\n"
          + "    def __init__(self, swallow):\n        self.swallow, self.log = swallow, []\n"
          + "    def __enter__(self):\n        self.log.append('enter')\n        return self\n"
          + "    def __exit__(self, kind, value, trace):\n"
          + "        self.log.append(kind.__name__ if kind else 'exit')\n        return self.swallow\n";

  private PythonScope python;

  @BeforeEach
  void open() {
    python = PythonScope.empty();
    python.exec(CODE);
  }

  @AfterEach
  void stillWorks() {
    assertThat(python.eval("40 + 2")).isEqualTo(42L);
    python.close();
  }

  @Test
  void attributesAreReadWrittenFoundAndRemoved() {
    try (PyObject point = python.object("Point(1)")) {
      assertThat(point.get("x")).isEqualTo(1L);
      assertThat(point.get("x", int.class)).isEqualTo(1);
      point.set("label", "a");
      assertThat(point.has("label")).isTrue();
      assertThat(point.dir()).contains("label", "x", "shifted");
      point.delete("label");
      assertThat(point.has("label")).isFalse();
      assertThatThrownBy(() -> point.get("label"))
          .isInstanceOf(PythonException.class)
          .hasMessageContaining("label")
          .extracting(thrown -> ((PythonException) thrown).pythonType())
          .isEqualTo("AttributeError");
      assertThatThrownBy(() -> point.delete("label")).isInstanceOf(PythonException.class);
    }
  }

  @Test
  void entriesAreReadWrittenAndRemoved() {
    try (PyObject dict = PythonScope.runtime().namespace()) {
      dict.setItem("a", Arrays.asList(1, 2));
      assertThat(dict.getItem("a")).isEqualTo(Arrays.asList(1L, 2L));
      assertThat(dict.getItem("a", int[].class)).containsExactly(1, 2);
      try (PyObject list = dict.item("a")) {
        list.setItem(-1, "last");
        assertThat(list.getItem(1)).isEqualTo("last");
        assertThat(list.length()).isEqualTo(2);
      }
      assertThat(dict.contains("a")).isTrue();
      dict.deleteItem("a");
      assertThat(dict.contains("a")).isFalse();
      assertThatThrownBy(() -> dict.getItem("a")).isInstanceOf(PythonException.class).hasMessageContaining("a");
    }
  }

  @Test
  void callsTakeKeywords() {
    try (PyObject type = python.object("Point");
        PyObject point = type.callKeeping(3);
        PyObject moved = (PyObject) point.invokeWith("shifted", new Object[] {2}, Collections.singletonMap("twice", true))) {
      assertThat(moved.get("x")).isEqualTo(7L);
      assertThat(point.isInstance(type)).isTrue();
      assertThat(type.isInstance(type)).isFalse();
      try (PyObject own = point.type()) {
        assertThat(own).isEqualTo(type).hasSameHashCodeAs(type);
      }
      assertThat(type.isCallable()).isTrue();
      assertThat(point.isCallable()).isFalse();
    }
  }

  @Test
  void comparisonIsPythonsAndEqualsIsIdentity() {
    python.exec("one, same, two = Point(1), Point(1), Point(2)");
    try (PyObject one = python.object("one");
        PyObject again = python.object("one");
        PyObject same = python.object("same");
        PyObject two = python.object("two")) {
      assertThat(one.isEqualTo(same)).isTrue();
      assertThat(one.isEqualTo(two)).isFalse();
      assertThat(one.isEqualTo("x")).isFalse();
      assertThat(one.isLessThan(two)).isTrue();
      assertThat(two.isGreaterThan(one)).isTrue();
      assertThat(one.isAtMost(same)).isTrue();
      assertThat(one.isAtLeast(two)).isFalse();
      assertThatThrownBy(() -> one.isLessThan(1)).isInstanceOf(PythonException.class);
      assertThat(one).isEqualTo(again).hasSameHashCodeAs(again).isNotEqualTo(same).isNotEqualTo(null);
      assertThat(one.hash()).isEqualTo(1);
      Set<PyObject> set = new HashSet<>(Arrays.asList(one, again, same, two));
      assertThat(set).hasSize(3);
    }
  }

  @Test
  void textsTruthAndMembership() {
    try (PyObject zero = python.object("Point(0)");
        PyObject one = python.object("Point(1)")) {
      assertThat(one.repr()).isEqualTo("Point(1)");
      assertThat(one.toString()).isEqualTo("a point");
      assertThat(zero.isTrue()).isFalse();
      assertThat(one.isTrue()).isTrue();
      assertThat(one.isNone()).isFalse();
      assertThat(one.contains(0)).isTrue();
      assertThat(one.contains(9)).isFalse();
      assertThat(one.length()).isEqualTo(2);
    }
  }

  @Test
  void unhashableObjectsHaveAJavaHashAllTheSame() {
    python.exec("values = []");
    try (PyObject module = PythonScope.runtime().importModule("builtins");
        PyObject list = module.invokeKeeping("list")) {
      assertThatThrownBy(list::hash).isInstanceOf(PythonException.class).hasMessageContaining("unhashable");
      assertThat(list.hashCode()).isEqualTo(list.hashCode());
    }
  }

  @Test
  void iterationEndsAndFails() {
    try (PyObject point = python.object("Point(5, 6)")) {
      List<Object> seen = new ArrayList<>();
      for (Object value : point) {
        seen.add(value);
      }
      assertThat(seen).containsExactly(5, 6);
      assertThat(point).hasSize(2);
    }
    python.exec("def broken():\n    yield 1\n    raise ValueError('in the middle')\n");
    try (PyObject broken = (PyObject) python.call("broken")) {
      java.util.Iterator<Object> values = broken.iterator();
      assertThat(values.next()).isEqualTo(1);
      assertThatThrownBy(values::next).isInstanceOf(PythonException.class).hasMessageContaining("in the middle");
    }
    try (PyObject type = python.object("Point")) {
      assertThatThrownBy(type::iterator).isInstanceOf(PythonException.class).hasMessageContaining("not iterable");
    }
  }

  @Test
  void withRunsBothEnds() {
    try (PyObject managed = python.object("Managed(False)")) {
      String result = managed.with(value -> "done " + ((PyObject) value).get("log"));
      assertThat(result).isEqualTo("done [enter]");
      assertThat(managed.get("log")).isEqualTo(Arrays.asList("enter", "exit"));
      IllegalStateException own = new IllegalStateException("mine");
      assertThatThrownBy(() -> managed.with(value -> {
        throw own;
      })).isSameAs(own);
    }
    try (PyObject swallowing = python.object("Managed(True)")) {
      Object nothing = swallowing.with(value -> {
        throw new UncheckedIOException(new IOException("gone"));
      });
      assertThat(nothing).isNull();
      assertThat((List<?>) swallowing.get("log")).hasSize(2);
    }
  }

  @Test
  void closedObjectsSaySo() {
    PyObject point = python.object("Point(1)");
    PyObject other = python.object("Point(1)");
    int hash = point.hashCode();
    point.close();
    point.close();
    assertThat(point.isClosed()).isTrue();
    assertThat(point.toString()).contains("closed");
    assertThat(point.hashCode()).isEqualTo(hash);
    assertThat(point).isEqualTo(point).isNotEqualTo(other);
    for (Runnable use : Arrays.<Runnable>asList(
        () -> point.get("x"),
        () -> point.set("x", 1),
        () -> point.has("x"),
        () -> point.call(),
        () -> point.iterator(),
        () -> point.length(),
        () -> point.as(Runnable.class),
        () -> point.asList(),
        () -> other.isEqualTo(point),
        () -> other.set("x", point))) {
      assertThatThrownBy(use::run).isInstanceOf(StaleHandleException.class).hasMessageContaining("closed");
    }
    other.close();
  }

  @Test
  void aPythonExceptionThroughJavaComesBackAsTheSameObject() {
    python.exec(
        "class Own(Exception):\n    pass\n"
            + "raised = Own('the one')\n"
            + "def through(call):\n"
            + "    try:\n        call()\n    except Own as error:\n        return error is raised\n"
            + "def fail():\n    raise raised\n");
    try (PyObject fail = python.object("fail")) {
      io.drua.bridge.JavaFunction call = args -> fail.call();
      assertThat(python.call("through", call)).isEqualTo(true);
      Runnable proxy = fail.as(Runnable.class);
      io.drua.bridge.JavaFunction byProxy = args -> {
        proxy.run();
        return null;
      };
      assertThat(python.call("through", byProxy)).isEqualTo(true);
    }
  }
}
